package dev.millrace.collect;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.LedgerEntry;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
 * @param stop why the source cannot be read on behind this page, for a user; empty if it can. What the page says is stored all the
 *     same, and the next run goes on from {@code nextState}
 * @param census how many the source says there are of what it shows, as a line of the ledger; what it says of captured is only
 *     what passed by, and is replaced by what is stored wherever an account is kept of that. Empty if this page does not know it
 */
public record SourcePage(
        FactBatch facts,
        String nextState,
        boolean last,
        long done,
        OptionalLong total,
        List<SyncProblem> problems,
        Optional<String> stop,
        Optional<LedgerEntry> census) {

    /** Validates: counts are not negative. */
    public SourcePage {
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(nextState, "nextState");
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(stop, "stop");
        Objects.requireNonNull(census, "census");
        problems = List.copyOf(problems);
        if (done < 0 || total.orElse(0) < 0) {
            throw new IllegalArgumentException("a page covers no negative number of items: " + done + " of " + total);
        }
    }

    /** A page behind which the source can be read on, or that is the last. */
    public SourcePage(
            FactBatch facts,
            String nextState,
            boolean last,
            long done,
            OptionalLong total,
            List<SyncProblem> problems) {
        this(facts, nextState, last, done, total, problems, Optional.empty(), Optional.empty());
    }

    /** A page behind which the source cannot be read on, though it has not come to its end. */
    public static SourcePage stopping(
            FactBatch facts, String nextState, long done, List<SyncProblem> problems, String why) {
        return new SourcePage(
                facts, nextState, false, done, OptionalLong.empty(), problems, Optional.of(why), Optional.empty());
    }

    /** The same page, with a census. */
    public SourcePage with(LedgerEntry counted) {
        return new SourcePage(facts, nextState, last, done, total, problems, stop, Optional.of(counted));
    }
}
