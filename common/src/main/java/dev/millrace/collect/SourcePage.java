package dev.millrace.collect;

import dev.millrace.store.FactBatch;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * One page of a source, and where it goes on.
 *
 * @param facts what the page says
 * @param nextState the state behind the page; behind the last page, the state from which the next run takes what is new
 * @param last whether the run ends with this page
 * @param done how many items this run has covered, this page included; 0 in a run that found nothing
 * @param total how many items the run will cover, if the source says so
 * @param problems items of this page that could not be captured as they are in the source
 */
public record SourcePage(
        FactBatch facts, String nextState, boolean last, long done, OptionalLong total, List<SyncProblem> problems) {

    /** Validates: counts are not negative. */
    public SourcePage {
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(nextState, "nextState");
        Objects.requireNonNull(total, "total");
        problems = List.copyOf(problems);
        if (done < 0 || total.orElse(0) < 0) {
            throw new IllegalArgumentException("a page covers no negative number of items: " + done + " of " + total);
        }
    }
}
