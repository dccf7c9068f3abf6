package dev.millrace.view.item;

import dev.millrace.document.Document;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Explanation.Event;
import dev.millrace.model.Knowledge;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.view.Capture;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of one item.
 *
 * @param cycles its flow, first cycle first; at least one
 * @param stream the definition it follows
 * @param knowledge the two instants it is bound to
 * @param zone whose dates and times people read
 * @param events its events, if its figures are to be explained; else null
 * @param capture what its sources say of how much of it was captured
 * @param document the same in words, for outputs that people read
 */
public record ItemView(
        List<ItemFlow> cycles,
        ValueStream stream,
        Knowledge knowledge,
        ZoneId zone,
        @Nullable List<Event> events,
        Capture capture,
        Document document) {

    /** Validates: there is a cycle, and all are of one item and of that as-of. */
    public ItemView {
        cycles = List.copyOf(cycles);
        events = events == null ? null : List.copyOf(events);
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(capture, "capture");
        Objects.requireNonNull(document, "document");
        if (cycles.isEmpty()) {
            throw new IllegalArgumentException("an item without a cycle did not exist by then, and cannot be shown");
        }
        for (ItemFlow cycle : cycles) {
            if (!cycle.item().artifact().equals(cycles.get(0).item().artifact())
                    || !cycle.asOf().equals(knowledge.asOf())) {
                throw new IllegalArgumentException("all cycles must be of one item and as of " + knowledge.asOf());
            }
        }
    }

    /**
     * The view of an item.
     *
     * @param cycles its flow, first cycle first
     * @param stream the definition the flow was computed with
     * @param knowledge the two instants it was computed for
     * @param zone whose dates and times people read
     * @param capture what the sources of its chain say of how much of it was captured
     * @throws IllegalArgumentException if there is no cycle
     */
    public static ItemView of(
            List<ItemFlow> cycles, ValueStream stream, Knowledge knowledge, ZoneId zone, Capture capture) {
        return new ItemView(
                cycles,
                stream,
                knowledge,
                zone,
                null,
                capture,
                ItemDocument.of(cycles, stream, knowledge, zone, capture));
    }

    /** The same with every figure's formula and these events. */
    public ItemView with(List<Event> told) {
        return new ItemView(
                cycles, stream, knowledge, zone, told, capture, ItemReasons.added(document, cycles, told, zone));
    }

    /** The cycle it is in, or was in last. */
    public ItemFlow current() {
        return cycles.get(cycles.size() - 1);
    }
}
