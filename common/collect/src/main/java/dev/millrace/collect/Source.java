package dev.millrace.collect;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Something facts are read from, page by page. All that a source needs to go on lies in the state it hands out with each page:
 * another process must be able to go on from it.
 */
public interface Source {

    /** Names the source for the store and for people, such as {@code jira:apache/issues}; the same in every run. */
    String id();

    /**
     * Reads the page behind that state.
     *
     * @param state what the page before handed out, in this run or in an earlier one that was broken off or ended; empty if the
     *     source was never read
     * @throws dev.millrace.http.HttpException if the tool gave no usable answer
     * @throws SourceException if the source cannot be read for another reason
     */
    SourcePage read(Optional<String> state);

    /**
     * What a complete reading does not claim: a tool may show a change that late. So much before its begin is all known that the source
     * shows.
     */
    default Duration margin() {
        return Duration.ofMinutes(10);
    }

    /** Identifies what is read: another configuration of the source has another value. */
    default String scope() {
        return "";
    }

    /** The first instant of which a reading that began then shows all; empty if it shows everything since the beginning. */
    default Optional<Instant> from(Instant begun) {
        return Optional.empty();
    }
}
