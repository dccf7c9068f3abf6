package dev.millrace.github.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a list of GitHub's to its promise: behind a page that is not the last there is a cursor, and one that was not there before.
 * Where it breaks that, there is no next page, and asking again and again would only burn the budget of the token.
 */
public final class CursorTrail {

    private final Set<String> asked = new HashSet<>();

    /**
     * What is wrong with the way on behind a page; empty if the list ends there, or goes on.
     *
     * @param list what it is a list of, in the plural
     * @param after the cursor that the page was asked for with; null for the first page, with which a list begins anew
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
