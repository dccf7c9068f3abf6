package dev.millrace.flow;

import dev.millrace.valuestream.ReopenPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Divides an item's stretches into cycles: a late re-open begins the next one. */
final class Cycles {

    private Cycles() {}

    /** The stretches of each cycle, in order; a closed stretch belongs to the cycle it ends or interrupts. */
    static List<List<Span>> split(List<Span> spans, ReopenPolicy policy) {
        List<List<Span>> cycles = new ArrayList<>();
        List<Span> current = new ArrayList<>();
        for (Span span : spans) {
            boolean reopens =
                    !current.isEmpty() && current.get(current.size() - 1).closed() && !span.closed();
            if (reopens && !policy.extendsItem(Duration.between(stop(current), span.start()))) {
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

    /** When the last run of one closed kind began; the cycle must end closed. */
    static Instant stop(List<Span> cycle) {
        int i = cycle.size() - 1;
        while (i > 0 && cycle.get(i - 1).kind() == cycle.get(i).kind()) {
            i--;
        }
        return cycle.get(i).start();
    }
}
