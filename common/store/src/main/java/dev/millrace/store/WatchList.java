package dev.millrace.store;

import dev.millrace.facts.Watch;
import java.time.Instant;
import java.util.Map;

/**
 * The watch list of one source in figures. All instants are by our clock.
 *
 * @param source whose list
 * @param count how many artifacts are on it; at least one
 * @param byReason how many for which reason; reasons without any are left out
 * @param due how many of them are to be read again now
 * @param oldest since when the one is on it that is on it longest
 * @param lastVisit when any of them was last read
 * @param longestUnvisited when the one was last read whose last visit is furthest back
 */
public record WatchList(
        String source,
        long count,
        Map<Watch.Reason, Long> byReason,
        long due,
        Instant oldest,
        Instant lastVisit,
        Instant longestUnvisited) {

    /** Copies the map. */
    public WatchList {
        byReason = Map.copyOf(byReason);
    }
}
