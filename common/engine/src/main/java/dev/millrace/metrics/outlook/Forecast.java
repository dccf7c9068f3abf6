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
 * @param history items done in each of the last full weeks, the oldest first: what the runs draw from
 * @param refused why there is no forecast; null if there is one
 * @param howMany how many items are done in some weeks; empty if refused
 * @param howLong when some items are done; empty if refused
 * @param refusals what was requested and is not answered, because such forecasts did not hold or promise nothing
 */
public record Forecast(
        Instant from,
        List<Long> history,
        @Nullable Reason refused,
        List<HowMany> howMany,
        List<HowLong> howLong,
        List<Refusal> refusals) {

    /** What comes. */
    public static final Metric METRIC = new Metric(
            "forecast",
            "Forecast",
            "items, and weeks",
            "sum of weekly counts drawn at random from the last full weeks, of which each drawn one counts twice from then on",
            "A simulation of the next weeks: 10,000 runs draw weeks at random from the last 26 full weeks before the "
                    + "end of the window (fewer if less is known), with a fixed seed. A drawn week goes back twice, so "
                    + "that a run also varies how good an average week is (a Polya urn, which draws from the Bayesian "
                    + "bootstrap). With 85% confidence means: in 85% of the runs at least that many items are done, "
                    + "or they are done after at most that many weeks. The back-test makes the same forecast for "
                    + "each of the last 40 weeks that it can compare with what came. None with fewer than 6 full "
                    + "weeks, nothing done, an unstable process (XmR limits), or if fewer than 80% of at least 20 "
                    + "earlier forecasts held.",
            "Vacanti, When Will It Be Done: Monte Carlo on throughput; Wheeler, Understanding Variation: XmR limits");

    /** The forecast draws from at most so many of the last full weeks. */
    public static final int HISTORY_WEEKS = 26;

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
     * @param backTest how earlier forecasts for so many weeks came out
     */
    public record HowMany(int weeks, Instant until, long in50, long in85, long in95, BackTest backTest) {}

    /**
     * Weeks until some items are done. {@link #MAX_WEEKS} means: then, or later.
     *
     * @param items how many items
     * @param in50 after at most so many weeks in half of the runs
     * @param in85 after at most so many weeks in 85% of the runs
     * @param in95 after at most so many weeks in 95% of the runs
     * @param backTest how earlier forecasts for so many items came out
     */
    public record HowLong(long items, int in50, int in85, int in95, BackTest backTest) {}

    /**
     * What is not answered.
     *
     * @param weeks the weeks that it was requested for; null if it was requested for items
     * @param items the items that it was requested for; null if it was requested for weeks
     * @param why why not
     * @param backTest how earlier forecasts of the same came out
     */
    public record Refusal(@Nullable Integer weeks, @Nullable Long items, Reason why, BackTest backTest) {}

    /** Copies the lists; a forecast that is refused has none. */
    public Forecast {
        history = List.copyOf(history);
        howMany = List.copyOf(howMany);
        howLong = List.copyOf(howLong);
        refusals = List.copyOf(refusals);
        if (refused != null && !(howMany.isEmpty() && howLong.isEmpty() && refusals.isEmpty())) {
            throw new IllegalArgumentException("a forecast that is refused says nothing");
        }
    }
}
