package dev.millrace.metrics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Values of one statistic over resamples. A percentile is drawn without its resample: which of the sorted values it is follows a known
 * distribution. With more than {@value #EXACT} pairs, a ratio of sums is drawn from the normal distribution that it follows closely.
 */
public final class Bootstrap {

    /** How many resamples there are. */
    public static final int RESAMPLES = 1_000;

    /** Up to so many pairs each resample is drawn pair by pair. */
    public static final int EXACT = 10_000;

    private static final long SMALL = 100;
    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    /**
     * What resamples leave open.
     *
     * @param low the 5th percentile of the values
     * @param high their 95th percentile
     */
    public record Interval(double low, double high) {}

    private Bootstrap() {}

    /** The 90% confidence interval of a statistic from its values over resamples, which are sorted in place. */
    public static Interval interval(double[] values) {
        Arrays.sort(values);
        return new Interval(values[(int) (LOW * values.length)], values[(int) (HIGH * values.length) - 1]);
    }

    /**
     * A percentile of resamples of these sorted values. Values drawn by uniform numbers stand in the order of these, and the number of
     * rank {@code r} among {@code n} follows the distribution Beta(r, n - r + 1) (David and Nagaraja, Order Statistics, 2.3).
     */
    public static double[] percentile(double[] sorted, int percent, SplittableRandom random) {
        int n = sorted.length;
        long rank = Samples.rank(n, percent);
        double[] values = new double[RESAMPLES];
        for (int i = 0; i < values.length; i++) {
            double below = gamma(rank, random);
            double uniform = below / (below + gamma(n - rank + 1, random));
            values[i] = sorted[Math.min(n - 1, (int) (n * uniform))];
        }
        return values;
    }

    /** Draws from the gamma distribution of a shape of at least 1 (Marsaglia and Tsang 2000). */
    private static double gamma(long shape, SplittableRandom random) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double root = 1 + c * x;
            double v = root * root * root;
            if (root > 0 && StrictMath.log(random.nextDouble()) < x * x / 2 + d * (1 - v + StrictMath.log(v))) {
                return d * v;
            }
        }
    }

    /** {@code sum(part) / sum(whole)} of resamples of these pairs. */
    public static double[] ratio(double[] part, double[] whole, SplittableRandom random) {
        int n = part.length;
        double[] values = new double[RESAMPLES];
        double ratio = sum(part) / sum(whole);
        if (n > EXACT) {
            double error = standardError(part, whole, ratio);
            Arrays.setAll(values, i -> ratio + error * random.nextGaussian());
            return values;
        }
        for (int i = 0; i < values.length; i++) {
            double parts = 0;
            double wholes = 0;
            for (int j = 0; j < n; j++) {
                int drawn = drawn(n, random);
                parts += part[drawn];
                wholes += whole[drawn];
            }
            values[i] = wholes == 0 ? ratio : parts / wholes;
        }
        return values;
    }

    /** A number below {@code n}: the upper bits of 32 random ones times {@code n}. */
    private static int drawn(long n, SplittableRandom random) {
        return (int) (((random.nextLong() >>> 32) * n) >>> 32);
    }

    /** A count of independent things, each of which could as well have been there or not: Poisson counts around it. */
    public static double[] count(long n, SplittableRandom random) {
        double[] values = new double[RESAMPLES];
        for (int i = 0; i < values.length; i++) {
            values[i] = n > SMALL
                    ? Math.max(0, Math.round(n + Math.sqrt((double) n) * random.nextGaussian()))
                    : small(n, random);
        }
        return values;
    }

    /** Knuth's algorithm; its time grows with the count. */
    private static long small(long n, SplittableRandom random) {
        double limit = Math.exp((double) -n);
        double product = random.nextDouble();
        long k = 0;
        while (product > limit) {
            product *= random.nextDouble();
            k++;
        }
        return k;
    }

    private static double standardError(double[] part, double[] whole, double ratio) {
        double squares = 0;
        for (int i = 0; i < part.length; i++) {
            double residual = part[i] - ratio * whole[i];
            squares += residual * residual;
        }
        return Math.sqrt(squares) / sum(whole);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
