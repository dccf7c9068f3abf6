package dev.millrace.app.sync;

import dev.millrace.app.UserError;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a sync takes, in which order, and when it stops before its end. What it stored stays, and the next one continues.
 *
 * @param extent how much is read again
 * @param first a pull request to read before everything else
 * @param longestWait how long the run may wait for limits of a host, in total
 * @param requests how many requests it may send; empty for any number
 */
public record SyncLimits(
        SyncExtent extent, Optional<PullRequestName> first, Duration longestWait, OptionalLong requests) {

    /** Longer than any rate limit with a reset in minutes; a run that would wait longer ends and can be resumed. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /**
     * A pull request.
     *
     * @param repository its repository, {@code owner/name}
     * @param number its number
     */
    public record PullRequestName(String repository, int number) {

        private static final Pattern KEY = Pattern.compile("([A-Za-z0-9._-]+/[A-Za-z0-9._-]+)#(\\d{1,9})");

        /**
         * Of its key.
         *
         * @throws UserError if that is not {@code owner/name#12}
         */
        public static PullRequestName parse(String key) {
            Matcher matcher = KEY.matcher(key);
            if (!matcher.matches()) {
                throw UserError.usage("a pull request is written owner/name#12, but this is " + key);
            }
            return new PullRequestName(matcher.group(1), Integer.parseInt(matcher.group(2)));
        }
    }

    /** Checks for null. */
    public SyncLimits {
        Objects.requireNonNull(extent, "extent");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(longestWait, "longestWait");
        Objects.requireNonNull(requests, "requests");
    }

    /** So much, in the usual order, as patiently as it takes. */
    public static SyncLimits of(SyncExtent extent) {
        return new SyncLimits(extent, Optional.empty(), PATIENCE, OptionalLong.empty());
    }
}
