package dev.millrace.metrics.outlook;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The natural process limits of an XmR chart (Wheeler, Understanding Variation): between them weeks differ by chance. A process that
 * leaves them, or stays on one side of its mean, changed, and its past does not say what comes.
 *
 * @param mean the mean of the weeks
 * @param lower the lower limit, at least 0
 * @param upper the upper limit
 */
public record ProcessLimits(double mean, double lower, double upper) {

    /** So many weeks in a row on one side of the mean are no accident. */
    static final int RUN = 8;

    /** From the mean of the moving ranges to three standard deviations. */
    private static final double SCALE = 2.66;

    /** The limits of the weeks, of which there are at least two. */
    static ProcessLimits of(List<Long> weeks) {
        double mean = weeks.stream().mapToLong(Long::longValue).average().orElseThrow();
        double ranges = 0;
        for (int i = 1; i < weeks.size(); i++) {
            ranges += (double) Math.abs(weeks.get(i) - weeks.get(i - 1));
        }
        double reach = SCALE * ranges / (weeks.size() - 1);
        return new ProcessLimits(mean, Math.max(0, mean - reach), mean + reach);
    }

    /** Why the weeks, the oldest first, are those of no stable process; empty if they are. */
    static Optional<String> unstable(List<Long> weeks) {
        ProcessLimits limits = of(weeks);
        for (int i = weeks.size() - 1; i >= 0; i--) {
            long done = weeks.get(i);
            if (done > limits.upper || done < limits.lower) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "%d done in %s, outside the limits of chance (%.1f to %.1f a week)",
                        done,
                        ago(weeks.size() - i),
                        limits.lower,
                        limits.upper));
            }
        }
        int run = 0;
        int last = 0;
        for (long done : weeks) {
            int side = Double.compare((double) done, limits.mean);
            run = side != 0 && side == last ? run + 1 : 1;
            last = side;
            if (side != 0 && run == RUN) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "%d weeks in a row are %s the mean of %.1f items a week",
                        RUN,
                        side > 0 ? "above" : "below",
                        limits.mean));
            }
        }
        return Optional.empty();
    }

    private static String ago(int weeks) {
        return weeks == 1 ? "the last full week" : "the full week " + weeks + " weeks before the end";
    }
}
