package dev.millrace.store;

import java.util.Objects;

/**
 * How far a collector has come with one source.
 *
 * @param source names the source, such as {@code jira:apache/issues}
 * @param state the collector's own words, never more than it needs to go on; no secrets
 */
public record Cursor(String source, String state) {

    /** Validates: the source has a name. */
    public Cursor {
        Objects.requireNonNull(state, "state");
        if (Objects.requireNonNull(source, "source").isBlank()) {
            throw new IllegalArgumentException("a cursor names its source");
        }
    }
}
