package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.http.HttpReply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The requests to a Jira, in either dialect. Implementations page in their own way and return their position as text. An issue
 * is the JSON of REST v2 with its whole changelog.
 *
 * <p>All methods throw {@link dev.millrace.http.HttpException} if there is no usable answer.
 */
interface JiraClient {

    /** How many issues every dialect gives by id at once. */
    int AT_ONCE = 50;

    /** How many issues a list requests per page. */
    int LISTED = 1_000;

    /**
     * A page of issues.
     *
     * @param issues what was not on the page before
     * @param next where the next page begins; empty if there is none
     * @param done how many issues lie up to the end of this page
     * @param total how many there are, if the site says so
     * @param answeredAt the server's clock, if known
     * @param namesAccount whether the answer names the account that it was given to
     */
    record Page(
            List<JsonNode> issues,
            Optional<String> next,
            long done,
            OptionalLong total,
            Optional<Instant> answeredAt,
            boolean namesAccount) {

        /** Where Jira puts the account: Cloud, and what stands for the same at old sites. */
        private static final List<String> ACCOUNT = List.of("X-AACCOUNTID", "X-AUSERNAME");

        /** Whether a reply names the account that it was given to. */
        static boolean namesAccount(HttpReply reply) {
            return ACCOUNT.stream()
                    .flatMap(name -> reply.headers().first(name).stream())
                    .anyMatch(account -> !account.isBlank() && !account.equalsIgnoreCase("anonymous"));
        }
    }

    /**
     * The page of issues at a place. A page of news can be longer than the configured size.
     *
     * @param jql what to look for
     * @param position what the page before gave as {@code next}; empty for the first page
     */
    Page search(Jql jql, JiraFields fields, Optional<String> position);

    /**
     * The same page as {@link #search} gives, but of each issue no more than its id, key and creation.
     *
     * @param jql what to look for
     * @param position what the page before gave as {@code next}; empty for the first page
     */
    Page outline(Jql jql, Optional<String> position);

    /**
     * The page of the list of issues at a place: the same as a search, but of each issue no more than its id, key and creation.
     *
     * @param jql what to look for
     * @param position what the page before gave as {@code next}; empty for the first page
     */
    Page list(Jql jql, Optional<String> position);

    /**
     * Several issues by id, at most {@link #AT_ONCE}, in any order. One that is not among them may exist all the same: request it alone.
     */
    List<JsonNode> issues(List<String> ids, JiraFields fields);

    /** One issue by id or key; empty if there is none (any more) that we may see. */
    Optional<JsonNode> issue(String idOrKey, JiraFields fields);
}
