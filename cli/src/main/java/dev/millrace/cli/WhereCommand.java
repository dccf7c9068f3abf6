package dev.millrace.cli;

import dev.millrace.app.query.WhereService;
import dev.millrace.cli.option.AnswerFormat;
import dev.millrace.cli.option.KnowledgeOptions;
import dev.millrace.config.MillraceConfig;
import dev.millrace.store.FlowStore;
import dev.millrace.view.item.WhereDocument;
import dev.millrace.view.item.WhereJson;
import dev.millrace.view.item.WhereView;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code millrace where KEY}. */
@Command(
        name = "where",
        description = {
            "Shows where a change is: in which environments, and since when.",
            "Of what is in progress it also says what it waits for, what usually comes next, and how long that takes."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace where ABC-123",
            "  millrace where owner/name#12",
            "  millrace where 1f0c2d3e4b5a",
            "  millrace where ABC-123 --as-of 2024-05-31",
            "  millrace where ABC-123 --json | jq '.environments[] | select(.production)'"
        })
final class WhereCommand implements Callable<Integer> {

    private final CliContext context;

    @Parameters(
            paramLabel = "KEY",
            description = "The key of an issue or of a pull request (owner/name#12), or the SHA of a commit (10 to 40 "
                    + "digits), which stands for the pull request that was merged as it.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String key;

    @Mixin
    private final KnowledgeOptions knowledge = new KnowledgeOptions();

    @ArgGroup
    private @Nullable AnswerFormat format;

    WhereCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        MillraceConfig config = context.workspace().config();
        try (FlowStore store = context.workspace().storeToRead(config)) {
            ZoneId zone = knowledge.zone(config);
            WhereView view = new WhereService(
                            store,
                            knowledge.knowledge(zone, context.process().clock(), store),
                            config.definition(),
                            context.console()::say)
                    .where(key, zone);
            new ViewOutput(context).put(WhereDocument.of(view), () -> WhereJson.render(view), format);
        }
        return ExitCode.OK;
    }
}
