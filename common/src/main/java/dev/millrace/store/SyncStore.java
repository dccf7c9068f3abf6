package dev.millrace.store;

/** What the collection of a source needs: a place for its facts, and the account of what it has shown and of what is to be read again. */
public interface SyncStore extends FactSink, CompleteListings, WatchLists {

    /** The sweeps of the sources of this store. */
    Sweeps sweeps();
}
