package dev.millrace.metrics.outlook;

import dev.millrace.metrics.Metric;
import dev.millrace.model.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes if the next weeks are like the last ones, see {@link Forecast#METRIC}.
 *
 * @param from the instant the forecast begins at
 * @param history items done in each full week of the window, the oldest first: what the runs draw from
 * @param refused why there is no forecast; null if there is one
 * @param howMany how many items are done in some weeks; empty if refused
 * @param howLong when some items are done; empty if refused
 */
public record Forecast(
        Instant from, List<Long> history, @Nullable Reason refused, List<HowMany> howMany, List<HowLong> howLong) {

    /** What comes. */
    public static final Metric METRIC = new Metric(
            "forecast",
            "Forecast",
            "items, and weeks",
            "sum of weekly counts drawn at random from the full weeks of the window",
            "A simulation of the next weeks: 10,000 runs draw weeks at random from the full "
                    + "weeks of the window, with a fixed seed. With 85% confidence means: in 85% of the "
                    + "runs at least that many items are done, or they are done after at most that many "
                    + "weeks. None with fewer than 6 full weeks or nothing done.",
            "Vacanti, When Will It Be Done: Monte Carlo on throughput");

    /** Fewer full weeks than this say nothing about the next ones. */
    public static final int MIN_WEEKS = 6;

    /** How often the future is drawn. */
    public static final int RUNS = 10_000;

    /** What the drawing begins with, so that the same history gives the same forecast. */
    public static final long SEED = 20_260_102;

    /** No run looks further than this. */
    public static final int MAX_WEEKS = 520;

    /**
     * Items done in some weeks.
     *
     * @param weeks how many weeks
     * @param until the end of the last of them
     * @param in50 at least this many in half of the runs
     * @param in85 at least so many in 85% of the runs
     * @param in95 at least so many in 95% of the runs
     */
    public record HowMany(int weeks, Instant until, long in50, long in85, long in95) {}

    /**
     * Weeks until some items are done. {@link #MAX_WEEKS} means: then, or later.
     *
     * @param items how many items
     * @param in50 after at most so many weeks in half of the runs
     * @param in85 after at most so many weeks in 85% of the runs
     * @param in95 after at most so many weeks in 95% of the runs
     */
    public record HowLong(long items, int in50, int in85, int in95) {}

    /** Copies the lists; a forecast that is refused has none. */
    public Forecast {
        history = List.copyOf(history);
        howMany = List.copyOf(howMany);
        howLong = List.copyOf(howLong);
        if (refused != null && !(howMany.isEmpty() && howLong.isEmpty())) {
            throw new IllegalArgumentException("a forecast that is refused says nothing");
        }
    }
}
