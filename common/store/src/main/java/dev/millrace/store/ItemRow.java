package dev.millrace.store;

import dev.millrace.model.ArtifactId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item as a report reads it.
 *
 * @param item its id
 * @param team the name of the team that it belongs to; null if the definition says none
 * @param services what it changes, one a line
 * @param validFrom the row holds for reports from this instant on
 * @param validUntil and up to this one, inclusive
 * @param body its flows, encoded
 */
@SuppressWarnings("ArrayRecordComponent") // rows are read once and never compared
public record ItemRow(
        ArtifactId item, @Nullable String team, String services, Instant validFrom, Instant validUntil, byte[] body) {}
