package dev.millrace.flow;

import java.time.Duration;

/**
 * How the time between an item's start and its stop (or the report) divides. The five addends always sum to
 * {@link #elapsed}, to the millisecond.
 *
 * @param active somebody worked on it
 * @param waiting it waited
 * @param paused back before commitment
 * @param closedGap done or cancelled before a re-open
 * @param unmapped in a state the definition does not know
 */
public record FlowTotals(Duration active, Duration waiting, Duration paused, Duration closedGap, Duration unmapped) {

    /** Nothing yet. */
    public static final FlowTotals ZERO =
            new FlowTotals(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** Validates: no addend is negative. */
    public FlowTotals {
        if (active.isNegative()
                || waiting.isNegative()
                || paused.isNegative()
                || closedGap.isNegative()
                || unmapped.isNegative()) {
            throw new IllegalArgumentException("no part of a flow time is negative");
        }
    }

    /** The whole time between start and stop. */
    public Duration elapsed() {
        return active.plus(waiting).plus(paused).plus(closedGap).plus(unmapped);
    }
}
