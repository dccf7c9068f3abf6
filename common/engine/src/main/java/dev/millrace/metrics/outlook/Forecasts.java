package dev.millrace.metrics.outlook;

import dev.millrace.metrics.Samples;
import dev.millrace.metrics.load.FlowVelocity;
import dev.millrace.metrics.outlook.Forecast.HowLong;
import dev.millrace.metrics.outlook.Forecast.HowMany;
import dev.millrace.metrics.outlook.Forecast.Refusal;
import dev.millrace.model.Reason;
import dev.millrace.model.Reason.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes forecasts by drawing weeks at random, and tests them on the weeks before. */
public final class Forecasts {

    private static final int DAYS_OF_WEEK = 7;
    private static final int PROMISED = 85;
    /** Of an earlier forecast only one percentile is needed. */
    private static final int TEST_RUNS = 1_000;

    private Forecasts() {}

    /** How many full weeks a forecast for so many weeks draws from or tests itself on. */
    public static int weeksBack(List<Integer> weeks) {
        return Forecast.HISTORY_WEEKS
                + BackTest.MOST
                + weeks.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /**
     * A forecast on full weeks.
     *
     * @param velocity gives the weeks; those that are not full are left out
     * @param from where the forecast begins
     * @param weeks how many weeks to look ahead, each at least 1
     * @param items how many items to finish, each at least 1
     */
    public static Forecast of(FlowVelocity velocity, Instant from, List<Integer> weeks, List<Long> items) {
        return of(velocity.fullWeeks(), from, weeks, items);
    }

    /**
     * A forecast on full weeks.
     *
     * @param past items done per full week, the oldest first; the forecast draws from the last of them, and tests itself on all
     * @param from where the forecast begins
     * @param weeks how many weeks to look ahead, each at least 1
     * @param items how many items to finish, each at least 1
     */
    public static Forecast of(List<Long> past, Instant from, List<Integer> weeks, List<Long> items) {
        weeks.forEach(n -> requirePositive(n, "weeks"));
        items.forEach(n -> requirePositive(n, "items"));
        List<Long> history = history(past, past.size());
        Optional<Reason> unusable = unusable(history);
        if (unusable.isPresent()) {
            return new Forecast(from, history, unusable.get(), List.of(), List.of(), List.of());
        }
        List<HowMany> howMany = new ArrayList<>();
        List<HowLong> howLong = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (int n : weeks) {
            HowMany row = howMany(past, from, n);
            Optional<Reason> why = row.in85() == 0 ? Optional.of(nothingPromised(n)) : failed(row.backTest());
            why.ifPresentOrElse(
                    reason -> refusals.add(new Refusal(n, null, reason, row.backTest())), () -> howMany.add(row));
        }
        for (long n : items) {
            HowLong row = howLong(past, n);
            failed(row.backTest())
                    .ifPresentOrElse(
                            reason -> refusals.add(new Refusal(null, n, reason, row.backTest())),
                            () -> howLong.add(row));
        }
        return new Forecast(from, history, null, howMany, howLong, refusals);
    }

    /** Why these weeks say nothing about the next ones. */
    private static Optional<Reason> unusable(List<Long> history) {
        if (history.size() < Forecast.MIN_WEEKS) {
            return Optional.of(new Reason(
                    Code.TOO_LITTLE_HISTORY,
                    history.size() + " full weeks are known before the end of the window, and a forecast needs at "
                            + "least " + Forecast.MIN_WEEKS));
        } else if (history.stream().allMatch(done -> done == 0)) {
            return Optional.of(new Reason(
                    Code.TOO_LITTLE_HISTORY, "nothing was done in the last " + history.size() + " full weeks"));
        }
        return ProcessLimits.unstable(history)
                .map(why -> new Reason(
                        Code.UNSTABLE, "the process is not stable, so its past does not say what comes: " + why));
    }

    private static Reason nothingPromised(int weeks) {
        return new Reason(
                Code.TOO_LITTLE_HISTORY,
                "with 85% confidence not even 1 item is done in " + weeks + " weeks. Choose more weeks");
    }

    private static Optional<Reason> failed(BackTest test) {
        return test.failed()
                ? Optional.of(new Reason(
                        Code.FORECAST_FAILED,
                        "of the last " + test.forecasts() + " forecasts at 85%, only " + test.held() + " held"))
                : Optional.empty();
    }

    /** What a forecast draws from that is made when so many weeks are known. */
    private static List<Long> history(List<Long> past, int known) {
        return past.subList(Math.max(0, known - Forecast.HISTORY_WEEKS), known);
    }

    private static HowMany howMany(List<Long> past, Instant from, int weeks) {
        long[] sums = sums(history(past, past.size()), weeks, Forecast.RUNS);
        int tested = 0;
        int held = 0;
        for (int known = past.size() - weeks; known >= Forecast.MIN_WEEKS && tested < BackTest.MOST; known--) {
            long promised = atLeast(sums(history(past, known), weeks, TEST_RUNS), PROMISED);
            // to promise nothing is no forecast, and none was shown
            if (promised > 0) {
                tested++;
                held += sum(past, known, known + weeks) >= promised ? 1 : 0;
            }
        }
        return new HowMany(
                weeks,
                from.plus(Duration.ofDays((long) weeks * DAYS_OF_WEEK)),
                atLeast(sums, 50),
                atLeast(sums, PROMISED),
                atLeast(sums, 95),
                new BackTest(tested, held));
    }

    private static long[] sums(List<Long> history, int weeks, int runs) {
        Urn urn = new Urn(history, weeks);
        long[] sums = new long[runs];
        for (int run = 0; run < runs; run++) {
            urn.begin();
            for (int week = 0; week < weeks; week++) {
                sums[run] += urn.draw();
            }
        }
        Arrays.sort(sums);
        return sums;
    }

    private static HowLong howLong(List<Long> past, long items) {
        long[] weeks = weeks(history(past, past.size()), items, Forecast.MAX_WEEKS, Forecast.RUNS);
        int tested = 0;
        int held = 0;
        for (int known = past.size() - 1; known >= Forecast.MIN_WEEKS && tested < BackTest.MOST; known--) {
            int seen = past.size() - known;
            int promised = atMost(weeks(history(past, known), items, seen + 1, TEST_RUNS), PROMISED);
            // one that has not ended cannot be compared yet
            if (promised <= seen) {
                tested++;
                held += sum(past, known, known + promised) >= items ? 1 : 0;
            }
        }
        return new HowLong(
                items, atMost(weeks, 50), atMost(weeks, PROMISED), atMost(weeks, 95), new BackTest(tested, held));
    }

    private static long[] weeks(List<Long> history, long items, int most, int runs) {
        Urn urn = new Urn(history, most);
        long[] weeks = new long[runs];
        for (int run = 0; run < runs; run++) {
            urn.begin();
            long sum = 0;
            while (sum < items && weeks[run] < most) {
                sum += urn.draw();
                weeks[run]++;
            }
        }
        Arrays.sort(weeks);
        return weeks;
    }

    private static long sum(List<Long> past, int from, int to) {
        return past.subList(from, to).stream().mapToLong(Long::longValue).sum();
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
