package dev.millrace.metrics.time;

import dev.millrace.metrics.ChangePoint;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.Samples;
import dev.millrace.metrics.time.ValueStreamMap.Step;
import dev.millrace.model.ArtifactId;
import dev.millrace.valuestream.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The visits to one stage. Holds three numbers per visit, because a report over everything has millions. */
final class StageVisits {

    private static final int FIRST_CAPACITY = 8;
    private static final long FACTOR = 1_099_511_628_211L; // the prime of 64-bit FNV
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
        add(hash(visit.source()), visit.start().toEpochMilli(), visit.end().toEpochMilli() << FLAGS | flags);
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
        List<ChangePoint.Timed> begun = new ArrayList<>();
        long visits = 0;
        long sentBack = 0;
        long knownStart = scope.known().start().toEpochMilli();
        long knownEnd = scope.known().end().toEpochMilli();
        for (int i : eachOnce()) {
            long end = ends[i] >> FLAGS;
            long millis = end - starts[i];
            visits++;
            if (starts[i] >= knownStart && starts[i] < knownEnd) {
                begun.add(new ChangePoint.Timed(starts[i], Math.min(end, knownEnd) - starts[i]));
            }
            if ((ends[i] & OPEN) == 0 && end <= knownEnd) {
                completed.addWhole(millis);
                sentBack += (ends[i] & SENT_BACK) == 0 ? 0 : 1;
            }
        }
        return new Step(
                stage,
                visits,
                begun.size(),
                completed.size(),
                sentBack,
                completed.durations(),
                ChangePoint.of(begun).orElse(null));
    }

    /** A visit of one pull request is one visit, however many items the pull request serves. */
    private int[] eachOnce() {
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(i -> starts[i])
                        .thenComparingLong(i -> sources[i])
                        .thenComparingLong(i -> ends[i]))
                .mapToInt(Integer::intValue)
                .toArray();
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

    /** The same in every run, unlike the hash of a constant. */
    private static long hash(ArtifactId source) {
        return hash(hash(hash(0, source.tool().toString()), source.kind().name()), source.nativeId());
    }

    private static long hash(long before, String text) {
        long hash = before;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FACTOR;
        }
        return hash;
    }
}
