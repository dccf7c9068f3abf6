package dev.millrace.model;

import java.time.Instant;
import java.util.Objects;

/**
 * The two instants every report is bound to. The same pair gives the same answer for ever, whatever is stored later.
 *
 * @param asOf what happened up to this instant, inclusive, by the sources' clocks
 * @param knownAt what was recorded up to this instant, inclusive, by our clock
 */
public record Knowledge(Instant asOf, Instant knownAt) {

    /** Validates. */
    public Knowledge {
        Objects.requireNonNull(asOf, "asOf");
        Objects.requireNonNull(knownAt, "knownAt");
    }
}
