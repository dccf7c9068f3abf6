package dev.millrace.hub.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The request rate of each client: a token bucket. The number of clients is bounded; the least recently seen one is
 * removed first, and begins with a full bucket again.
 */
public final class RateLimit {

    private static final int MAX_CLIENTS = 10_000;
    private static final double NANOS = 1e9;

    private record Bucket(double requests, Instant at) {}

    private final double perSecond;
    private final double burst;
    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_CLIENTS;
        }
    };

    /**
     * A limit.
     *
     * @param perSecond how many requests a second on average; more than 0
     * @param burst how many at once after a pause; at least 1
     */
    public RateLimit(double perSecond, double burst, InstantSource clock) {
        if (!(perSecond > 0) || !(burst >= 1)) {
            throw new IllegalArgumentException("a rate limit lets some requests pass");
        }
        this.perSecond = perSecond;
        this.burst = burst;
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Takes one request of that client; empty if it may pass, otherwise after how long to come back. */
    public synchronized Optional<Duration> take(String client) {
        Instant now = clock.instant();
        Bucket bucket = buckets.getOrDefault(client, new Bucket(burst, now));
        double seconds = Math.max(0, Duration.between(bucket.at(), now).toNanos() / NANOS);
        double requests = Math.min(burst, bucket.requests() + seconds * perSecond);
        if (requests >= 1) {
            buckets.put(client, new Bucket(requests - 1, now));
            return Optional.empty();
        }
        buckets.put(client, new Bucket(requests, now));
        return Optional.of(Duration.ofNanos((long) Math.ceil((1 - requests) / perSecond * NANOS)));
    }
}
