package dev.millrace.store;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a source stands.
 *
 * @param cursor how far its collector has come
 * @param movedAt when it last came any further, by our clock; empty if that was before stores kept it
 */
public record CursorPlace(Cursor cursor, Optional<Instant> movedAt) {

    /** Validates. */
    public CursorPlace {
        Objects.requireNonNull(cursor, "cursor");
        Objects.requireNonNull(movedAt, "movedAt");
    }
}
