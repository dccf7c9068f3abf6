package dev.millrace.github.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the paging of a GitHub list: every page but the last has a cursor, and each cursor is new.
 * Otherwise there is no next page, and further requests would only use up the budget of the token.
 */
public final class CursorTrail {

    private final Set<String> asked = new HashSet<>();

    /**
     * What is wrong with the way on behind a page; empty if the list ends there, or goes on.
     *
     * @param list what it is a list of, in the plural
     * @param after the cursor of the request; null for the first page, with which a list begins anew
     * @param pageInfo what GitHub says of the way on
     */
    public Optional<String> broken(String list, @Nullable String after, JsonNode pageInfo) {
        if (after == null) {
            asked.clear();
        } else {
            asked.add(after);
        }
        if (!pageInfo.path("hasNextPage").asBoolean()) {
            return Optional.empty();
        }
        Optional<String> next = GitHubJson.text(pageInfo, "endCursor");
        if (next.isEmpty()) {
            return Optional.of("GitHub reports more " + list
                    + ", but returns no cursor to continue from (hasNextPage without endCursor)");
        }
        return next.filter(asked::contains)
                .map(cursor -> "GitHub reports more " + list
                        + ", but returns a cursor that came before, so the list has no end");
    }
}
