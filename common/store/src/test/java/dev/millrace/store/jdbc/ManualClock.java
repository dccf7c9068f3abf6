package dev.millrace.store.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is told otherwise, and may be set back. */
public final class ManualClock implements InstantSource {

    private Instant now;

    public ManualClock(String now) {
        this.now = Instant.parse(now);
    }

    @Override
    public Instant instant() {
        return now;
    }

    public Instant advance(Duration by) {
        now = now.plus(by);
        return now;
    }

    void set(Instant instant) {
        now = instant;
    }
}
