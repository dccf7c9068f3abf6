package dev.millrace.store;

import dev.millrace.facts.Watch;
import dev.millrace.model.ArtifactId;
import java.time.Instant;

/**
 * An artifact on the watch list of a source.
 *
 * @param artifact the artifact
 * @param handle what the source asks for it by
 * @param reason why it is there
 * @param since since when, by our clock
 * @param visitedAt when it was last read, by our clock
 */
public record Watched(ArtifactId artifact, String handle, Watch.Reason reason, Instant since, Instant visitedAt) {

    /** How its source asks for it. */
    public InventoryEntry entry() {
        return new InventoryEntry(artifact, handle);
    }
}
