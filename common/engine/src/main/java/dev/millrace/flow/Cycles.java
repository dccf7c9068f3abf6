package dev.millrace.flow;

import dev.millrace.valuestream.ReopenPolicy.Mode;
import dev.millrace.valuestream.StageKind;
import dev.millrace.valuestream.ValueStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Divides an item's stretches into cycles: a late re-open begins the next one. */
final class Cycles {

    private Cycles() {}

    /** The stretches of each cycle, in order; a closed stretch belongs to the cycle it ends or interrupts. */
    static List<List<Span>> split(List<Span> all, ValueStream stream) {
        List<Span> spans = untilFirstDone(all, stream);
        List<List<Span>> cycles = new ArrayList<>();
        List<Span> current = new ArrayList<>();
        for (Span span : spans) {
            boolean reopens =
                    !current.isEmpty() && current.get(current.size() - 1).closed() && !span.closed();
            if (reopens && !extendsItem(stream, stop(current), span.start())) {
                cycles.add(current);
                current = new ArrayList<>();
            }
            current.add(span);
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
    private static List<Span> untilFirstDone(List<Span> spans, ValueStream stream) {
        boolean before = false;
        for (int i = 0; i < spans.size(); i++) {
            Span done = spans.get(i);
            boolean counts = done.kind() == StageKind.DONE && done.rule().cause() == FlowRule.Cause.CLOSED;
            if (counts && !before && stream.rulesAt(done.start()).reopen().mode() == Mode.FIRST_DONE) {
                List<Span> closed = new ArrayList<>(spans.subList(0, i));
                for (Span span : spans.subList(i, spans.size())) {
                    closed.add(new Span(span.start(), span.end(), span.own(), done.decisive(), done.rule(), null));
                }
                return closed;
            }
            before = counts;
        }
        return spans;
    }

    /** When the last run of one closed kind began; the cycle must end closed. */
    static Instant stop(List<Span> cycle) {
        int i = cycle.size() - 1;
        while (i > 0 && cycle.get(i - 1).kind() == cycle.get(i).kind()) {
            i--;
        }
        return cycle.get(i).start();
    }
}
