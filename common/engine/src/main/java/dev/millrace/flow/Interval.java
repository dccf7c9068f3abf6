package dev.millrace.flow;

import dev.millrace.valuestream.StageKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An interval in which nothing changes for an item, before its cycles are known.
 *
 * @param start its first instant
 * @param end the first instant after it
 * @param own the item's own visit meanwhile
 * @param decisive the visit that decides what the interval counts as
 * @param rule which rule made it decisive
 * @param blocked the rule by which something blocks the item meanwhile, or null
 */
record Interval(
        Instant start,
        Instant end,
        Visit own,
        Visit decisive,
        FlowRule rule,
        @Nullable FlowRule blocked) {

    /** The kind of the decisive stage; null in a state the definition does not know. */
    @Nullable StageKind kind() {
        return decisive.stage() == null ? null : decisive.stage().kind();
    }

    boolean closed() {
        StageKind kind = kind();
        return kind != null && kind.closed();
    }

    /** Whether the item is committed to. Only a stage commits; a flag or a link alone does not. */
    boolean inFlow() {
        StageKind kind = kind();
        return kind != null && kind.inFlow();
    }
}
