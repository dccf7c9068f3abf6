package dev.millrace.metrics.portfolio;

import dev.millrace.flow.FlowTotals;
import dev.millrace.model.ArtifactId;
import dev.millrace.valuestream.ItemType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The item-time inside the window of the items that have an initiative, a type and a team in common. Every item is in one cell.
 *
 * @param top the highest that they are part of; null if they are part of nothing that is captured
 * @param type their type at the stop, or as of the report while they are open
 * @param team the name of their team; null if the definition says none
 * @param time their time between start and stop that lies inside the window, by what it was
 * @param items how many of them touch the window
 * @param waitingUnknown how many that stopped in the window have no flow efficiency: what counts as active may have been waiting
 */
public record EffortCell(
        @Nullable ArtifactId top,
        ItemType type,
        @Nullable String team,
        FlowTotals time,
        long items,
        long waitingUnknown) {

    /** Validates. */
    public EffortCell {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(time, "time");
    }
}
