package dev.millrace.metrics.outlook;

import dev.millrace.metrics.Bootstrap;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.Window;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One window against another, see {@link Comparison#METRIC}.
 *
 * @param before the earlier window
 * @param after the window of the report
 * @param rows one figure each
 */
public record Comparison(Window before, Window after, List<Row> rows) {

    /** What changed. */
    public static final Metric METRIC = new Metric(
            "comparison",
            "Comparison",
            "difference",
            "after - before",
            "The figures of the window compared with an earlier window. The interval has 90% "
                    + "confidence: it holds 90% of the differences from 1,000 resamples of both windows, "
                    + "with a fixed seed. A count of items at an instant is resampled as a Poisson count. A "
                    + "change is shown only if the interval excludes 0.",
            "Efron, bootstrap percentile interval");

    /** What the resampling begins with. */
    public static final long SEED = 20_260_103;

    /** The unit of a row's numbers. */
    public enum Unit {
        /** Milliseconds. */
        MILLIS,
        /** From 0 to 1. */
        RATIO,
        /** Items per full ISO week. */
        ITEMS_PER_WEEK,
        /** Items at the end of the window. */
        ITEMS
    }

    /** What a row says. */
    public enum Verdict {
        /** The interval lies above 0. */
        ROSE,
        /** The interval lies below 0. */
        FELL,
        /** The interval includes 0. */
        NO_CHANGE_SHOWN,
        /** One of the windows has no value. */
        UNKNOWN
    }

    /**
     * A change and how sure it is.
     *
     * @param value after minus before
     * @param low the 5th percentile of the resampled changes
     * @param high the 95th percentile of the resampled changes
     */
    public record Change(double value, double low, double high) {

        /** From one statistic to the other, with the values of both over resamples. */
        static Change of(double before, double after, double[] befores, double[] afters) {
            double[] changes = new double[befores.length];
            Arrays.setAll(changes, i -> afters[i] - befores[i]);
            Bootstrap.Interval interval = Bootstrap.interval(changes);
            return new Change(after - before, interval.low(), interval.high());
        }

        /** Validates: an interval has its ends in order. */
        public Change {
            if (!(low <= high)) {
                throw new IllegalArgumentException("an interval from " + low + " to " + high + " is none");
            }
        }
    }

    /**
     * One figure in both windows.
     *
     * @param metric which metric
     * @param measure what of it, such as {@code p50}
     * @param unit the unit of all numbers
     * @param before its value in the earlier window
     * @param beforeN how many items or weeks that is based on
     * @param after its value in the window of the report
     * @param afterN how many items or weeks that is based on
     * @param change the difference; unknown if one of them is
     */
    public record Row(
            Metric metric,
            String measure,
            Unit unit,
            Figure<Double> before,
            long beforeN,
            Figure<Double> after,
            long afterN,
            Figure<Change> change) {

        /** What it says. */
        public Verdict verdict() {
            return change.measured()
                    .map(found ->
                            found.low() > 0 ? Verdict.ROSE : found.high() < 0 ? Verdict.FELL : Verdict.NO_CHANGE_SHOWN)
                    .orElse(Verdict.UNKNOWN);
        }
    }

    /** The same with more rows behind those that there are. */
    public Comparison with(List<Row> more) {
        return new Comparison(
                before, after, Stream.concat(rows.stream(), more.stream()).toList());
    }

    /** The rows of a metric; none if it was not compared. */
    public List<Row> of(Metric metric) {
        return rows.stream().filter(row -> row.metric() == metric).toList();
    }

    /** The same where nothing can be said of the earlier window. */
    public Comparison withoutBefore(Reason why) {
        return new Comparison(
                before,
                after,
                rows.stream()
                        .map(row -> new Row(
                                row.metric(),
                                row.measure(),
                                row.unit(),
                                new Figure.Unknown<>(why),
                                0,
                                row.after(),
                                row.afterN(),
                                new Figure.Unknown<>(why)))
                        .toList());
    }

    /** Copies the list. */
    public Comparison {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        rows = List.copyOf(rows);
    }
}
