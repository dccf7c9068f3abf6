package dev.millrace.collect;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactId;
import dev.millrace.store.InventoryEntry;
import java.util.List;
import java.util.Set;

/**
 * A source that can be asked for single items again, whether it says that they changed or not. Which ones it says itself, by the
 * {@link FactBatch#watches} of what it reads.
 */
public interface RevisitingSource extends Source {

    /**
     * What a visit saw.
     *
     * @param facts what the items are now; says of each that is still to be read again that it is
     * @param absent those that the tool says it does not have; nothing is concluded from that alone
     * @param problems items that could not be captured as they are in the source
     */
    record Visit(FactBatch facts, Set<ArtifactId> absent, List<SyncProblem> problems) {

        /** Copies the collections. */
        public Visit {
            absent = Set.copyOf(absent);
            problems = List.copyOf(problems);
        }
    }

    /** How many items are asked for at once. */
    int visitsAtOnce();

    /** How many items one run may read again: what bounds its cost. The others' turn comes in the next run. */
    int visitsPerRun();

    /**
     * Reads items again.
     *
     * @param items at most {@link #visitsAtOnce}
     * @throws dev.millrace.http.HttpException if the tool gave no usable answer
     * @throws SourceException if they cannot be read for another reason
     */
    Visit visit(List<InventoryEntry> items);
}
