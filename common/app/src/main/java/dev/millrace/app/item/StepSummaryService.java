package dev.millrace.app.item;

import dev.millrace.app.UserError;
import dev.millrace.app.report.ReportAnswer;
import dev.millrace.flow.ItemFlow;
import dev.millrace.github.actions.ActionsEvent;
import dev.millrace.github.actions.PullRequestSummary;
import dev.millrace.github.actions.ReportSummary;
import dev.millrace.github.actions.StepOutputs;
import dev.millrace.github.actions.StepSummary;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Attribute;
import dev.millrace.valuestream.Stage;
import dev.millrace.view.ReportView;
import dev.millrace.view.baseline.Baseline;
import dev.millrace.view.item.ItemBrief;
import dev.millrace.view.item.ItemView;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What the step summary of GitHub Actions says about a pull request. */
public final class StepSummaryService {

    private final ItemService items;
    private final Consumer<String> messages;

    /**
     * A service.
     *
     * @param items finds items and computes their flow
     * @param messages takes what the user should know besides the summary
     */
    public StepSummaryService(ItemService items, Consumer<String> messages) {
        this.items = items;
        this.messages = messages;
    }

    /**
     * What a summary says.
     *
     * @param sections the most important first
     * @param outputs what later steps may use
     * @param sentence where the change is, in one sentence
     * @param settled whether nothing more will come: it is in production, or was given up
     * @param commit its newest commit, if that is known
     */
    public record Summary(
            List<StepSummary.Section> sections,
            StepOutputs outputs,
            String sentence,
            boolean settled,
            Optional<String> commit) {
        /** Copies the list. */
        public Summary {
            sections = List.copyOf(sections);
        }
    }

    /**
     * The pull request of an event; empty, with a message, if no pull request brought its commits.
     *
     * @param event the event that started the workflow
     */
    public Optional<String> pullRequest(ActionsEvent event) {
        Optional<String> known = event.pullRequest().or(() -> items.broughtBy(event.commits()));
        if (known.isEmpty()) {
            messages.accept("the event (" + event.name()
                    + ") belongs to no pull request in the store; nothing was written. Name one: millrace "
                    + "step-summary owner/name#12");
        }
        return known;
    }

    /**
     * The summary of a pull request, with the issues that it serves.
     *
     * @param key the pull request, as owner/name#12
     * @param baseline what is usual, if that is known
     * @throws UserError if it is not known, or is an issue
     */
    public Summary summary(String key, ZoneId zone, Optional<Baseline> baseline) {
        ArtifactId artifact = items.artifact(key);
        if (artifact.kind() != ArtifactKind.PULL_REQUEST) {
            throw UserError.usage(key + " is an issue; name a pull request, owner/name#12");
        }
        ItemView pullRequest = items.view(artifact, key, zone, false);
        ItemFlow flow = pullRequest.current();
        List<ItemView> issues = new ArrayList<>();
        for (ArtifactId issue : items.issuesOf(artifact)) {
            items.viewOf(issue, zone).ifPresent(issues::add);
        }
        Optional<Duration> soFar = flow.stop() == null
                ? Optional.of(Duration.between(flow.createdAt(), flow.asOf()))
                : flow.leadTime().measured();
        ItemBrief brief = new ItemBrief(pullRequest, baseline.orElse(null));
        return new Summary(
                new PullRequestSummary(flow.item().key()).sections(pullRequest, issues, baseline.orElse(null)),
                new StepOutputs(soFar, flow.efficiency().measured(), brief.longestWait()),
                brief.sentence(),
                flow.stop() != null,
                flow.item().attributes().getOrDefault(Attribute.HEAD_COMMIT, List.of()).stream()
                        .findFirst());
    }

    /** The same; empty if the pull request is not in the store. */
    public Optional<Summary> summaryIfKnown(String key, ZoneId zone, Optional<Baseline> baseline) {
        try {
            return Optional.of(summary(key, zone, baseline));
        } catch (UserError e) {
            return Optional.empty();
        }
    }

    /**
     * The summary of a report.
     *
     * @param made the report
     * @param repository where it is shown, as owner/name; titles of other repositories and tools are left out
     * @param nothing why nothing is in it, if so
     */
    public static Summary summary(ReportAnswer made, String repository, Optional<String> nothing) {
        FlowReport report = made.flow();
        ReportView view = ReportView.of(ReportSummary.shown(report, repository), made.extras())
                .noted(nothing.orElse(null));
        return new Summary(
                ReportSummary.sections(view, repository),
                new StepOutputs(
                        report.leadTime().percentiles().measured().map(Percentiles::p50),
                        report.efficiency().ratio().measured(),
                        report.bottleneck().named().map(Stage::id)),
                "",
                false,
                Optional.empty());
    }
}
