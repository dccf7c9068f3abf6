package dev.millrace.http;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * How long one run may wait in total, for whatever reason. A run that would wait longer ends instead and can be resumed: better
 * than a process that sleeps through the night, unnoticed. One instance per run, shared by the transports of the run; safe for
 * use by several threads.
 */
public final class WaitAllowance {

    private final Duration ceiling;
    private final Sleeper sleeper;
    private final InstantSource clock;
    private final WaitListener listener;
    private Duration spent = Duration.ZERO;

    /**
     * A fresh allowance.
     *
     * @param ceiling the longest time the run may wait in total; zero means that it never waits
     * @param sleeper waits
     * @param clock the clock for the time of the next attempt
     * @param listener receives every wait
     */
    public WaitAllowance(Duration ceiling, Sleeper sleeper, InstantSource clock, WaitListener listener) {
        if (ceiling.isNegative()) {
            throw new IllegalArgumentException("a run cannot wait for " + ceiling);
        }
        this.ceiling = ceiling;
        this.sleeper = Objects.requireNonNull(sleeper, "sleeper");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    /**
     * Waits before a call.
     *
     * @throws ComeBackLaterException at once, if that would be more than the run may still wait
     * @throws HttpConnectionException if the thread is interrupted; its interrupt flag is set again
     */
    void await(HttpCall call, Duration duration, String reason) {
        if (duration.isZero() || duration.isNegative()) {
            return;
        }
        spend(call, duration, reason);
        listener.waiting(HostAddress.of(call.uri()), duration, reason);
        try {
            sleeper.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HttpConnectionException(
                    call,
                    HttpConnectionException.Kind.INTERRUPTED,
                    new InterruptedIOException("while waiting: " + reason));
        }
    }

    private synchronized void spend(HttpCall call, Duration duration, String reason) {
        Duration after = spent.plus(duration);
        if (after.compareTo(ceiling) > 0) {
            Instant notBefore = clock.instant().plus(duration);
            // rounded up, so that the next attempt is not early
            Instant shown = notBefore.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
            throw new ComeBackLaterException(
                    call + ": " + reason + ", which requests a pause of " + words(duration)
                            + "; a run waits " + words(ceiling) + " in total"
                            + (spent.isZero() ? "" : ", " + words(spent) + " are used up")
                            + ". Run it again at " + shown + " or later; it continues where it stopped.",
                    notBefore);
        }
        spent = after;
    }

    private static String words(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(2)) < 0) {
            return duration.plusMillis(999).toSeconds() + " s";
        }
        return duration.plusSeconds(59).toMinutes() + " min";
    }
}
