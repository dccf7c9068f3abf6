package dev.millrace.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code RateLimit} field of the IETF draft with its {@code RateLimit-Policy}, in which Jira Cloud reports its points, for a
 * time as {@code Beta-RateLimit}: {@code "name";r=left;t=seconds} per limit, or in older drafts
 * {@code limit=, remaining=, reset=}.
 *
 * @param limit how many there are, or null if no policy of that name says
 * @param remaining how many are left
 * @param reset until when, or null if it does not say
 */
record RateLimitField(
        @Nullable Long limit, long remaining, @Nullable Duration reset) {

    private static final List<String> NAMES = List.of("RateLimit", "Beta-RateLimit", "X-Beta-RateLimit", "X-RateLimit");
    private static final Pattern ITEM =
            Pattern.compile("\\s*(\"[^\"]{0,200}\"|[A-Za-z0-9_.:/*-]{1,200})((?:;[^,\"]*)*)");
    private static final Pattern PARAMETER =
            Pattern.compile("(?:^|[;,\\s])([a-z]{1,10})\\s*=\\s*(\\d{1,15})(?=$|[;,\\s])");

    /** The limit of which the least is left; of two that are used up the one that lasts longer. Empty if the answer has none. */
    static Optional<RateLimitField> tightest(HttpReply reply) {
        for (String name : NAMES) {
            Optional<String> field = reply.headers().first(name);
            if (field.isPresent()) {
                String policy = reply.headers().first(name + "-Policy").orElse("");
                return entries(field.get(), policy).stream()
                        .min(Comparator.comparingLong(RateLimitField::remaining)
                                .thenComparing(entry -> entry.reset() == null
                                        ? Duration.ZERO
                                        : entry.reset().negated()));
            }
        }
        return Optional.empty();
    }

    private static List<RateLimitField> entries(String field, String policy) {
        Long remaining = parameter(field, "remaining");
        if (remaining != null) {
            return List.of(
                    new RateLimitField(parameter(field, "limit"), remaining, seconds(parameter(field, "reset"))));
        }
        List<RateLimitField> entries = new ArrayList<>();
        Matcher items = ITEM.matcher(field);
        while (items.find()) {
            Long left = parameter(items.group(2), "r");
            if (left != null) {
                entries.add(new RateLimitField(
                        quota(policy, items.group(1)), left, seconds(parameter(items.group(2), "t"))));
            }
        }
        return entries;
    }

    private static @Nullable Long quota(String policy, String name) {
        Matcher items = ITEM.matcher(policy);
        while (items.find()) {
            if (items.group(1).equals(name)) {
                return parameter(items.group(2), "q");
            }
        }
        return null;
    }

    private static @Nullable Long parameter(String text, String name) {
        Matcher found = PARAMETER.matcher(text);
        while (found.find()) {
            if (found.group(1).equals(name)) {
                return Long.valueOf(found.group(2));
            }
        }
        return null;
    }

    private static @Nullable Duration seconds(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }
}
