package dev.millrace.view;

import dev.millrace.document.Document.Card;
import dev.millrace.document.Formats;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.Outcomes;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.TimeStatistics;
import dev.millrace.metrics.TypeCounts;
import dev.millrace.metrics.load.DistributionAccumulator;
import dev.millrace.metrics.load.FlowLoad;
import dev.millrace.metrics.load.FlowVelocity;
import dev.millrace.metrics.load.LoadAccumulator;
import dev.millrace.metrics.load.VelocityAccumulator;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.time.EfficiencyAccumulator;
import dev.millrace.metrics.time.FlowEfficiency;
import dev.millrace.metrics.time.TimeAccumulator;
import dev.millrace.valuestream.ItemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The key figures of a report, each with the number of items it is based on, and those left out with the reason. */
final class ReportCards {

    /** Below this many values the nearest rank of 95% is the last one. */
    private static final int FEW = 20;

    private final FlowReport report;

    ReportCards(FlowReport report) {
        this.report = report;
    }

    List<Card> all() {
        return List.of(
                BottleneckBlocks.card(report.bottleneck()),
                time(TimeAccumulator.FLOW_TIME, report.flowTime()),
                efficiency(report.efficiency()),
                velocity(report.velocity()),
                load(report.load()),
                distribution(report.velocity().done(), report.load().items()),
                time(TimeAccumulator.LEAD_TIME, report.leadTime()));
    }

    private static Card time(Metric metric, TimeStatistics time) {
        Optional<Percentiles<Duration>> measured = time.percentiles().measured();
        return card(
                metric,
                measured.map(p -> Formats.duration(p.p50())).orElse("unknown"),
                measured.map(p -> "median; 85th percentile " + Formats.duration(p.p85()) + ", 95th percentile "
                                + Formats.duration(p.p95()))
                        .orElse("no item done in the window has a value"),
                notes(time.outcomes(), time.incomplete()));
    }

    private static Card efficiency(FlowEfficiency efficiency) {
        String caption = efficiency
                .perItem()
                .measured()
                .map(p -> Formats.duration(efficiency.active()) + " active, " + Formats.duration(efficiency.waiting())
                        + " waiting; median item " + Formats.percent(p.p50()) + "; 85th percentile "
                        + Formats.percent(p.p85()) + ", 95th percentile " + Formats.percent(p.p95()))
                .orElse("no item done in the window has a value");
        return card(
                EfficiencyAccumulator.METRIC,
                EfficiencyText.of(efficiency),
                caption,
                notes(efficiency.outcomes(), efficiency.incomplete()));
    }

    private static Card velocity(FlowVelocity velocity) {
        List<String> notes = new ArrayList<>();
        notes.add(Formats.items(velocity.done().total()) + " done in the window");
        notes.add(Formats.count(velocity.cancelled()) + " cancelled, counted separately");
        if (velocity.undated() > 0) {
            notes.add(Formats.count(velocity.undated()) + " more are done since an unknown time: they are in no week");
        }
        addIncomplete(notes, velocity.incomplete());
        Optional<Percentiles<Long>> weeks = velocity.perFullWeek().measured();
        return card(
                VelocityAccumulator.METRIC,
                weeks.map(p -> Formats.count(p.p50()) + " a week").orElse("unknown"),
                weeks.map(p -> "median of " + Formats.count(p.n(), "full week", "full weeks")
                                + "; 85th percentile "
                                + Formats.count(p.p85()) + ", 95th percentile " + Formats.count(p.p95()))
                        .orElse("the window has no full week"),
                notes);
    }

    private Card load(FlowLoad load) {
        List<String> notes = new ArrayList<>();
        notes.add("at " + Formats.second(load.at(), report.request().zone()));
        addIncomplete(notes, load.incomplete());
        return card(
                LoadAccumulator.METRIC,
                Formats.items(load.items().total()),
                load.age()
                        .measured()
                        .map(p -> "median age " + Formats.duration(p.p50()) + "; 85th percentile "
                                + Formats.duration(p.p85()) + ", 95th percentile " + Formats.duration(p.p95()))
                        .orElse("no item is in progress"),
                notes);
    }

    private static Card distribution(TypeCounts done, TypeCounts load) {
        String largest = Stream.of(ItemType.values())
                .reduce((one, other) -> done.of(other) > done.of(one) ? other : one)
                .filter(type -> done.of(type) > 0)
                .map(type -> Formats.figure(done.share(type), Formats::percent) + ' ' + Labels.of(type))
                .orElse("unknown");
        return card(
                DistributionAccumulator.METRIC,
                largest,
                done.total() == 0 ? "no item was done in the window" : "of the items done: " + shares(done),
                List.of(
                        "n = " + Formats.items(done.total()) + " done",
                        load.total() == 0 ? "no item is in progress" : "of the WIP: " + shares(load)));
    }

    private static String shares(TypeCounts counts) {
        return Stream.of(ItemType.values())
                .filter(type -> counts.of(type) > 0)
                .map(type -> Labels.of(type) + ' ' + Formats.figure(counts.share(type), Formats::percent))
                .collect(Collectors.joining(", "));
    }

    private static List<String> notes(Outcomes outcomes, long incomplete) {
        List<String> notes = new ArrayList<>();
        notes.add("n = " + Formats.count(outcomes.measured()) + " of " + Formats.items(outcomes.total())
                + " that stopped in the window");
        for (Outcomes.Count other : outcomes.others()) {
            notes.add(Formats.count(other.n()) + ' ' + Labels.of(other.state()) + ": "
                    + other.code().label());
        }
        if (outcomes.measured() > 0 && outcomes.measured() < FEW) {
            notes.add("few values: the 95th percentile is the largest one");
        }
        addIncomplete(notes, incomplete);
        return notes;
    }

    private static void addIncomplete(List<String> notes, long incomplete) {
        if (incomplete > 0) {
            notes.add(Formats.count(incomplete) + " of them with incomplete history");
        }
    }

    private static Card card(Metric metric, String value, String caption, List<String> notes) {
        return new Card(metric.id(), metric.label(), value, caption, notes, metric.definition());
    }
}
