package dev.millrace.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What every flow event has.
 *
 * @param id deterministic: the same fact read again has the same id
 * @param artifact what the event happened to
 * @param occurredAt when, by the source's clock, in whole milliseconds
 * @param sequence the source's own order among events of one instant (a Jira history id); 0 if it has none
 * @param actor who caused it, or null if the source does not say
 */
public record EventHeader(
        EventId id,
        ArtifactId artifact,
        Instant occurredAt,
        long sequence,
        @Nullable Actor actor) {

    /** Validates, and cuts the instant to milliseconds. */
    public EventHeader {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(artifact, "artifact");
        occurredAt = Require.millis(occurredAt, "occurredAt");
    }
}
