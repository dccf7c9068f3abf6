package dev.millrace.metrics.outlook;

import dev.millrace.metrics.Bootstrap;
import dev.millrace.metrics.Samples;
import dev.millrace.metrics.outlook.Comparison.Change;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import java.util.SplittableRandom;

/** The change of a median with its interval, computed as {@link Comparison#METRIC} says. */
public final class MedianChange {

    private static final int MEDIAN = 50;

    private MedianChange() {}

    /** From one sample to the other; unknown if one of them has fewer than {@code least} values. */
    public static Figure<Change> of(Samples before, Samples after, int least) {
        if (before.size() < Math.max(1, least) || after.size() < Math.max(1, least)) {
            return new Figure.Unknown<>(Reason.of(Reason.Code.TOO_LITTLE_HISTORY));
        }
        double[] one = before.sorted();
        double[] other = after.sorted();
        SplittableRandom random = new SplittableRandom(Comparison.SEED);
        return Figure.of(Change.of(
                median(one),
                median(other),
                Bootstrap.percentile(one, MEDIAN, random),
                Bootstrap.percentile(other, MEDIAN, random)));
    }

    private static double median(double[] sorted) {
        return sorted[(int) Samples.rank(sorted.length, MEDIAN) - 1];
    }
}
