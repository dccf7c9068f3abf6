package dev.millrace.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * Work went from one to another between the start and the stop of an item.
 *
 * @param at when
 * @param kind between whom
 * @param waiting how long it waited from then on: to the end of the waiting it falls into or begins, or to the next hand-off; zero if
 *     it went on at once
 */
public record HandOff(Instant at, Kind kind, Duration waiting) {

    /** Between whom work was handed over. */
    public enum Kind {
        /** Another person is responsible. */
        PERSON,
        /** The work went to another team, as the definition divides it. */
        TEAM,
        /** The work continued in another tool, and in the same team as far as is known. */
        TOOL;

        /** The written form in exports. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Validates: a wait is not negative. */
    public HandOff {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(kind, "kind");
        if (waiting.isNegative()) {
            throw new IllegalArgumentException("a hand-off cannot cause " + waiting + " of waiting");
        }
    }
}
