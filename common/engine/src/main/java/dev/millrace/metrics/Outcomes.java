package dev.millrace.metrics;

import dev.millrace.model.Reason;
import java.util.List;

/**
 * What became of a figure over all items that stopped in the window: how many have a value, and how many have none, and why.
 *
 * @param measured items with a value; only these are in percentiles and sums
 * @param open items whose value still grows
 * @param others items without a value, by state and reason; only reasons that occurred, in a fixed order
 */
public record Outcomes(long measured, long open, List<Count> others) {

    /**
     * Items without a value for one reason.
     *
     * @param state unknown, not applicable or contradictory
     * @param code the reason
     * @param n how many items
     */
    public record Count(FigureState state, Reason.Code code, long n) {}

    /** Copies the list. */
    public Outcomes {
        others = List.copyOf(others);
    }

    /** All items. */
    public long total() {
        return measured + open + others.stream().mapToLong(Count::n).sum();
    }

    /** Items in that state. */
    public long in(FigureState state) {
        return switch (state) {
            case MEASURED -> measured;
            case OPEN -> open;
            case UNKNOWN, NOT_APPLICABLE, CONTRADICTORY ->
                others.stream()
                        .filter(count -> count.state() == state)
                        .mapToLong(Count::n)
                        .sum();
        };
    }
}
