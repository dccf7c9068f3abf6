package dev.millrace.metrics.load;

import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.Samples;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The ages of the items in the flow at any instant. Holds two numbers per item. */
final class AgeCurve {

    private static final int FIRST_CAPACITY = 8;

    private long[] starts = new long[FIRST_CAPACITY];
    private long[] ends = new long[FIRST_CAPACITY];
    private int size;

    /** An item that was in the flow from then until before then; {@link Long#MAX_VALUE} if it still is. */
    void add(long startMillis, long endMillis) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        starts[size] = startMillis;
        ends[size++] = endMillis;
    }

    void merge(AgeCurve other) {
        int count = other.size;
        for (int i = 0; i < count; i++) {
            add(other.starts[i], other.ends[i]);
        }
    }

    /** The percentiles of the ages at each of these instants, which must be in order; unknown where nothing was in the flow. */
    List<Figure<Percentiles<Duration>>> at(List<Long> instants) {
        Integer[] byStart = order(Comparator.comparingLong(i -> starts[i]));
        int[] rank = new int[size];
        for (int i = 0; i < size; i++) {
            rank[byStart[i]] = i;
        }
        Integer[] byEnd = order(Comparator.comparingLong(i -> ends[i]));
        Active active = new Active(size);
        List<Figure<Percentiles<Duration>>> ages = new ArrayList<>();
        int in = 0;
        int out = 0;
        for (long at : instants) {
            while (in < size && starts[byStart[in]] <= at) {
                active.change(in++, 1);
            }
            while (out < size && ends[byEnd[out]] <= at) {
                active.change(rank[byEnd[out++]], -1);
            }
            ages.add(percentiles(active, byStart, at));
        }
        return ages;
    }

    private Figure<Percentiles<Duration>> percentiles(Active active, Integer[] byStart, long at) {
        long n = active.count;
        if (n == 0) {
            return new Figure.Unknown<>(Reason.of(Reason.Code.NO_ITEMS));
        }
        return Figure.of(new Percentiles<>(
                n, age(active, byStart, at, 50), age(active, byStart, at, 85), age(active, byStart, at, 95)));
    }

    /** The youngest item started last: the k-th smallest age belongs to the k-th last start. */
    private Duration age(Active active, Integer[] byStart, long at, int percent) {
        long k = Samples.rank(active.count, percent);
        return Duration.ofMillis(at - starts[byStart[active.find(active.count - k + 1)]]);
    }

    private Integer[] order(Comparator<Integer> by) {
        return IntStream.range(0, size).boxed().sorted(by).toArray(Integer[]::new);
    }

    /** Which ranks are in the flow, as a Fenwick tree: counting and finding the k-th take logarithmic time. */
    private static final class Active {
        private final int[] tree;
        private long count;

        Active(int size) {
            tree = new int[size + 1];
        }

        void change(int index, int by) {
            count += by;
            for (int i = index + 1; i < tree.length; i += i & -i) {
                tree[i] += by;
            }
        }

        /** The index of the k-th smallest that is in, k from 1. */
        int find(long k) {
            int position = 0;
            long rest = k;
            for (int step = Integer.highestOneBit(tree.length); step > 0; step >>= 1) {
                int next = position + step;
                if (next < tree.length && tree[next] < rest) {
                    position = next;
                    rest -= tree[next];
                }
            }
            return position;
        }
    }
}
