package dev.millrace.store;

import dev.millrace.model.Coverage;

/** What the collection of a source needs: a place for its facts, and the account of what it has shown and of what is to be read again. */
public interface SyncStore extends FactSink, CompleteListings, WatchLists {

    /**
     * Says until when what is collected was completely read, and from when on; that holds until it is said anew. A fact like any other:
     * what was known of it before stays known of that time.
     */
    void cover(Coverage coverage);

    /** The reconciliations of the sources of this store. */
    Reconciliations reconciliations();
}
