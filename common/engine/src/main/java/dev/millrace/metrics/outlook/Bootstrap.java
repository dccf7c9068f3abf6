package dev.millrace.metrics.outlook;

import dev.millrace.metrics.Samples;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Values of one statistic over resamples. With more than {@value #EXACT} observations the resample is not drawn item by item: the
 * rank of a quantile, and a ratio of sums, are then drawn from the normal distribution that they follow closely.
 */
final class Bootstrap {

    static final int EXACT = 10_000;

    private static final long SMALL = 100;
    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;
    private static final double HUNDRED = 100.0;

    private Bootstrap() {}

    /** A percentile of resamples of these sorted values. */
    static double[] percentile(double[] sorted, int percent, SplittableRandom random) {
        int n = sorted.length;
        int rank = (int) Samples.rank(n, percent);
        double[] values = new double[Comparison.RESAMPLES];
        int[] drawn = new int[n];
        for (int i = 0; i < values.length; i++) {
            if (n > EXACT) {
                double p = percent / HUNDRED;
                long at = Math.round(rank + Math.sqrt(n * p * (1 - p)) * random.nextGaussian());
                values[i] = sorted[(int) Math.max(1, Math.min(n, at)) - 1];
                continue;
            }
            Arrays.fill(drawn, 0);
            for (int j = 0; j < n; j++) {
                drawn[random.nextInt(n)]++;
            }
            int seen = 0;
            int at = -1;
            while (seen < rank) {
                seen += drawn[++at];
            }
            values[i] = sorted[at];
        }
        return values;
    }

    /** {@code sum(part) / sum(whole)} of resamples of these pairs. */
    static double[] ratio(double[] part, double[] whole, SplittableRandom random) {
        int n = part.length;
        double[] values = new double[Comparison.RESAMPLES];
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
                int drawn = random.nextInt(n);
                parts += part[drawn];
                wholes += whole[drawn];
            }
            values[i] = wholes == 0 ? ratio : parts / wholes;
        }
        return values;
    }

    /** A count of independent things, each of which could as well have been there or not: Poisson counts around it. */
    static double[] count(long n, SplittableRandom random) {
        double[] values = new double[Comparison.RESAMPLES];
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

    /** The change from one statistic to the other with its interval. */
    static Comparison.Change change(double before, double after, double[] befores, double[] afters) {
        double[] changes = new double[befores.length];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = afters[i] - befores[i];
        }
        Arrays.sort(changes);
        return new Comparison.Change(
                after - before, changes[(int) (LOW * changes.length)], changes[(int) (HIGH * changes.length) - 1]);
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
