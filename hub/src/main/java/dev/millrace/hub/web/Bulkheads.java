package dev.millrace.hub.web;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** Holds each kind of work to its bound: one request more is refused at once, and never waits. Safe for many threads. */
final class Bulkheads {

    private static final Duration COME_BACK = Duration.ofSeconds(2);

    private final Map<Work, Semaphore> free = new EnumMap<>(Work.class);

    Bulkheads() {
        for (Work work : Work.values()) {
            free.put(work, new Semaphore(work.atOnce()));
        }
    }

    /**
     * Takes a place.
     *
     * @return gives the place back; a second call does nothing
     * @throws ProblemException 503 if all places of this kind are taken
     */
    Runnable enter(Work work) {
        Semaphore places = Objects.requireNonNull(free.get(work), "places");
        if (!places.tryAcquire()) {
            throw new ProblemException(
                    ProblemDetails.busy("the hub already serves its maximum of requests of this kind", COME_BACK));
        }
        AtomicBoolean left = new AtomicBoolean();
        return () -> {
            if (left.compareAndSet(false, true)) {
                places.release();
            }
        };
    }
}
