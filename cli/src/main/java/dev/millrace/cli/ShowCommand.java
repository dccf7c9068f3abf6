package dev.millrace.cli;

import dev.millrace.app.item.ItemService;
import dev.millrace.cli.option.AnswerFormat;
import dev.millrace.cli.option.KnowledgeOptions;
import dev.millrace.config.MillraceConfig;
import dev.millrace.document.Document;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.view.item.ItemJson;
import dev.millrace.view.item.ItemView;
import dev.millrace.view.item.LinksJson;
import dev.millrace.view.item.LinksView;
import dev.millrace.view.item.WorkingTimeDocument;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace show KEY}. */
@Command(
        name = "show",
        description = {
            "Shows where one issue or pull request spent its time.",
            "It prints the timeline, the visits, and every figure with its reason."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace show ABC-123",
            "  millrace show owner/name#12",
            "  millrace show ABC-123 --as-of 2024-05-31",
            "  millrace show ABC-123 --html abc-123.html",
            "  millrace show ABC-123 --links",
            "  millrace show ABC-123 --json | jq '.cycles[].totals'"
        })
final class ShowCommand implements Callable<Integer> {

    private final CliContext context;

    @Parameters(
            paramLabel = "KEY",
            description = "The key of an issue or of a pull request (owner/name#12). A key from before a move "
                    + "works too.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String key;

    @Option(names = "--why", description = "Also print the formula of every figure with its numbers, and every event.")
    private boolean why;

    @Mixin
    private final KnowledgeOptions knowledge = new KnowledgeOptions();

    @Option(names = "--links", description = "Print the links, the rule that found each, and what contradicts it.")
    private boolean links;

    @ArgGroup
    private @Nullable Format format;

    /** How the answer is written; text for a terminal if none is chosen. */
    static final class Format extends AnswerFormat {
        @Option(names = "--html", paramLabel = "FILE", description = "Write an HTML page with the timeline.")
        private @Nullable Path html;
    }

    ShowCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        MillraceConfig config = context.workspace().config();
        Format chosen = Objects.requireNonNullElseGet(format, Format::new);
        try (FlowStore store = context.workspace().storeToRead(config)) {
            ZoneId zone = knowledge.zone(config);
            Knowledge asked = knowledge.knowledge(zone, context.process().clock(), store);
            ItemService lookup = new ItemService(store, asked, context.console()::say, config.definition());
            if (links) {
                LinksView view = lookup.links(key, zone);
                put(view.document(), () -> LinksJson.render(view), chosen);
            } else {
                ItemView view = item(lookup, zone);
                Document document = WorkingTimeDocument.add(view.document(), view.cycles(), config.definition());
                put(document, () -> ItemJson.render(view), chosen);
            }
        }
        return ExitCode.OK;
    }

    private ItemView item(ItemService lookup, ZoneId zone) {
        ArtifactId artifact = lookup.artifact(key);
        ItemView view = lookup.view(artifact, key, zone, why);
        List<String> issues = lookup.keysOfIssues(artifact);
        if (!issues.isEmpty()) {
            context.console()
                    .say(view.current().item().key() + " belongs to " + String.join(", ", issues)
                            + ", and its time counts there; here it is shown alone");
        }
        return view;
    }

    private void put(Document document, Supplier<String> json, Format chosen) {
        new ViewOutput(context).put(document, json, chosen.json(), chosen.markdown(), chosen.html);
    }
}
