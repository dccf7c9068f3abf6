package dev.millrace.jira;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a site said of itself the last time it was requested, kept with the cursor: a run that finds no news needs no more than its
 * search.
 *
 * @param cloud whether it is a Jira Cloud
 * @param site the address at which people open its issues
 * @param fields its custom fields
 * @param linkTypes its answer about types of links, or null if no changelog has named a link yet
 * @param at the site's clock when it said so, in epoch milliseconds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record KnownSite(
        boolean cloud,
        String site,
        JiraFields fields,
        @Nullable JsonNode linkTypes,
        long at) {

    /** An administrator's changes, such as a new flag field, are seen a day later at most. */
    private static final Duration GOOD_FOR = Duration.ofDays(1);

    KnownSite {
        Objects.requireNonNull(site, "site");
        Objects.requireNonNull(fields, "fields");
    }

    /** Whether it may be believed at that time of the site's clock. */
    boolean isFresh(Instant now) {
        return now.toEpochMilli() >= at && now.toEpochMilli() < at + GOOD_FOR.toMillis();
    }
}
