package dev.millrace.app.sync;

import dev.millrace.collect.SyncListener;

/** Shows how far a sync is. */
@FunctionalInterface
public interface SyncObserver {

    /**
     * A source begins.
     *
     * @param source its id
     * @return follows the source until it is closed
     */
    Progress begin(String source);

    /** Follows one source. */
    interface Progress extends SyncListener, AutoCloseable {

        /** The source has ended. */
        @Override
        default void close() {}
    }
}
