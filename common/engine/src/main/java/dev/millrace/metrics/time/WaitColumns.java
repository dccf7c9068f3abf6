package dev.millrace.metrics.time;

import dev.millrace.metrics.IndexOrder;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Hash64;
import dev.millrace.valuestream.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The waits of many cycles, a column an array: a report on a million items holds some millions of them, which would not fit into memory
 * as objects. Of what caused a wait, and of the item, it keeps 64 bits.
 */
final class WaitColumns {

    private static final int FIRST_CAPACITY = 16;
    private static final int OPEN = 1;
    private static final int REPEAT = 2;

    /** Takes one wait of the cycle of that number. */
    interface Visitor {
        void visit(int cycle, Stage stage, Instant start, Instant end, boolean open, boolean repeat);
    }

    private final List<Stage> stages = new ArrayList<>();
    private final Map<Stage, Integer> stageNumbers = new HashMap<>();
    /** Of each cycle its item, its number there, and where its waits end. */
    private long[] items = new long[FIRST_CAPACITY];

    private int[] cycles = new int[FIRST_CAPACITY];

    private int[] ends = new int[FIRST_CAPACITY];
    /** Of each wait. */
    private long[] sources = new long[FIRST_CAPACITY];

    private long[] starts = new long[FIRST_CAPACITY];
    private long[] lengths = new long[FIRST_CAPACITY];
    private short[] stage = new short[FIRST_CAPACITY];
    private byte[] flags = new byte[FIRST_CAPACITY];
    private int size;
    private int cycleCount;

    /** Adds the waits of one cycle of an item, in order of time. */
    void add(ArtifactId item, int cycle, List<TimelineVisit> waits) {
        for (TimelineVisit wait : waits) {
            reserve(size + 1);
            sources[size] = Hash64.of(wait.source().toString());
            starts[size] = wait.start().toEpochMilli();
            lengths[size] = wait.end().toEpochMilli() - starts[size];
            stage[size] = (short) number(wait.stage());
            flags[size] = (byte) ((wait.open() ? OPEN : 0) | (wait.repeat() ? REPEAT : 0));
            size++;
        }
        end(Hash64.of(item.toString()), cycle);
    }

    /** Adds all of another. */
    void addAll(WaitColumns other) {
        reserve(size + other.size);
        System.arraycopy(other.sources, 0, sources, size, other.size);
        System.arraycopy(other.starts, 0, starts, size, other.size);
        System.arraycopy(other.lengths, 0, lengths, size, other.size);
        System.arraycopy(other.flags, 0, flags, size, other.size);
        for (int i = 0; i < other.size; i++) {
            stage[size + i] = (short) number(other.stages.get(other.stage[i]));
        }
        int before = size;
        for (int i = 0; i < other.cycleCount; i++) {
            size = before + other.ends[i];
            end(other.items[i], other.cycles[i]);
        }
    }

    private void end(long item, int cycle) {
        int number = cycleCount++;
        if (number == cycles.length) {
            cycles = Arrays.copyOf(cycles, number + (number >> 1));
            ends = Arrays.copyOf(ends, cycles.length);
            items = Arrays.copyOf(items, cycles.length);
        }
        items[number] = item;
        cycles[number] = cycle;
        ends[number] = size;
    }

    private int number(Stage of) {
        return stageNumbers.computeIfAbsent(of, unseen -> {
            stages.add(of);
            return stages.size() - 1;
        });
    }

    private void reserve(int capacity) {
        if (capacity > sources.length) {
            int larger = Math.max(capacity, size + (size >> 1));
            sources = Arrays.copyOf(sources, larger);
            starts = Arrays.copyOf(starts, larger);
            lengths = Arrays.copyOf(lengths, larger);
            stage = Arrays.copyOf(stage, larger);
            flags = Arrays.copyOf(flags, larger);
        }
    }

    /** A wait of one pull request is one visit, however many items the pull request serves: one of these items has it, whatever the order they came in. */
    Distinct eachVisitOnce() {
        int[] order = IndexOrder.of(cycleCount, (one, other) -> {
            int byItem = Long.compare(items[one], items[other]);
            return byItem != 0 ? byItem : Integer.compare(cycles[one], cycles[other]);
        });
        Seen seen = new Seen();
        int kept = 0;
        boolean[] first = new boolean[size];
        int[] withWaits = new int[order.length];
        for (int cycle : order) {
            boolean any = false;
            for (int wait = begin(cycle); wait < ends[cycle]; wait++) {
                first[wait] = seen.add(wait);
                any |= first[wait];
            }
            if (any) {
                withWaits[kept++] = cycle;
            }
        }
        return new Distinct(Arrays.copyOf(withWaits, kept), first);
    }

    private int begin(int cycle) {
        return cycle == 0 ? 0 : ends[cycle - 1];
    }

    /** The waits without those that another item has, by item and time. */
    final class Distinct {
        private final int[] order;
        private final boolean[] first;

        private Distinct(int[] order, boolean[] first) {
            this.order = order;
            this.first = first;
        }

        /** How many cycles have a wait. */
        int cycles() {
            return order.length;
        }

        /** Gives every wait; cycles are numbered from 0. */
        void forEach(Visitor visitor) {
            for (int i = 0; i < order.length; i++) {
                for (int wait = begin(order[i]); wait < ends[order[i]]; wait++) {
                    if (first[wait]) {
                        visitor.visit(
                                i,
                                stages.get(stage[wait]),
                                Instant.ofEpochMilli(starts[wait]),
                                Instant.ofEpochMilli(starts[wait] + lengths[wait]),
                                (flags[wait] & OPEN) != 0,
                                (flags[wait] & REPEAT) != 0);
                    }
                }
            }
        }
    }

    /** A set of waits by source, stage and start: an open table of their numbers, each plus 1. */
    private final class Seen {
        private final int[] slots = new int[Integer.highestOneBit(Math.max(size, 1)) * 4];

        /** Adds a wait; false if one like it is there. */
        boolean add(int wait) {
            int slot = (int) Hash64.mix(sources[wait] ^ Hash64.mix(starts[wait] + stage[wait]));
            while (true) {
                slot &= slots.length - 1;
                int other = slots[slot] - 1;
                if (other < 0) {
                    slots[slot] = wait + 1;
                    return true;
                }
                if (sources[other] == sources[wait] && starts[other] == starts[wait] && stage[other] == stage[wait]) {
                    return false;
                }
                slot++;
            }
        }
    }
}
