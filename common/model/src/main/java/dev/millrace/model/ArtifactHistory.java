package dev.millrace.model;

import java.util.List;
import java.util.Objects;

/**
 * One artifact with all that is known of it up to some instant.
 *
 * @param snapshot its fields as last read
 * @param events its events in the order of {@link EventOrder}
 * @param gaps the ledger's lines that say something of it is missing; empty if it is complete
 */
public record ArtifactHistory(ArtifactSnapshot snapshot, List<FlowEvent> events, List<LedgerEntry> gaps) {

    /** Validates that every event is of this artifact; arranges the events. */
    public ArtifactHistory {
        Objects.requireNonNull(snapshot, "snapshot");
        for (FlowEvent event : events) {
            if (!event.artifact().equals(snapshot.artifact())) {
                throw new IllegalArgumentException(event.id() + " is no event of " + snapshot.artifact());
            }
        }
        events = EventOrder.of(events);
        gaps = List.copyOf(gaps);
    }

    /** Whose history this is. */
    public ArtifactId artifact() {
        return snapshot.artifact();
    }
}
