package dev.millrace.store;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.Knowledge;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the facts of a store stand, so that what changed since can be told.
 *
 * @param knowledge what was asked for then
 * @param retractedUntil retractions up to this instant, inclusive, are in it
 * @param horizon what had ended before it was pruned, or null if nothing was
 * @param prunings how often facts had been removed
 * @param places the newest of each table of facts, by the name of the table
 * @param later what is dated after as-of: it changes the answer when as-of comes there, without anything new being stored
 */
public record FactMark(
        Knowledge knowledge,
        Instant retractedUntil,
        @Nullable Instant horizon,
        long prunings,
        Map<String, Place> places,
        Set<ArtifactId> later) {

    /**
     * The newest of one table. A store that went back to a backup and went on differently has other ones.
     *
     * @param id the highest number of a row, 0 if there is none
     * @param recordedAt when that row was recorded, in milliseconds since 1970; 0 if there is none
     * @param retractedAt the latest retraction, likewise, or null if there is none
     */
    public record Place(long id, long recordedAt, @Nullable Long retractedAt) {}

    /** Copies the collections. */
    public FactMark {
        Objects.requireNonNull(knowledge, "knowledge");
        Objects.requireNonNull(retractedUntil, "retractedUntil");
        places = Map.copyOf(places);
        later = Set.copyOf(later);
    }
}
