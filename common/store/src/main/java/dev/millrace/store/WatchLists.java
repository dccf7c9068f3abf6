package dev.millrace.store;

import dev.millrace.facts.FactBatch;
import dev.millrace.facts.Watch;
import java.util.List;
import java.util.Set;

/**
 * What is unfinished and is to be read again by itself. All methods throw {@link StoreException} if the store cannot be read or
 * written.
 */
public interface WatchLists {

    /**
     * What is on the watch list of the source, as the {@link FactBatch#watches} of its commits said, and is to be read again by now:
     * what is due for longest first. Due is a visit an hour after the one before, and later the longer it is on the list.
     *
     * @param reasons why it is on the list; what is there for another reason is left out
     */
    List<Watched> dueVisits(String source, Set<Watch.Reason> reasons, int atMost);

    /** The watch lists that are not empty, ordered by source. */
    List<WatchList> watchLists();
}
