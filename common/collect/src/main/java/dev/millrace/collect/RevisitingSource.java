package dev.millrace.collect;

import dev.millrace.facts.FactBatch;
import dev.millrace.facts.Watch;
import dev.millrace.model.ArtifactId;
import dev.millrace.store.InventoryEntry;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A source that can read single items again, whether it reports a change or not. It names these items itself, by the
 * {@link FactBatch#watches} of its pages.
 */
public interface RevisitingSource extends Source {

    /**
     * What a visit saw.
     *
     * @param facts what the items are now; says of each that is still to be read again that it is
     * @param absent those that the tool says it does not have; nothing is concluded from that alone
     * @param problems items that could not be captured as they are in the source
     */
    record Revisit(FactBatch facts, Set<ArtifactId> absent, List<SyncProblem> problems) {

        /** Copies the collections. */
        public Revisit {
            absent = Set.copyOf(absent);
            problems = List.copyOf(problems);
        }
    }

    /** How many items are requested at once. */
    int visitsAtOnce();

    /** How many items one run may read again: what bounds its cost. The others' turn comes in the next run. */
    int visitsPerRun();

    /** Why an item that is to be read again is read by the next run; for another reason only by the next that reconciles, once a day. */
    default Set<Watch.Reason> visitedByEachRun() {
        return EnumSet.allOf(Watch.Reason.class);
    }

    /**
     * Reads items again.
     *
     * @param items at most {@link #visitsAtOnce}
     * @throws dev.millrace.http.HttpException if the tool gave no usable answer
     * @throws SourceException if they cannot be read for another reason
     */
    Revisit visit(List<InventoryEntry> items);
}
