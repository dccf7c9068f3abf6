package dev.millrace.view;

import dev.millrace.document.Document.Card;
import dev.millrace.document.Formats;
import dev.millrace.document.Trend;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.Outcomes;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.TimeStatistics;
import dev.millrace.metrics.delivery.DeliveryMetrics;
import dev.millrace.metrics.delivery.DeliveryReport;
import dev.millrace.metrics.load.FlowLoad;
import dev.millrace.metrics.load.FlowVelocity;
import dev.millrace.metrics.load.LoadAccumulator;
import dev.millrace.metrics.load.VelocityAccumulator;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.ReportExtras;
import dev.millrace.metrics.time.EfficiencyAccumulator;
import dev.millrace.metrics.time.FlowEfficiency;
import dev.millrace.metrics.time.TimeAccumulator;
import dev.millrace.model.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The key figures of a report, each with the number of items it is based on, and those left out with the reason. */
final class ReportCards {

    /** Below this many values the nearest rank of 95% is the last one. */
    private static final int FEW = 20;

    private final FlowReport report;
    private final @Nullable DeliveryReport delivery;
    private final CardChanges changes;

    ReportCards(FlowReport report, ReportExtras extras) {
        this.report = report;
        this.delivery = extras.delivery();
        this.changes = new CardChanges(extras.comparison());
    }

    List<Card> all() {
        List<Card> cards = new ArrayList<>();
        add(
                cards,
                TimeAccumulator.FLOW_TIME,
                time(TimeAccumulator.FLOW_TIME, report.flowTime()),
                CardTrends.flowTime(report));
        add(cards, EfficiencyAccumulator.METRIC, efficiency(report.efficiency()), CardTrends.efficiency(report));
        add(cards, VelocityAccumulator.METRIC, velocity(report.velocity()), CardTrends.velocity(report));
        add(cards, LoadAccumulator.METRIC, load(report.load()), CardTrends.load(report));
        add(
                cards,
                TimeAccumulator.LEAD_TIME,
                time(TimeAccumulator.LEAD_TIME, report.leadTime()),
                CardTrends.leadTime(report));
        if (delivery != null) {
            add(
                    cards,
                    DeliveryMetrics.LEAD_TIME_FOR_CHANGES,
                    changeLeadTime(delivery.leadTime()),
                    CardTrends.leadTimeForChanges(delivery));
            add(cards, DeliveryMetrics.CHANGE_FAIL_RATE, failRate(delivery), CardTrends.failed(delivery));
        }
        return cards;
    }

    private void add(List<Card> cards, Metric metric, Card card, @Nullable Trend trend) {
        cards.add(card.with(changes.of(metric), trend));
    }

    private static Card changeLeadTime(TimeStatistics time) {
        Optional<Percentiles<Duration>> measured = time.percentiles().measured();
        return card(
                DeliveryMetrics.LEAD_TIME_FOR_CHANGES,
                measured.map(p -> Formats.duration(p.p50())).orElse("unknown"),
                measured.map(p -> "median; 85th percentile " + Formats.duration(p.p85()))
                        .orElseGet(() -> why(time.percentiles())),
                Stream.concat(
                                Stream.of("n = " + Formats.count(time.outcomes().measured()) + " of "
                                        + Formats.count(time.outcomes().total(), "change", "changes")),
                                measured.stream().map(p -> "95th percentile " + Formats.duration(p.p95())))
                        .toList());
    }

    private static Card failRate(DeliveryReport delivery) {
        Figure<Double> rate = delivery.changeFailRate().value();
        List<String> notes = new ArrayList<>();
        notes.add(Formats.count(delivery.changeFailRate().part()) + " of "
                + Formats.count(delivery.changeFailRate().whole(), "deployment", "deployments"));
        delivery.recovery()
                .percentiles()
                .measured()
                .ifPresent(p -> notes.add(
                        "recovered in " + Formats.duration(p.p50()) + " (median of " + Formats.count(p.n()) + ")"));
        return card(
                DeliveryMetrics.CHANGE_FAIL_RATE,
                Formats.figure(rate, Formats::percent),
                rate.measured().isPresent() ? "of the deployments to production" : why(rate),
                notes);
    }

    private static String why(Figure<?> figure) {
        return figure.reason().map(reason -> reason.code().label()).orElse("");
    }

    private static Card time(Metric metric, TimeStatistics time) {
        Optional<Percentiles<Duration>> measured = time.percentiles().measured();
        return card(
                metric,
                measured.map(p -> Formats.duration(p.p50())).orElse("unknown"),
                measured.map(p -> "median; 85th percentile " + Formats.duration(p.p85()))
                        .orElse("no item done in the window has a value"),
                notes(
                        time.outcomes(),
                        measured.map(p -> "95th percentile " + Formats.duration(p.p95())),
                        time.incomplete()));
    }

    private static Card efficiency(FlowEfficiency efficiency) {
        Optional<Percentiles<Double>> measured = efficiency.perItem().measured();
        return card(
                EfficiencyAccumulator.METRIC,
                EfficiencyText.of(efficiency),
                measured.map(p -> "median item " + Formats.percent(p.p50()) + "; 85th percentile "
                                + Formats.percent(p.p85()))
                        .orElse("no item done in the window has a value"),
                notes(
                        efficiency.outcomes(),
                        measured.map(p -> Formats.duration(efficiency.active()) + " active, "
                                + Formats.duration(efficiency.waiting()) + " waiting; 95th percentile "
                                + Formats.percent(p.p95())),
                        efficiency.incomplete()));
    }

    private static Card velocity(FlowVelocity velocity) {
        List<String> notes = new ArrayList<>();
        Optional<Percentiles<Long>> weeks = velocity.perFullWeek().measured();
        notes.add(Formats.items(velocity.done().total()) + " done in the window");
        weeks.ifPresent(p -> notes.add("95th percentile " + Formats.count(p.p95())));
        notes.add(Formats.count(velocity.cancelled()) + " cancelled, counted separately");
        if (velocity.undated() > 0) {
            notes.add(Formats.count(velocity.undated()) + " more are done since an unknown time: they are in no week");
        }
        addIncomplete(notes, velocity.incomplete());
        return card(
                VelocityAccumulator.METRIC,
                weeks.map(p -> Formats.count(p.p50()) + " a week").orElse("unknown"),
                weeks.map(p -> "median of " + Formats.count(p.n(), "full week", "full weeks") + "; 85th percentile "
                                + Formats.count(p.p85()))
                        .orElse("the window has no full week"),
                notes);
    }

    private Card load(FlowLoad load) {
        List<String> notes = new ArrayList<>();
        notes.add("at " + Formats.second(load.at(), report.request().zone()));
        load.age().measured().ifPresent(p -> notes.add("95th percentile " + Formats.duration(p.p95())));
        addIncomplete(notes, load.incomplete());
        return card(
                LoadAccumulator.METRIC,
                Formats.items(load.items().total()),
                load.age()
                        .measured()
                        .map(p -> "median age " + Formats.duration(p.p50()) + "; 85th percentile "
                                + Formats.duration(p.p85()))
                        .orElse("no item is in progress"),
                notes);
    }

    private static List<String> notes(Outcomes outcomes, Optional<String> spread, long incomplete) {
        List<String> notes = new ArrayList<>();
        notes.add("n = " + Formats.count(outcomes.measured()) + " of " + Formats.items(outcomes.total())
                + " that stopped in the window");
        spread.ifPresent(notes::add);
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
