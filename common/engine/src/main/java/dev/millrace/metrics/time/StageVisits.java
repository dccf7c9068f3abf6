package dev.millrace.metrics.time;

import dev.millrace.metrics.ChangePoint;
import dev.millrace.metrics.IndexOrder;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.Samples;
import dev.millrace.metrics.time.ValueStreamMap.Step;
import dev.millrace.model.Hash64;
import dev.millrace.valuestream.Stage;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The visits to one stage. Holds three numbers per visit, because a report over everything has millions. */
final class StageVisits {

    private static final int FIRST_CAPACITY = 8;
    private static final int OPEN = 1;
    private static final int SENT_BACK = 2;
    private static final int FLAGS = 2;

    private long[] sources = new long[FIRST_CAPACITY];
    private long[] starts = new long[FIRST_CAPACITY];
    /** The end in the upper bits, two flags in the lowest. */
    private long[] ends = new long[FIRST_CAPACITY];

    private int size;

    void add(TimelineVisit visit, boolean sentBack) {
        int flags = (visit.open() ? OPEN : 0) | (sentBack ? SENT_BACK : 0);
        add(
                Hash64.of(visit.source().toString()),
                visit.start().toEpochMilli(),
                visit.end().toEpochMilli() << FLAGS | flags);
    }

    void addAll(StageVisits other) {
        int count = other.size;
        for (int i = 0; i < count; i++) {
            add(other.sources[i], other.starts[i], other.ends[i]);
        }
    }

    /** What is shown of the stage. */
    Step step(Stage stage, ReportScope scope) {
        Samples completed = new Samples();
        int begun = 0;
        int[] once = eachOnce();
        long[] begunAt = new long[once.length];
        long[] took = new long[once.length];
        long visits = 0;
        long sentBack = 0;
        long knownStart = scope.known().start().toEpochMilli();
        long knownEnd = scope.known().end().toEpochMilli();
        for (int i : once) {
            long end = ends[i] >> FLAGS;
            long millis = end - starts[i];
            visits++;
            if (starts[i] >= knownStart && starts[i] < knownEnd) {
                begunAt[begun] = starts[i];
                took[begun++] = Math.min(end, knownEnd) - starts[i];
            }
            if ((ends[i] & OPEN) == 0 && end <= knownEnd) {
                completed.addWhole(millis);
                sentBack += (ends[i] & SENT_BACK) == 0 ? 0 : 1;
            }
        }
        return new Step(
                stage,
                visits,
                begun,
                completed.size(),
                sentBack,
                completed.durations(),
                ChangePoint.of(Arrays.copyOf(begunAt, begun), Arrays.copyOf(took, begun))
                        .orElse(null));
    }

    /** A visit of one pull request is one visit, however many items the pull request serves. */
    private int[] eachOnce() {
        int[] order = IndexOrder.of(size, (one, other) -> {
            int byStart = Long.compare(starts[one], starts[other]);
            int bySource = byStart != 0 ? byStart : Long.compare(sources[one], sources[other]);
            return bySource != 0 ? bySource : Long.compare(ends[one], ends[other]);
        });
        return IntStream.range(0, size)
                .filter(i -> i == 0
                        || starts[order[i]] != starts[order[i - 1]]
                        || sources[order[i]] != sources[order[i - 1]])
                .map(i -> order[i])
                .toArray();
    }

    private void add(long source, long start, long end) {
        if (size == starts.length) {
            int capacity = size + (size >> 1);
            sources = Arrays.copyOf(sources, capacity);
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
        sources[size] = source;
        starts[size] = start;
        ends[size++] = end;
    }
}
