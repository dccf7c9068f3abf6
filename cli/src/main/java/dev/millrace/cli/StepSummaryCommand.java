package dev.millrace.cli;

import dev.millrace.app.item.ItemService;
import dev.millrace.app.item.StepSummaryService;
import dev.millrace.config.MillraceConfig;
import dev.millrace.github.actions.StepSummary;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace step-summary}. */
@Command(
        name = "step-summary",
        description = {
            "Writes a step summary of GitHub Actions.",
            "It shows where a pull request, or the issues that it belongs to, spent their time. "
                    + "Outside of GitHub Actions it prints the same Markdown."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace step-summary                 the pull request of the step's event",
            "  millrace step-summary owner/name#12",
            "  millrace step-summary owner/name#12 --output summary.md"
        })
final class StepSummaryCommand implements Callable<Integer> {

    private final CliContext context;

    @Parameters(
            paramLabel = "PULL-REQUEST",
            arity = "0..1",
            description =
                    "The pull request, as owner/name#12. Default: the one of the event that started the " + "workflow.")
    private @Nullable String key;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The file to append to. Default: the file that GITHUB_STEP_SUMMARY names.")
    private @Nullable Path output;

    @Mixin
    private final KnowledgeOptions knowledge = new KnowledgeOptions();

    StepSummaryCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        MillraceConfig config = context.workspace().config();
        try (FlowStore store = context.workspace().storeToRead(config)) {
            ZoneId zone = knowledge.zone(config);
            Knowledge asked = knowledge.knowledge(zone, context.process().clock(), store);
            ItemService lookup = new ItemService(store, asked, context.console()::say, config.definition());
            StepSummaryService service = new StepSummaryService(lookup, context.console()::say);
            Optional<String> pullRequest =
                    key == null ? service.pullRequest(context.process().environment()) : Optional.of(key);
            pullRequest.ifPresent(called -> put(service.sections(called, zone)));
        }
        return ExitCode.OK;
    }

    private void put(List<StepSummary.Section> sections) {
        Optional<StepSummary> summary = output == null
                ? StepSummary.ofStep(context.process().environment())
                : Optional.of(new StepSummary(context.process().resolve(output)));
        if (summary.isEmpty()) {
            context.console()
                    .print(sections.stream().map(StepSummary.Section::markdown).collect(Collectors.joining("\n")));
            return;
        }
        List<String> left = summary.get().append(sections);
        context.console().say("wrote the summary" + (left.isEmpty() ? "" : " without: " + String.join(", ", left)));
    }
}
