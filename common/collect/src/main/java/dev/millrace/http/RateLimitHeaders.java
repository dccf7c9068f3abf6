package dev.millrace.http;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pause that a host requests: {@code Retry-After} (seconds or an HTTP date), else an exhausted
 * {@code X-RateLimit-Remaining} with its {@code -Reset}, else a {@link RateLimitField} of which nothing is left. A host without limits, which sends no such headers or 0 of 0, asks for
 * nothing.
 */
final class RateLimitHeaders {

    /** Jira Cloud has sent the names with a prefix for a time. */
    private static final List<String> PREFIXES =
            List.of("X-RateLimit-", "X-Beta-RateLimit-", "RateLimit-", "Beta-RateLimit-");

    private static final long LARGEST_DELTA_SECONDS = 1_000_000_000L;
    private static final long SMALLEST_EPOCH_MILLIS = 1_000_000_000_000L;

    /** Resets are exact to the second only, so the last second of a limit may still be running. */
    private static final Duration RESET_MARGIN = Duration.ofSeconds(1);

    private RateLimitHeaders() {}

    /**
     * A pause that a host requests.
     *
     * @param duration from now on
     * @param reason in a few words
     * @param ofResource whether only the limit that the answer counts against is used up
     */
    record Pause(Duration duration, String reason, boolean ofResource) {
        Pause(Duration duration, String reason) {
            this(duration, reason, false);
        }
    }

    /**
     * What an answer says of the limit it counts against.
     *
     * @param limit how many calls or points it allows per period, or null if it does not say
     * @param remaining how many are left, or null if it does not say
     * @param resetAt when it begins anew, by our clock, or null if it does not say
     */
    record Numbers(
            @Nullable Long limit,
            @Nullable Long remaining,
            @Nullable Instant resetAt) {}

    /** What the answer says of its limit; empty if it says nothing. */
    static Optional<Numbers> numbers(HttpReply reply, Instant now) {
        for (String prefix : PREFIXES) {
            Optional<Long> limit = number(reply, prefix + "Limit");
            Optional<Long> remaining = number(reply, prefix + "Remaining");
            if (limit.isPresent() || remaining.isPresent()) {
                return Optional.of(new Numbers(
                        limit.orElse(null),
                        remaining.orElse(null),
                        reply.headers()
                                .first(prefix + "Reset")
                                .flatMap(reset -> untilReset(reset.strip(), serverNow(reply, now)))
                                .map(now::plus)
                                .orElse(null)));
            }
        }
        return RateLimitField.tightest(reply)
                .map(field -> new Numbers(
                        field.limit(), field.remaining(), field.reset() == null ? null : now.plus(field.reset())));
    }

    /** The pause that the response requests, if any. */
    static Optional<Pause> pause(HttpReply reply, Instant now) {
        Optional<Pause> retryAfter = mayTellRetryAfter(reply.status()) ? retryAfter(reply, now) : Optional.empty();
        return retryAfter.or(() -> exhausted(reply, now));
    }

    /** Whether the answer is a refusal because of a limit, whatever its status. */
    static boolean refusedForLimit(HttpReply reply, Instant now) {
        return reply.status() == 429
                || (reply.status() == 403 && pause(reply, now).isPresent());
    }

    private static boolean mayTellRetryAfter(int status) {
        return status == 403 || status == 429 || status >= 500;
    }

    private static Optional<Pause> retryAfter(HttpReply reply, Instant now) {
        return reply.headers().first("Retry-After").map(String::strip).flatMap(value -> {
            Optional<Long> seconds = number(value);
            Optional<Duration> duration = seconds.isPresent()
                    ? seconds.map(Duration::ofSeconds)
                    : HttpReply.httpDate(value).map(until -> Duration.between(serverNow(reply, now), until));
            return duration.map(
                    d -> new Pause(d.isNegative() ? Duration.ZERO : d, "HTTP " + reply.status() + " with Retry-After"));
        });
    }

    private static Optional<Pause> exhausted(HttpReply reply, Instant now) {
        for (String prefix : PREFIXES) {
            Optional<Long> remaining = number(reply, prefix + "Remaining");
            Optional<Long> limit = number(reply, prefix + "Limit");
            boolean unlimited = limit.isPresent() && limit.get() == 0;
            if (remaining.isPresent() && remaining.get() == 0 && !unlimited) {
                return reply.headers()
                        .first(prefix + "Reset")
                        .flatMap(reset -> untilReset(reset.strip(), serverNow(reply, now)))
                        .filter(duration -> !duration.isNegative())
                        .map(duration -> new Pause(duration.plus(RESET_MARGIN), "rate limit used up", true));
            }
        }
        return RateLimitField.tightest(reply)
                .filter(field -> field.remaining() == 0 && (field.limit() == null || field.limit() > 0))
                .map(RateLimitField::reset)
                .map(reset -> new Pause(reset.plus(RESET_MARGIN), "rate limit used up", true));
    }

    /** GitHub writes epoch seconds, others seconds from now, epoch milliseconds or ISO 8601. */
    private static Optional<Duration> untilReset(String value, Instant serverNow) {
        Optional<Long> number = number(value);
        if (number.isEmpty()) {
            try {
                return Optional.of(Duration.between(serverNow, Instant.parse(value)));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
        long n = number.get();
        if (n < LARGEST_DELTA_SECONDS) {
            return Optional.of(Duration.ofSeconds(n));
        }
        Instant reset = n < SMALLEST_EPOCH_MILLIS ? Instant.ofEpochSecond(n) : Instant.ofEpochMilli(n);
        return Optional.of(Duration.between(serverNow, reset));
    }

    /** Instants of the server are compared with the server's own clock: ours may be minutes off. */
    private static Instant serverNow(HttpReply reply, Instant now) {
        return reply.serverTime().orElse(now);
    }

    private static Optional<Long> number(HttpReply reply, String header) {
        return reply.headers().first(header).flatMap(value -> number(value.strip()));
    }

    /** Bounded to 15 digits, so that no header makes a duration overflow. */
    private static Optional<Long> number(String value) {
        return value.matches("[0-9]{1,15}") ? Optional.of(Long.parseLong(value)) : Optional.empty();
    }
}
