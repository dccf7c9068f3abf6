package dev.millrace.http;

import java.time.Duration;

/** Receives every wait before it begins, so that a waiting program does not look like a hanging one. */
@FunctionalInterface
public interface WaitListener {

    /**
     * A call waits.
     *
     * @param host the host of the call
     * @param duration for how long
     * @param reason why, in a few words
     */
    void waiting(String host, Duration duration, String reason);
}
