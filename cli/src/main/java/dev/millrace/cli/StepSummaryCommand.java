package dev.millrace.cli;

import dev.millrace.app.UserError;
import dev.millrace.app.item.ItemService;
import dev.millrace.config.MillraceConfig;
import dev.millrace.github.ActionsEvent;
import dev.millrace.github.PullRequestSummary;
import dev.millrace.github.StepSummary;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.view.item.ItemView;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
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
            Optional<String> pullRequest = key == null ? ofEvent(lookup) : Optional.of(key);
            if (pullRequest.isEmpty()) {
                return ExitCode.OK;
            }
            put(sections(lookup, pullRequest.get(), zone));
        }
        return ExitCode.OK;
    }

    /** Empty, and the user is told, if the event is about a commit that no pull request brought. */
    private Optional<String> ofEvent(ItemService lookup) {
        ActionsEvent event = ActionsEvent.ofStep(context.process().environment())
                .orElseThrow(() -> UserError.usage(
                        "this is not a step of GitHub Actions; name a pull request: millrace step-summary "
                                + "owner/name#12"));
        if (event.pullRequest().isPresent()) {
            return event.pullRequest();
        }
        Optional<String> merged = lookup.mergedAs(event.commits());
        if (merged.isEmpty()) {
            context.console()
                    .say("the event (" + event.name()
                            + ") belongs to no pull request in the store; nothing was written. Name one: millrace "
                            + "step-summary owner/name#12");
        }
        return merged;
    }

    private static List<StepSummary.Section> sections(ItemService lookup, String called, ZoneId zone) {
        ArtifactId artifact = lookup.artifact(called);
        if (artifact.kind() != ArtifactKind.PULL_REQUEST) {
            throw UserError.usage(called + " is an issue; name a pull request, owner/name#12");
        }
        ItemView pullRequest = lookup.view(artifact, called, zone, false);
        PullRequestSummary summary =
                new PullRequestSummary(pullRequest.current().item().key());
        List<ItemView> issues = new ArrayList<>();
        for (ArtifactId issue : lookup.issuesOf(artifact)) {
            lookup.viewOf(issue, zone).ifPresent(issues::add);
        }
        return issues.isEmpty() ? summary.alone(pullRequest) : summary.serving(issues);
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
