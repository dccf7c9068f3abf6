package dev.millrace.buildcard;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An interval in which a build, or a step of it, waited.
 *
 * @param kind what it waited for
 * @param start when that began by the controller's clock, or null if that was not recorded
 * @param end when it ended, or null if it goes on or its end was not recorded
 * @param asked what it asked for: of an agent the label, of an input who may answer; null if that is not known. Hostile text
 */
public record Wait(
        Kind kind,
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable String asked) {

    /** What it waits for. */
    public enum Kind {
        /** A {@code node} step without an executor. */
        AGENT,
        /** An {@code input} step without an answer. */
        INPUT,
        /** The controller was down. */
        DOWNTIME,
        /** In the queue: the quiet period. */
        QUIET,
        /** In the queue: something has to end first, such as another build of the job. */
        BLOCKED,
        /** In the queue: ready to run, and no executor is free. */
        EXECUTOR;

        /** Whether it waits in the queue, before the build starts. */
        public boolean inQueue() {
            return this == QUIET || this == BLOCKED || this == EXECUTOR;
        }
    }

    /** Validates. */
    public Wait {
        Objects.requireNonNull(kind, "kind");
    }

    /** One that asks for nothing in particular, or not known for what. */
    public Wait(Kind kind, @Nullable Instant start, @Nullable Instant end) {
        this(kind, start, end, null);
    }

    /** The same from one instant to another. */
    public Wait between(@Nullable Instant from, @Nullable Instant to) {
        return new Wait(kind, from, to, asked);
    }

    /** From start to end; null while it goes on and where an end is unknown. */
    public @Nullable Duration length() {
        return start == null || end == null ? null : Duration.between(start, end);
    }
}
