package dev.millrace.cli;

import dev.millrace.app.UserError;
import dev.millrace.app.item.BaselineFile;
import dev.millrace.app.item.ItemService;
import dev.millrace.app.item.StepSummaryService;
import dev.millrace.app.item.StepSummaryService.Summary;
import dev.millrace.app.publish.PullRequestNotes;
import dev.millrace.app.report.Outlook;
import dev.millrace.app.report.ReportAnswer;
import dev.millrace.app.report.ReportService;
import dev.millrace.app.report.ReportWindow;
import dev.millrace.cli.option.KnowledgeOptions;
import dev.millrace.cli.option.StreamOptions;
import dev.millrace.config.MillraceConfig;
import dev.millrace.github.GitHubSite;
import dev.millrace.github.actions.ActionsEvent;
import dev.millrace.github.actions.StepSummary;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.view.baseline.Baseline;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
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
            "It shows where a pull request spent its time and what it waits for; on a schedule, or by hand, the figures "
                    + "of the whole repository. Outside of GitHub Actions it prints the same Markdown."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace step-summary                 the pull request of the step's event",
            "  millrace step-summary owner/name#12",
            "  millrace step-summary owner/name#12 --baseline baseline.json",
            "  millrace step-summary --report --baseline baseline.json",
            "  millrace step-summary --comment       also as a comment there, edited later on"
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

    @Option(
            names = "--report",
            description = "The summary of the whole repository, as on a schedule: the figures of the last 90 days.")
    private boolean report;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "What is usual, as JSON. The summary of the repository writes it, that of a pull request "
                    + "compares with it.")
    private @Nullable Path baseline;

    @Option(
            names = "--comment",
            description =
                    "Also write the summary as a comment at the pull request, and edit that comment in later runs "
                            + "until the change is in production. Needs the permission pull-requests: write.")
    private boolean comment;

    @Option(
            names = "--check",
            description = "Also write it as a check run at the newest commit of the pull request, always neutral. "
                    + "Needs the permission checks: write.")
    private boolean check;

    @Mixin
    private final StreamOptions stream = new StreamOptions();

    @Mixin
    private final KnowledgeOptions knowledge = new KnowledgeOptions();

    StepSummaryCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        MillraceConfig config = comment || check
                ? context.workspace().configWithTokens()
                : context.workspace().config();
        Map<String, String> environment = context.process().environment();
        ActionsEvent event = key == null && !report ? event(environment) : null;
        try (FlowStore store = context.workspace().storeToRead(config)) {
            ZoneId zone = knowledge.zone(config);
            Knowledge asked = knowledge.knowledge(zone, context.process().clock(), store);
            ItemService lookup = new ItemService(store, asked, context.console()::say, config.definition());
            StepSummaryService service = new StepSummaryService(lookup, context.console()::say);
            if (report || (event != null && event.ofRepository())) {
                put(ofRepository(store, config, zone, asked, environment));
                write(
                        config,
                        environment.getOrDefault("GITHUB_REPOSITORY", "") + "#0",
                        Optional.empty(),
                        service,
                        zone);
                return ExitCode.OK;
            }
            Optional<String> pullRequest = event == null ? Optional.ofNullable(key) : service.pullRequest(event);
            Optional<Baseline> usual = baselineFile().flatMap(file -> file.read(context.console()::say));
            pullRequest.ifPresent(called -> {
                Summary summary = service.summary(called, zone, usual);
                put(summary);
                write(config, called, Optional.of(summary), service, zone);
            });
        }
        return ExitCode.OK;
    }

    /** At the pull request itself, if that was asked for, and at those that were merged and wait for production. */
    private void write(
            MillraceConfig config, String key, Optional<Summary> summary, StepSummaryService service, ZoneId zone) {
        int sign = key.lastIndexOf('#');
        String repository = key.substring(0, sign);
        if (!(comment || check) || !GitHubSite.isRepository(repository)) {
            return;
        }
        int number = Integer.parseInt(key.substring(sign + 1));
        Optional<Baseline> usual = baselineFile().flatMap(file -> file.read(message -> {}));
        try (PullRequestNotes notes = new PullRequestNotes(context.workspace(), config, repository)) {
            if (check) {
                summary.ifPresent(notes::check);
            }
            if (comment) {
                summary.ifPresent(known -> notes.comment(number, known));
                notes.follow(number, other -> service.summaryIfKnown(repository + '#' + other, zone, usual));
            }
        }
    }

    private static ActionsEvent event(Map<String, String> environment) {
        return ActionsEvent.ofStep(environment)
                .orElseThrow(() -> UserError.usage(
                        "this is not a step of GitHub Actions; name a pull request: millrace step-summary "
                                + "owner/name#12"));
    }

    private Summary ofRepository(
            FlowStore store, MillraceConfig config, ZoneId zone, Knowledge asked, Map<String, String> environment) {
        ReportService service = new ReportService(store, zone, asked, stream.of(config.definition()), ItemFilter.all());
        ReportAnswer made =
                service.run(ReportWindow.ofDays(ReportWindow.DEFAULT_DAYS), Outlook.usual(Optional.empty()), null);
        baselineFile().ifPresent(file -> file.write(Baseline.of(made.flow())));
        return StepSummaryService.summary(
                made,
                environment.getOrDefault("GITHUB_REPOSITORY", ""),
                service.nothingMatched(made, ItemFilter.all()));
    }

    private Optional<BaselineFile> baselineFile() {
        return Optional.ofNullable(baseline)
                .map(file -> new BaselineFile(context.process().resolve(file)));
    }

    private void put(Summary made) {
        Map<String, String> environment = context.process().environment();
        made.outputs().write(environment);
        Optional<StepSummary> summary = output == null
                ? StepSummary.ofStep(environment)
                : Optional.of(new StepSummary(context.process().resolve(output)));
        if (summary.isEmpty()) {
            context.console()
                    .print(made.sections().stream()
                            .map(StepSummary.Section::markdown)
                            .collect(Collectors.joining("\n")));
            return;
        }
        List<String> left = summary.get().append(made.sections());
        context.console().say("wrote the summary" + (left.isEmpty() ? "" : " without: " + String.join(", ", left)));
    }
}
