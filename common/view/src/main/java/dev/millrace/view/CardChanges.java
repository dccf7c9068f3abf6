package dev.millrace.view;

import dev.millrace.document.Document.Change;
import dev.millrace.document.Document.Change.Verdict;
import dev.millrace.document.Formats;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.delivery.DeliveryMetrics;
import dev.millrace.metrics.load.LoadAccumulator;
import dev.millrace.metrics.load.VelocityAccumulator;
import dev.millrace.metrics.outlook.Comparison;
import dev.millrace.metrics.time.EfficiencyAccumulator;
import dev.millrace.metrics.time.TimeAccumulator;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says beside a key figure how it changed against the earlier window. */
final class CardChanges {

    private static final Set<Metric> LESS_IS_BETTER = Set.of(
            TimeAccumulator.FLOW_TIME,
            TimeAccumulator.LEAD_TIME,
            DeliveryMetrics.LEAD_TIME_FOR_CHANGES,
            DeliveryMetrics.CHANGE_FAIL_RATE);
    private static final Set<Metric> MORE_IS_BETTER = Set.of(EfficiencyAccumulator.METRIC, VelocityAccumulator.METRIC);

    /** The interval of fewer values is narrower than it should be. */
    private static final long FEW = 5;

    private final @Nullable Comparison comparison;

    CardChanges(@Nullable Comparison comparison) {
        this.comparison = comparison;
    }

    /** The change of the metric's first figure; null if nothing was compared. */
    @Nullable Change of(Metric metric) {
        Optional<Comparison.Row> row =
                comparison == null || ComparisonText.notCompared(comparison).isPresent()
                        ? Optional.empty()
                        : comparison.of(metric).stream().findFirst();
        return row.map(CardChanges::change).orElse(null);
    }

    private static Change change(Comparison.Row row) {
        Comparison.Change change = row.change().measured().orElse(null);
        if (change == null) {
            return new Change(Verdict.UNKNOWN, "change unknown: one window has no value");
        }
        if (row.unit() != Comparison.Unit.ITEMS && Math.min(row.beforeN(), row.afterN()) < FEW) {
            return new Change(
                    Verdict.UNKNOWN,
                    "too few to compare (n = " + Formats.count(row.beforeN()) + " before, "
                            + Formats.count(row.afterN()) + " now)");
        }
        String interval = ComparisonText.change(row, change.low()) + " to " + ComparisonText.change(row, change.high());
        String sign = change.value() > 0 ? "▲ " : "▼ ";
        return switch (row.verdict()) {
            case ROSE, FELL ->
                new Change(
                        verdict(row.metric(), change.value() > 0),
                        sign + ComparisonText.change(row, change.value()),
                        " (" + interval + ")");
            case NO_CHANGE_SHOWN -> new Change(Verdict.SAME, "≈ no change shown", ": " + interval);
            case UNKNOWN -> new Change(Verdict.UNKNOWN, "change unknown");
        };
    }

    /** More work in progress is neither good nor bad by itself. */
    private static Verdict verdict(Metric metric, boolean rose) {
        if (metric == LoadAccumulator.METRIC) {
            return Verdict.DIFFERENT;
        }
        boolean better = rose ? MORE_IS_BETTER.contains(metric) : LESS_IS_BETTER.contains(metric);
        return better ? Verdict.BETTER : Verdict.WORSE;
    }

    /** What all changes are against, or why there is none. */
    String against(ZoneId zone) {
        if (comparison == null) {
            return "nothing: the report covers everything, or no window was chosen";
        }
        String window =
                Formats.window(comparison.before().start(), comparison.before().end(), zone);
        return ComparisonText.notCompared(comparison)
                .map(why -> "nothing: " + why)
                .orElse(window + " (changes with 90% confidence)");
    }
}
