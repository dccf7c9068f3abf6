package dev.millrace.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Since when a duration is longer, or shorter, than before: the most likely instant of one lasting change, by Pettitt's test. The
 * test compares ranks, so that a few extreme values cannot decide it.
 *
 * @param at when the first value after the change began
 * @param before the median of the values before it
 * @param beforeN how many they are
 * @param after the median of the values from then on
 * @param afterN how many they are
 * @param p how likely so large a difference is if nothing changed, from 0 to 1
 */
public record ChangePoint(Instant at, Duration before, long beforeN, Duration after, long afterN, double p) {

    /** Fewer values show nothing. */
    public static final int LEAST = 20;

    private static final double LIMIT = 0.10;

    /** Validates: there are values on both sides. */
    public ChangePoint {
        Objects.requireNonNull(at, "at");
        if (beforeN < 1 || afterN < 1 || !(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException(
                    "a change point divides values: " + beforeN + " before, " + afterN + " after, p " + p);
        }
    }

    /** Whether the change is statistically significant (90%). */
    public boolean shown() {
        return p < LIMIT;
    }

    /** Whether the values are longer since then, and that is shown. */
    public boolean worse() {
        return shown() && after.compareTo(before) > 0;
    }

    /**
     * The most likely change; empty if there are fewer values than {@value #LEAST}.
     *
     * @param starts when each began, epoch milliseconds; in any order
     * @param millis how long each is, in the same order
     */
    public static Optional<ChangePoint> of(long[] starts, long[] millis) {
        int n = starts.length;
        if (n < LEAST) {
            return Optional.empty();
        }
        int[] order = IndexOrder.of(n, (one, other) -> {
            int byStart = Long.compare(starts[one], starts[other]);
            return byStart != 0 ? byStart : Long.compare(millis[one], millis[other]);
        });
        double[] ranks = ranks(millis);
        double sum = 0;
        double largest = -1;
        int at = 1;
        for (int t = 1; t < n; t++) {
            sum += ranks[order[t - 1]];
            double u = Math.abs(2 * sum - t * (n + 1.0));
            if (u > largest) {
                largest = u;
                at = t;
            }
        }
        double size = n;
        double p = Math.min(1, 2 * Math.exp(-6 * largest * largest / (size * size * size + size * size)));
        return Optional.of(new ChangePoint(
                Instant.ofEpochMilli(starts[order[at]]),
                median(millis, order, 0, at),
                at,
                median(millis, order, at, n),
                (long) n - at,
                p));
    }

    /** The rank of each value, from 1; equal values share the mean of theirs. */
    private static double[] ranks(long[] values) {
        int[] order = IndexOrder.of(values.length, (one, other) -> Long.compare(values[one], values[other]));
        double[] ranks = new double[values.length];
        int from = 0;
        while (from < order.length) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + 1 + to) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    private static Duration median(long[] millis, int[] order, int from, int to) {
        long[] sorted = new long[to - from];
        for (int i = from; i < to; i++) {
            sorted[i - from] = millis[order[i]];
        }
        Arrays.sort(sorted);
        return Duration.ofMillis(sorted[(int) Samples.rank(sorted.length, 50) - 1]);
    }
}
