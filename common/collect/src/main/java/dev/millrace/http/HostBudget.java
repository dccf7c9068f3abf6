package dev.millrace.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pause that one host has requested. Safe for use by several threads. */
final class HostBudget {

    private @Nullable Instant closedUntil;
    private String reason = "";

    /** The host requests a pause until then; a shorter pause does not replace a longer one. */
    synchronized void close(Instant until, String why) {
        if (closedUntil == null || until.isAfter(closedUntil)) {
            closedUntil = until;
            reason = why;
        }
    }

    /** How long to wait from now on, and why; empty if the host may be called. */
    synchronized Optional<RateLimitHeaders.Pause> pause(Instant now) {
        if (closedUntil == null || !closedUntil.isAfter(now)) {
            return Optional.empty();
        }
        return Optional.of(new RateLimitHeaders.Pause(Duration.between(now, closedUntil), reason));
    }
}
