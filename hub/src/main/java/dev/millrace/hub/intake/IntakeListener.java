package dev.millrace.hub.intake;

import dev.millrace.store.CommitResult;

/** Receives what the writer did, on the writer's thread. */
public interface IntakeListener {

    /**
     * A commit is through.
     *
     * @param posts how many posts it held
     * @param result what it changed
     * @param nanos how long it took, in nanoseconds
     */
    void stored(int posts, CommitResult result, long nanos);

    /** A post could not be stored. */
    void failed();
}
