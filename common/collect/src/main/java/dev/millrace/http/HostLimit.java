package dev.millrace.http;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a host has last said about one of its limits.
 *
 * @param host the host, with its port where that is not the scheme's own
 * @param name the limit, as the host calls it ({@code core}, {@code graphql}); empty if it has one only or names none
 * @param limit how many calls or points it allows per period, or null if it does not say; 0 is a host without limits
 * @param remaining how many are left, or null if it does not say
 * @param resetAt when it begins anew, by our clock, or null if it does not say
 * @param closedUntil until when it asked to be left alone, by our clock, or null if it never did
 * @param saidAt when it said so, by our clock
 */
public record HostLimit(
        String host,
        String name,
        @Nullable Long limit,
        @Nullable Long remaining,
        @Nullable Instant resetAt,
        @Nullable Instant closedUntil,
        Instant saidAt) {

    /** Validates. */
    public HostLimit {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(saidAt, "saidAt");
    }
}
