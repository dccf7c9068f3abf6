package dev.millrace.store;

import dev.millrace.model.ArtifactKind;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How much a store holds. Nothing is ever deleted, so what was replaced or retracted counts, too.
 *
 * @param bytes what it takes on the disk
 * @param schema the version of its schema
 * @param artifacts how many of each kind were ever captured or named by a link; kinds that never were are not there
 * @param events how many events were stored
 * @param links how many links were stored
 * @param ledgerLines how many lines of the completeness ledger were stored
 */
public record StoreSize(
        long bytes, int schema, Map<ArtifactKind, Long> artifacts, long events, long links, long ledgerLines) {

    /** Copies the map. */
    public StoreSize {
        artifacts = Map.copyOf(artifacts);
    }

    /** The counts by kind, in the order of kinds. */
    public Map<ArtifactKind, Long> sortedArtifacts() {
        return new TreeMap<>(artifacts);
    }

    /** How many bytes the store takes for each event, rounded up; empty as long as there is none. */
    public Optional<Long> bytesPerEvent() {
        return events == 0 ? Optional.empty() : Optional.of((bytes + events - 1) / events);
    }
}
