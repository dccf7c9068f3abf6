package dev.millrace.metrics.outlook;

import dev.millrace.metrics.Bootstrap;
import dev.millrace.metrics.delivery.DeliveryAccumulator;
import dev.millrace.metrics.delivery.DeliveryMetrics;
import dev.millrace.metrics.delivery.DeliveryReport.Rate;
import dev.millrace.metrics.outlook.Comparison.Change;
import dev.millrace.metrics.outlook.Comparison.Row;
import dev.millrace.metrics.outlook.Comparison.Unit;
import dev.millrace.model.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** How changes reach production in one window against an earlier one: more rows of a {@link Comparison}. */
public final class DeliveryComparison {

    private static final int MEDIAN = 50;

    private DeliveryComparison() {}

    /** The rows. */
    public static List<Row> of(DeliveryAccumulator before, DeliveryAccumulator after) {
        SplittableRandom random = new SplittableRandom(Comparison.SEED);
        return List.of(
                PeriodAccumulator.percentile(
                        DeliveryMetrics.LEAD_TIME_FOR_CHANGES, MEDIAN, before.leadTimes(), after.leadTimes(), random),
                rate(before.result().changeFailRate(), after.result().changeFailRate(), random));
    }

    private static Row rate(Rate before, Rate after, SplittableRandom random) {
        boolean known = before.value().measured().isPresent()
                && after.value().measured().isPresent();
        return new Row(
                DeliveryMetrics.CHANGE_FAIL_RATE,
                "ratio",
                Unit.RATIO,
                before.value(),
                before.whole(),
                after.value(),
                after.whole(),
                known
                        ? Figure.of(Change.of(
                                before.value().measured().orElseThrow(),
                                after.value().measured().orElseThrow(),
                                resampled(before, random),
                                resampled(after, random)))
                        : PeriodAccumulator.none());
    }

    private static double[] resampled(Rate rate, SplittableRandom random) {
        double[] part = new double[Math.toIntExact(rate.whole())];
        double[] whole = new double[part.length];
        Arrays.fill(part, 0, Math.toIntExact(rate.part()), 1);
        Arrays.fill(whole, 1);
        return Bootstrap.ratio(part, whole, random);
    }
}
