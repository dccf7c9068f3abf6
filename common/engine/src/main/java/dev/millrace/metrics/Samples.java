package dev.millrace.metrics;

import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.DoubleFunction;

/**
 * The measured values of one figure, all kept so that percentiles are exact. A double holds whole milliseconds exactly up to
 * 2^53, which is 285,000 years.
 */
public final class Samples {

    private static final int FIRST_CAPACITY = 8;
    private static final int HUNDRED = 100;

    private double[] values = new double[FIRST_CAPACITY];
    private int size;

    public void add(double value) {
        reserve(size + 1);
        values[size++] = value;
    }

    /** Adds a count, or a duration in milliseconds. */
    public void addWhole(long value) {
        add((double) value);
    }

    public void addAll(Samples other) {
        int count = other.size;
        reserve(size + count);
        System.arraycopy(other.values, 0, values, size, count);
        size += count;
    }

    public int size() {
        return size;
    }

    public Figure<Percentiles<Duration>> durations() {
        return percentiles(millis -> Duration.ofMillis((long) millis));
    }

    /** The percentiles in the unit that {@code unit} gives them; unknown if there is no value. */
    public <T> Figure<Percentiles<T>> percentiles(DoubleFunction<T> unit) {
        if (size == 0) {
            return new Figure.Unknown<>(Reason.of(Reason.Code.NO_ITEMS));
        }
        double[] sorted = sorted();
        return Figure.of(new Percentiles<>(
                size,
                unit.apply(nearestRank(sorted, 50)),
                unit.apply(nearestRank(sorted, 85)),
                unit.apply(nearestRank(sorted, 95))));
    }

    /** How many values are above that one. */
    public long above(long limit) {
        long count = 0;
        for (int i = 0; i < size; i++) {
            count += values[i] > limit ? 1 : 0;
        }
        return count;
    }

    /** The sum of values that were added whole. */
    public long wholeSum() {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += (long) values[i];
        }
        return sum;
    }

    /** The values as they came; a copy. */
    double[] unsorted() {
        return Arrays.copyOf(values, size);
    }

    /** The values in order; a copy. */
    public double[] sorted() {
        double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The nearest rank, from 1. */
    public static long rank(long n, int percent) {
        return (percent * n + HUNDRED - 1) / HUNDRED;
    }

    private static double nearestRank(double[] sorted, int percent) {
        return sorted[(int) rank(sorted.length, percent) - 1];
    }

    private void reserve(int capacity) {
        if (capacity > values.length) {
            values = Arrays.copyOf(values, Math.max(capacity, values.length + (values.length >> 1)));
        }
    }
}
