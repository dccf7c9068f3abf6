package dev.millrace.metrics.portfolio;

import dev.millrace.flow.ItemFlow;
import dev.millrace.model.ArtifactId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One cycle of one item, and what it is part of.
 *
 * @param flow the cycle
 * @param holders the epic, its initiative, and so on upwards; empty if it is part of nothing that is captured
 * @param parentMissing whether it names a parent that is not captured
 * @param team the name of its team; null if the definition says none
 */
public record HeldFlow(
        ItemFlow flow,
        List<ArtifactId> holders,
        boolean parentMissing,
        @Nullable String team) {

    /** Copies the list. */
    public HeldFlow {
        Objects.requireNonNull(flow, "flow");
        holders = List.copyOf(holders);
    }

    /** The highest that it is part of; null if it is part of nothing. */
    @Nullable ArtifactId top() {
        return holders.isEmpty() ? null : holders.get(holders.size() - 1);
    }
}
