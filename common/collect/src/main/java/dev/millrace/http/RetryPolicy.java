package dev.millrace.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and how soon a call is repeated.
 *
 * @param attempts how often a call is sent in all, at least once
 * @param firstDelay the pause before the first repetition; doubles with every further one
 * @param longestDelay the limit of the doubling; a longer Retry-After of a server is obeyed
 */
public record RetryPolicy(int attempts, Duration firstDelay, Duration longestDelay) {

    private static final int MAX_DOUBLINGS = 20;

    /** Validates. */
    public RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("a call is sent at least once, not " + attempts + " times");
        }
        if (firstDelay.isNegative() || longestDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException(
                    "delays must not be negative nor shrink: " + firstDelay + ", " + longestDelay);
        }
    }

    /** Seven attempts, after 1, 2, 4, 8, 16 and 32 s: a restart of the server is survived. */
    public static RetryPolicy standard() {
        return new RetryPolicy(7, Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    /**
     * The pause before repetition number {@code repetition} (from 1): somewhere in the upper half of the doubled delay, so that
     * clients that failed together do not come back together.
     */
    Duration delay(int repetition, RandomGenerator random) {
        long longest = longestDelay.toMillis();
        long first = firstDelay.toMillis();
        int doublings = Math.min(repetition - 1, MAX_DOUBLINGS);
        long full = first > longest >> doublings ? longest : first << doublings;
        return Duration.ofMillis(full / 2 + (full < 2 ? full : random.nextLong(full - full / 2 + 1)));
    }
}
