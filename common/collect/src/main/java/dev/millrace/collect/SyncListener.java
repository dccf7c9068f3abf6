package dev.millrace.collect;

import dev.millrace.http.WaitListener;
import java.time.Duration;

/** Receives the progress of a run. Every method does nothing unless it is overridden. */
public interface SyncListener extends WaitListener {

    /** A page was stored. */
    default void page(SyncProgress progress) {}

    /** An item could not be captured as it is; the run goes on. */
    default void problem(SyncProblem problem) {}

    /** The run waits, because of a rate limit or before repeating a call; see {@link WaitListener}. */
    @Override
    default void waiting(String host, Duration duration, String reason) {}

    /** Wants to know nothing. */
    static SyncListener silent() {
        return new SyncListener() {};
    }
}
