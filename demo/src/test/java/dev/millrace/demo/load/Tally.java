package dev.millrace.demo.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of the requests of one kind: how many answers of each status, and how long those of 200 took. */
final class Tally {

    private static final double NANOS_OF_MILLI = 1e6;

    private final SortedMap<Integer, Integer> statuses = new TreeMap<>();
    private long[] nanos = new long[1_024];
    private int count;

    void add(LoadClient.Answer answer) {
        statuses.merge(answer.status(), 1, Integer::sum);
        if (answer.status() == 200) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = answer.nanos();
        }
    }

    int of(int status) {
        return statuses.getOrDefault(status, 0);
    }

    /** How many answers had another status than these. */
    int otherThan(int... expected) {
        return statuses.entrySet().stream()
                .filter(entry -> Arrays.stream(expected).noneMatch(status -> status == entry.getKey()))
                .mapToInt(entry -> entry.getValue())
                .sum();
    }

    /** That share of the answers of 200 took no longer; zero if there was none. */
    Duration quantile(double share) {
        if (count == 0) {
            return Duration.ZERO;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return Duration.ofNanos(sorted[(int) Math.max(0, Math.ceil(share * count) - 1)]);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, p50 %.1f ms, p99 %.1f ms, longest %.1f ms",
                statuses,
                millis(0.5),
                millis(0.99),
                millis(1));
    }

    private double millis(double share) {
        return quantile(share).toNanos() / NANOS_OF_MILLI;
    }
}
