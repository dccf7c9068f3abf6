package dev.millrace.metrics;

import java.util.Arrays;

/** Sorts places of arrays without an object for each: there may be some millions. */
public final class IndexOrder {

    private static final int SHORT = 8;

    /** Compares what stands at two places. */
    @FunctionalInterface
    public interface Comparison {
        /** Below 0 if the first one comes first, 0 if they are equal, above 0 otherwise. */
        int compare(int one, int other);
    }

    private final Comparison comparison;
    private final int[] order;
    private final int[] half;

    private IndexOrder(int n, Comparison comparison) {
        this.comparison = comparison;
        this.order = new int[n];
        this.half = new int[(n + 1) / 2];
        Arrays.setAll(order, i -> i);
    }

    /** The places 0 to n - 1 in order; equal ones as they stand. */
    public static int[] of(int n, Comparison comparison) {
        IndexOrder sorting = new IndexOrder(n, comparison);
        sorting.sort(0, n);
        return sorting.order;
    }

    private void sort(int from, int to) {
        if (to - from <= SHORT) {
            insert(from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(from, middle);
        sort(middle, to);
        if (comparison.compare(order[middle - 1], order[middle]) > 0) {
            merge(from, middle, to);
        }
    }

    private void insert(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int place = order[i];
            int j = i;
            while (j > from && comparison.compare(order[j - 1], place) > 0) {
                order[j] = order[j - 1];
                j--;
            }
            order[j] = place;
        }
    }

    private void merge(int from, int middle, int to) {
        int left = middle - from;
        System.arraycopy(order, from, half, 0, left);
        int i = 0;
        int j = middle;
        int k = from;
        while (i < left && j < to) {
            order[k++] = comparison.compare(order[j], half[i]) < 0 ? order[j++] : half[i++];
        }
        System.arraycopy(half, i, order, k, left - i);
    }
}
