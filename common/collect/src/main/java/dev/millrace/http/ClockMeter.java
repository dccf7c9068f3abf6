package dev.millrace.http;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Measures on the way how far the clocks of hosts are from ours, by the Date header of their answers. That names whole seconds, and
 * the answer was made at some moment between call and answer, so each answer gives bounds; those of several are cut together.
 */
public final class ClockMeter implements HttpTransport {

    /**
     * How far a host's clock is ahead of ours: at least and at most. Negative where it is behind.
     *
     * @param host the host
     * @param atLeast the lower bound
     * @param atMost the upper bound
     */
    public record Skew(String host, Duration atLeast, Duration atMost) {
        /** Validates. */
        public Skew {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(atLeast, "atLeast");
            Objects.requireNonNull(atMost, "atMost");
        }

        /** How far the clocks are apart at least, whichever is ahead. */
        public Duration certain() {
            if (!atLeast.isNegative()) {
                return atLeast;
            }
            return atMost.isNegative() ? atMost.negated() : Duration.ZERO;
        }
    }

    private final HttpTransport next;
    private final InstantSource clock;
    private final Map<String, Skew> skews = new TreeMap<>();

    /**
     * Around another transport.
     *
     * @param clock ours
     */
    public ClockMeter(HttpTransport next, InstantSource clock) {
        this.next = Objects.requireNonNull(next, "next");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public HttpReply send(HttpCall call) {
        Instant before = clock.instant();
        HttpReply reply = next.send(call);
        Instant after = clock.instant();
        reply.serverTime().ifPresent(date -> learn(reply.uri(), date, before, after));
        return reply;
    }

    /** What was measured, by host; nothing of hosts that sent no date. */
    public synchronized List<Skew> skews() {
        return new ArrayList<>(skews.values());
    }

    private synchronized void learn(URI uri, Instant date, Instant before, Instant after) {
        String host = HostAddress.of(uri);
        Skew measured = new Skew(
                host,
                Duration.between(after, date),
                Duration.between(before, date).plusSeconds(1));
        skews.merge(host, measured, ClockMeter::both);
    }

    /** An answer out of a cache may be old: bounds that exclude each other say that the younger answer is right. */
    private static Skew both(Skew one, Skew other) {
        Duration low = one.atLeast().compareTo(other.atLeast()) > 0 ? one.atLeast() : other.atLeast();
        Duration high = one.atMost().compareTo(other.atMost()) < 0 ? one.atMost() : other.atMost();
        if (low.compareTo(high) <= 0) {
            return new Skew(one.host(), low, high);
        }
        return one.atMost().compareTo(other.atMost()) > 0 ? one : other;
    }
}
