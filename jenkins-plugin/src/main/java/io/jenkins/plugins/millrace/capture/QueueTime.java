package io.jenkins.plugins.millrace.capture;

import dev.millrace.buildcard.Wait;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * An item's time in the queue.
 *
 * @param entered when it entered
 * @param waits what it waited for, in order; empty if that was not seen
 */
record QueueTime(Instant entered, List<Wait> waits) {
    /** Validates; copies the list. */
    QueueTime {
        Objects.requireNonNull(entered, "entered");
        waits = List.copyOf(waits);
    }
}
