package dev.millrace.http;

import java.time.Duration;

/** Waits. Injected, so that a test of an hour's wait takes no time. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Returns when the time has passed.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    void sleep(Duration duration) throws InterruptedException;

    /** Really waits. */
    static Sleeper real() {
        return duration -> Thread.sleep(duration.toMillis());
    }
}
