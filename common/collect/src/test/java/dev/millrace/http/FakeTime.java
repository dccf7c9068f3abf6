package dev.millrace.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A clock that only sleeping moves, and that remembers every sleep. */
final class FakeTime implements InstantSource, Sleeper {

    static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private Instant now = START;
    private final List<Duration> sleeps = new ArrayList<>();

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void sleep(Duration duration) {
        sleeps.add(duration);
        now = now.plus(duration);
    }

    List<Duration> sleeps() {
        return sleeps;
    }

    Duration slept() {
        return sleeps.stream().reduce(Duration.ZERO, Duration::plus);
    }

    WaitAllowance allowing(Duration ceiling) {
        return new WaitAllowance(ceiling, this, this, (host, duration, reason) -> {});
    }
}
