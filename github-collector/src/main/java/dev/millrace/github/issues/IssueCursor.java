package dev.millrace.github.issues;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SourceException;
import dev.millrace.github.api.GitHubJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the issues of a repository are read.
 *
 * @param mark issues are read that were updated from this instant on; null for all
 * @param newest the latest update that this pass has met, or null before the first
 * @param after the cursor of the next page; null for the first
 * @param done how many issues this pass has read
 */
record IssueCursor(
        @Nullable Instant mark,
        @Nullable Instant newest,
        @Nullable String after,
        long done) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static final IssueCursor START = new IssueCursor(null, null, null, 0);

    /** Behind a page. */
    IssueCursor behind(@Nullable String next, @Nullable Instant latest, long more) {
        return new IssueCursor(mark, latest == null ? newest : latest, next, done + more);
    }

    /** The beginning of the next pass. */
    IssueCursor end() {
        return new IssueCursor(newest == null ? mark : newest, null, null, 0);
    }

    static IssueCursor parse(String state) {
        try {
            JsonNode json = JSON.readTree(state);
            return new IssueCursor(
                    GitHubJson.instant(json, "mark").orElse(null),
                    GitHubJson.instant(json, "newest").orElse(null),
                    GitHubJson.text(json, "after").orElse(null),
                    json.path("done").asLong());
        } catch (JsonProcessingException | GitHubJson.FieldException e) {
            throw new SourceException("the stored position in the issues is unreadable; run millrace sync --refresh");
        }
    }

    @Override
    public String toString() {
        ObjectNode json = JSON.createObjectNode();
        json.put("mark", mark == null ? null : mark.toString());
        json.put("newest", newest == null ? null : newest.toString());
        json.put("after", after);
        json.put("done", done);
        return json.toString();
    }
}
