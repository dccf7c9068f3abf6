package dev.millrace.app.sync;

import dev.millrace.app.Completeness;
import java.util.List;

/**
 * What became of a sync.
 *
 * @param sources what became of each source, in the order in which they were collected
 * @param newLinks how many links between artifacts were found that had not been known
 * @param requests how many requests were sent to the tools, repeated ones included
 */
public record SyncOutcome(List<SourceResult> sources, long newLinks, long requests) {

    /** Copies the list. */
    public SyncOutcome {
        sources = List.copyOf(sources);
    }

    /** How much was done: as much as of the worst source. */
    public Completeness completeness() {
        return Completeness.worst(
                sources.stream().map(SourceResult::completeness).toList());
    }
}
