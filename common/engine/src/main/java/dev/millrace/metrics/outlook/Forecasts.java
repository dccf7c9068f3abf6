package dev.millrace.metrics.outlook;

import dev.millrace.metrics.Samples;
import dev.millrace.metrics.load.FlowVelocity;
import dev.millrace.metrics.outlook.Forecast.HowLong;
import dev.millrace.metrics.outlook.Forecast.HowMany;
import dev.millrace.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Makes forecasts by drawing weeks at random. */
public final class Forecasts {

    private static final int DAYS_OF_WEEK = 7;

    private Forecasts() {}

    /**
     * A forecast on the full weeks of a report's window.
     *
     * @param velocity gives the weeks
     * @param from where the forecast begins
     * @param weeks how many weeks to look ahead, each at least 1
     * @param items how many items to finish, each at least 1
     */
    public static Forecast of(FlowVelocity velocity, Instant from, List<Integer> weeks, List<Long> items) {
        List<Long> history = velocity.weeks().stream()
                .filter(week -> !week.partial())
                .map(week -> week.done().total())
                .toList();
        return of(history, from, weeks, items);
    }

    /**
     * A forecast on a history.
     *
     * @param history items done per full week
     * @param from where the forecast begins
     * @param weeks how many weeks to look ahead, each at least 1
     * @param items how many items to finish, each at least 1
     */
    public static Forecast of(List<Long> history, Instant from, List<Integer> weeks, List<Long> items) {
        weeks.forEach(n -> requirePositive(n, "weeks"));
        items.forEach(n -> requirePositive(n, "items"));
        if (history.size() < Forecast.MIN_WEEKS) {
            return refused(
                    history,
                    from,
                    "the window holds " + history.size() + " full weeks, and a forecast needs at least "
                            + Forecast.MIN_WEEKS + ". Choose a longer window");
        } else if (history.stream().allMatch(done -> done == 0)) {
            return refused(history, from, "nothing was done in the full weeks of the window");
        }
        long[] done = history.stream().mapToLong(Long::longValue).toArray();
        return new Forecast(
                from,
                history,
                null,
                weeks.stream().map(n -> howMany(done, from, n)).toList(),
                items.stream().map(n -> howLong(done, n)).toList());
    }

    private static Forecast refused(List<Long> history, Instant from, String why) {
        return new Forecast(from, history, new Reason(Reason.Code.TOO_LITTLE_HISTORY, why), List.of(), List.of());
    }

    private static HowMany howMany(long[] done, Instant from, int weeks) {
        SplittableRandom random = new SplittableRandom(Forecast.SEED);
        long[] sums = new long[Forecast.RUNS];
        for (int run = 0; run < sums.length; run++) {
            for (int week = 0; week < weeks; week++) {
                sums[run] += done[random.nextInt(done.length)];
            }
        }
        Arrays.sort(sums);
        return new HowMany(
                weeks,
                from.plus(Duration.ofDays((long) weeks * DAYS_OF_WEEK)),
                atLeast(sums, 50),
                atLeast(sums, 85),
                atLeast(sums, 95));
    }

    private static HowLong howLong(long[] done, long items) {
        SplittableRandom random = new SplittableRandom(Forecast.SEED);
        long[] weeks = new long[Forecast.RUNS];
        for (int run = 0; run < weeks.length; run++) {
            long sum = 0;
            while (sum < items && weeks[run] < Forecast.MAX_WEEKS) {
                sum += done[random.nextInt(done.length)];
                weeks[run]++;
            }
        }
        Arrays.sort(weeks);
        return new HowLong(items, atMost(weeks, 50), atMost(weeks, 85), atMost(weeks, 95));
    }

    /** The largest value that so many percent of the runs reach. */
    private static long atLeast(long[] sorted, int percent) {
        return sorted[sorted.length - (int) Samples.rank(sorted.length, percent)];
    }

    /** The smallest value that so many percent of the runs do not exceed. */
    private static int atMost(long[] sorted, int percent) {
        return (int) sorted[(int) Samples.rank(sorted.length, percent) - 1];
    }

    private static void requirePositive(long n, String what) {
        if (n < 1) {
            throw new IllegalArgumentException("a forecast is for at least 1 of the " + what + ", not " + n);
        }
    }
}
