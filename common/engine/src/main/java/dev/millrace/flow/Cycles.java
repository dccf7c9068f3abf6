package dev.millrace.flow;

import dev.millrace.valuestream.ReopenPolicy.Mode;
import dev.millrace.valuestream.StageKind;
import dev.millrace.valuestream.ValueStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Divides an item's intervals into cycles: a late re-open begins the next one. */
final class Cycles {

    private Cycles() {}

    /** The intervals of each cycle, in order; a closed interval belongs to the cycle that it ends or interrupts. */
    static List<List<Interval>> split(List<Interval> all, ValueStream stream) {
        List<Interval> intervals = untilFirstDone(all, stream);
        List<List<Interval>> cycles = new ArrayList<>();
        List<Interval> current = new ArrayList<>();
        for (Interval interval : intervals) {
            boolean reopens =
                    !current.isEmpty() && current.get(current.size() - 1).closed() && !interval.closed();
            if (reopens && !extendsItem(stream, stop(current), interval.start())) {
                cycles.add(current);
                current = new ArrayList<>();
            }
            current.add(interval);
        }
        if (!current.isEmpty()) {
            cycles.add(current);
        }
        return cycles;
    }

    private static boolean extendsItem(ValueStream stream, Instant stop, Instant reopened) {
        return stream.rulesAt(stop).reopen().extendsItem(Duration.between(stop, reopened));
    }

    /** Where the first done counts, whatever follows it is done as well; the rules of the instant at which it was done say so. */
    private static List<Interval> untilFirstDone(List<Interval> intervals, ValueStream stream) {
        boolean before = false;
        for (int i = 0; i < intervals.size(); i++) {
            Interval done = intervals.get(i);
            boolean counts = done.kind() == StageKind.DONE && done.rule().cause() == FlowRule.Cause.CLOSED;
            if (counts && !before && stream.rulesAt(done.start()).reopen().mode() == Mode.FIRST_DONE) {
                List<Interval> closed = new ArrayList<>(intervals.subList(0, i));
                for (Interval interval : intervals.subList(i, intervals.size())) {
                    closed.add(new Interval(
                            interval.start(), interval.end(), interval.own(), done.decisive(), done.rule(), null));
                }
                return closed;
            }
            before = counts;
        }
        return intervals;
    }

    /** When the last run of one closed kind began; the cycle must end closed. */
    static Instant stop(List<Interval> cycle) {
        int i = cycle.size() - 1;
        while (i > 0 && cycle.get(i - 1).kind() == cycle.get(i).kind()) {
            i--;
        }
        return cycle.get(i).start();
    }
}
