package dev.millrace.view;

import dev.millrace.document.Cell;
import dev.millrace.document.Formats;
import dev.millrace.document.Headline.Step;
import dev.millrace.metrics.FigureState;
import dev.millrace.metrics.Freshness;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.Outcomes;
import dev.millrace.metrics.delivery.DeliveryMetrics;
import dev.millrace.metrics.load.InProgress;
import dev.millrace.metrics.load.InProgress.Entry;
import dev.millrace.metrics.load.InProgressAccumulator;
import dev.millrace.metrics.outlook.Comparison;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.ReportExtras;
import dev.millrace.metrics.time.Bottleneck;
import dev.millrace.metrics.time.Bottleneck.Candidate;
import dev.millrace.metrics.time.Bottleneck.Lead;
import dev.millrace.metrics.time.BottleneckAccumulator;
import dev.millrace.metrics.time.EfficiencyAccumulator;
import dev.millrace.metrics.time.TimeAccumulator;
import dev.millrace.metrics.time.ValueStreamMap;
import dev.millrace.metrics.time.ValueStreamMapAccumulator;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.WaitingReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to do next, by rules: each proposes one thing if its figure says so, with the figure. {@code docs/definitions.md} lists them
 * with their limits.
 */
final class NextSteps {

    /** More would not be done. */
    private static final int MOST = 4;

    private static final int NAMED = 4;
    private static final int HUNDRED = 100;
    private static final long MANY_VISITS = 20;
    private static final double MUCH_SENT_BACK = 0.25;
    private static final long LEAST_GROWTH = 5;
    private static final double MUCH_GROWTH = 0.1;

    private final FlowReport report;
    private final ReportExtras extras;

    NextSteps(FlowReport report, ReportExtras extras) {
        this.report = report;
        this.extras = extras;
    }

    /** In the order of the rules. */
    List<Step> all() {
        return Stream.of(
                        stale(),
                        nothingDone(),
                        late(),
                        constraint(),
                        failures(),
                        sentBack(),
                        growing(),
                        unknown(TimeAccumulator.FLOW_TIME, report.flowTime().outcomes(), "flow time")
                                .or(() -> unknown(
                                        EfficiencyAccumulator.METRIC,
                                        report.efficiency().outcomes(),
                                        "flow efficiency")))
                .flatMap(Optional::stream)
                .limit(MOST)
                .toList();
    }

    private Optional<Step> stale() {
        Freshness freshness = report.request().freshness();
        if (!freshness.cutLongBeforeEnd()) {
            return Optional.empty();
        }
        return step(
                "stale",
                "Collect what happened since, with millrace sync",
                "No figure contains anything after "
                        + Formats.minute(freshness.until(), report.request().zone()),
                List.of(),
                "flow-load",
                "millrace status");
    }

    private Optional<Step> nothingDone() {
        boolean empty = report.population().counted() == 0;
        if (!empty && report.velocity().done().total() > 0) {
            return Optional.empty();
        }
        boolean nothingStored = report.population().offered() == 0;
        return nothingStored
                ? step(
                        "empty",
                        "Collect items, with millrace sync",
                        "The store has no item that existed at that time",
                        List.of(),
                        "data-quality",
                        "millrace status")
                : step(
                        "quiet",
                        "Look at everything, with millrace report --all",
                        "No item was done in this window",
                        List.of(),
                        "flow-velocity",
                        "millrace report --why flow-velocity");
    }

    private Optional<Step> late() {
        InProgress now = report.inProgress();
        long late = now.late().measured().orElse(0L);
        if (late == 0) {
            return Optional.empty();
        }
        return step(
                "late",
                "Finish first what is late",
                Formats.count(late) + " of " + Formats.items(now.items()) + " in progress " + (late == 1 ? "is" : "are")
                        + " older than " + NowBlocks.limit(now),
                cells(now.worst().stream().filter(Entry::late).toList(), late),
                InProgressAccumulator.METRIC.id(),
                why(InProgressAccumulator.METRIC));
    }

    private Optional<Step> constraint() {
        Bottleneck bottleneck = report.bottleneck();
        Stage stage = bottleneck.named().orElse(null);
        Lead lead = bottleneck.lead();
        if (stage == null || lead == null) {
            return Optional.empty();
        }
        Candidate first = bottleneck.candidates().get(0);
        long now = report.ageing().stages().stream()
                .filter(ages -> stage.equals(ages.stage()))
                .mapToLong(ages -> ages.age().n())
                .sum();
        List<Entry> there = report.inProgress().worst().stream()
                .filter(entry -> stage.equals(entry.place().stage()))
                .sorted(Comparator.comparing(entry -> entry.place().since()))
                .toList();
        return step(
                "constraint",
                advice(stage),
                Formats.percent(first.share()) + " of the waiting is in " + name(stage) + ", "
                        + points(lead.value()) + " points more than in the next stage (90%: " + points(lead.low())
                        + " to " + points(lead.high()) + "); " + Formats.items(now) + (now == 1 ? " is" : " are")
                        + " there now"
                        + first.completed()
                                .measured()
                                .map(p -> "; 85% of its visits end within " + Formats.duration(p.p85()))
                                .orElse(""),
                cells(there, now),
                BottleneckAccumulator.METRIC.id(),
                why(BottleneckAccumulator.METRIC));
    }

    private static String advice(Stage stage) {
        WaitingReason reason = Objects.requireNonNullElse(stage.waitingFor(), WaitingReason.OTHER);
        return switch (reason) {
            case REVIEW -> "Review before starting something new, the oldest request first";
            case MERGE -> "Merge what is approved on the day of its approval";
            case QUEUE -> "Take up what is ready before starting something new";
            case TEST -> "Test before starting something new, the oldest item first";
            case AGENT -> "Add build agents, or shorten the builds that hold them";
            case APPROVAL -> "Approve on the day of the request, or drop the approval";
            case DEPLOY -> "Deploy smaller changes more often";
            case BLOCKED -> "Remove what blocks the oldest items";
            case OTHER -> "Find out what items wait for in " + name(stage);
        };
    }

    private Optional<Step> failures() {
        Comparison comparison = extras.comparison();
        return comparison == null
                ? Optional.empty()
                : comparison.of(DeliveryMetrics.CHANGE_FAIL_RATE).stream()
                        .filter(row -> row.verdict() == Comparison.Verdict.ROSE)
                        .findFirst()
                        .flatMap(row -> step(
                                "failures",
                                "Find out why more deployments fail",
                                "The change fail rate rose from " + Formats.figure(row.before(), Formats::percent)
                                        + " to " + Formats.figure(row.after(), Formats::percent) + " of "
                                        + Formats.count(row.afterN(), "deployment", "deployments"),
                                List.of(),
                                ReportView.DELIVERY,
                                why(DeliveryMetrics.CHANGE_FAIL_RATE)));
    }

    private Optional<Step> sentBack() {
        return report.map().steps().stream()
                .filter(step -> step.departures() >= MANY_VISITS && backShare(step) >= MUCH_SENT_BACK)
                .max(Comparator.comparingLong(ValueStreamMap.Step::sentBack)
                        .thenComparing(step -> step.stage().id()))
                .flatMap(step -> step(
                        "sent-back",
                        "Find out why " + name(step.stage()) + " sends work back",
                        Formats.percent(backShare(step)) + " of " + Formats.count(step.departures())
                                + " visits ended in an earlier stage",
                        List.of(),
                        ValueStreamMapAccumulator.METRIC.id(),
                        why(ValueStreamMapAccumulator.METRIC)));
    }

    private static double backShare(ValueStreamMap.Step step) {
        return (double) step.sentBack() / step.departures();
    }

    private Optional<Step> growing() {
        return report.bottleneck().candidates().stream()
                .filter(one ->
                        one.growth() >= LEAST_GROWTH && one.growth() >= MUCH_GROWTH * Math.max(1, one.departures()))
                .max(Comparator.comparingLong(Candidate::growth)
                        .thenComparing(one -> one.stage().id()))
                .flatMap(one -> step(
                        "growing",
                        "Start less until the queue in " + name(one.stage()) + " is shorter",
                        "In the window " + Formats.count(one.arrivals()) + " came and "
                                + Formats.count(one.departures()) + " left: " + Formats.count(one.growth()) + " more",
                        List.of(),
                        BottleneckAccumulator.METRIC.id(),
                        why(BottleneckAccumulator.METRIC)));
    }

    /** A figure that most items do not have. */
    private static Optional<Step> unknown(Metric metric, Outcomes outcomes, String figure) {
        long whole = outcomes.total() - outcomes.in(FigureState.NOT_APPLICABLE);
        if (outcomes.measured() * 2 >= whole) {
            return Optional.empty();
        }
        String reason = outcomes.others().stream()
                .filter(count -> count.state() != FigureState.NOT_APPLICABLE)
                .max(Comparator.comparingLong(Outcomes.Count::n))
                .map(count -> ", mostly because: " + count.code().label())
                .orElse("");
        return step(
                "coverage",
                "Let millrace doctor show how the " + figure + " of more items can be known",
                "It is known for " + Formats.count(outcomes.measured()) + " of " + Formats.items(whole) + " done"
                        + reason,
                List.of(),
                "outcomes",
                why(metric));
    }

    private static List<Cell> cells(List<Entry> items, long all) {
        List<Cell> cells = new ArrayList<>();
        items.stream()
                .limit(NAMED)
                .forEach(item -> cells.add(Cell.link(
                        Formats.shorten(item.item().key(), Formats.NAME),
                        item.item().url())));
        if (all > cells.size() && !cells.isEmpty()) {
            cells.add(Cell.text("and " + Formats.count(all - cells.size()) + " more"));
        }
        return cells;
    }

    private static Optional<Step> step(
            String rule, String what, String evidence, List<Cell> items, String section, String why) {
        return Optional.of(new Step(rule, what, evidence, items, section, why));
    }

    private static String why(Metric metric) {
        return "millrace report --why " + metric.id();
    }

    private static String points(double share) {
        return String.valueOf(Math.round(share * HUNDRED));
    }

    private static String name(Stage stage) {
        return Formats.shorten(stage.name(), Formats.NAME);
    }
}
