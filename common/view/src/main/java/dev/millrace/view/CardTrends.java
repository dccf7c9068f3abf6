package dev.millrace.view;

import dev.millrace.document.Trend;
import dev.millrace.metrics.delivery.DeliveryReport;
import dev.millrace.metrics.load.FlowLoad;
import dev.millrace.metrics.load.FlowVelocity;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.time.FlowTrend;
import dev.millrace.model.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The lines beside the key figures, of what the report has week by week. A week that is known in part is left out. */
final class CardTrends {

    private static final int MOST = 26;
    private static final int DAYS = 7;

    private CardTrends() {}

    static Trend flowTime(FlowReport report) {
        return weekly(report.trend().weeks().stream()
                .filter(week -> !week.partial())
                .map(week -> millis(week.flowTime().map(p -> p.p50())))
                .toList());
    }

    static Trend leadTime(FlowReport report) {
        return weekly(report.trend().weeks().stream()
                .filter(week -> !week.partial())
                .map(week -> millis(week.leadTime().map(p -> p.p50())))
                .toList());
    }

    static Trend efficiency(FlowReport report) {
        return weekly(report.trend().weeks().stream()
                .filter(week -> !week.partial())
                .map(FlowTrend.Week::efficiency)
                .map(share -> share.measured().map(OptionalDouble::of).orElse(OptionalDouble.empty()))
                .toList());
    }

    static Trend velocity(FlowReport report) {
        return weekly(report.velocity().weeks().stream()
                .filter(week -> !week.partial())
                .map(FlowVelocity.Week::done)
                .map(done -> OptionalDouble.of((double) done.total()))
                .toList());
    }

    /** The last day and each seventh before it. */
    static Trend load(FlowReport report) {
        List<FlowLoad.Day> days = report.load().days();
        List<OptionalDouble> values = new ArrayList<>();
        for (int i = (days.size() - 1) % DAYS; i < days.size(); i += DAYS) {
            values.add(OptionalDouble.of((double) days.get(i).items().total()));
        }
        return weekly(values);
    }

    static Trend leadTimeForChanges(DeliveryReport delivery) {
        return weekly(delivery.weeks().stream()
                .filter(week -> !week.partial())
                .map(week -> millis(week.leadTime().map(p -> p.p50())))
                .toList());
    }

    static Trend failed(DeliveryReport delivery) {
        return weekly(delivery.weeks().stream()
                .filter(week -> !week.partial())
                .map(week -> week.deployments() == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of((double) week.failed() / week.deployments()))
                .toList());
    }

    /** More could not be told apart. */
    private static Trend weekly(List<OptionalDouble> values) {
        int first = Math.max(0, values.size() - MOST);
        return new Trend(first == 0 ? "by week" : "last " + MOST + " weeks", values.subList(first, values.size()));
    }

    private static OptionalDouble millis(Figure<Duration> figure) {
        return figure.measured()
                .map(duration -> OptionalDouble.of((double) duration.toMillis()))
                .orElse(OptionalDouble.empty());
    }
}
