package dev.millrace.http;

import java.time.Duration;

/** Told of every wait before it begins, so that a program that waits does not look like one that hangs. */
@FunctionalInterface
public interface WaitListener {

    /**
     * A call waits.
     *
     * @param host the host that is asked
     * @param duration for how long
     * @param reason why, in a few words
     */
    void waiting(String host, Duration duration, String reason);
}
