package dev.millrace.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SourceException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the deployments of a repository are read.
 *
 * @param mark statuses are read of what was updated from this instant on; null for all
 * @param nextMark the mark of the next run, or null before the first page of this one
 * @param below the id of the last deployment this run has dealt with, or null at its beginning; lists go from new to old
 * @param listed how many deployments this run has met
 * @param done how many of them it has read the statuses of
 * @param missing how many fewer the last run met than GitHub counts
 */
record DeploymentCursor(
        @Nullable Instant mark,
        @Nullable Instant nextMark,
        @Nullable Long below,
        long listed,
        long done,
        long missing) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static DeploymentCursor start() {
        return new DeploymentCursor(null, null, null, 0, 0, 0);
    }

    /**
     * The beginning of the next run. If deployments are missing, it reads everything again: one that was deleted while the list was
     * read moves another over the edge of a page. If the same number is missing again, nothing can be done about it.
     */
    DeploymentCursor next(long nowMissing) {
        boolean again = nowMissing > 0 && nowMissing != missing;
        return new DeploymentCursor(again ? null : nextMark, null, null, 0, 0, nowMissing);
    }

    static DeploymentCursor parse(String state) {
        try {
            JsonNode json = JSON.readTree(state);
            return new DeploymentCursor(
                    Wire.instant(json, "mark").orElse(null),
                    Wire.instant(json, "nextMark").orElse(null),
                    json.path("below").isIntegralNumber()
                            ? (Long) json.path("below").longValue()
                            : null,
                    json.path("listed").asLong(),
                    json.path("done").asLong(),
                    json.path("missing").asLong());
        } catch (JsonProcessingException e) {
            throw new SourceException("the stored position in the deployments is unreadable; sync this source afresh");
        }
    }

    @Override
    public String toString() {
        ObjectNode json = JSON.createObjectNode();
        json.put("mark", mark == null ? null : mark.toString());
        json.put("nextMark", nextMark == null ? null : nextMark.toString());
        json.put("below", below);
        json.put("listed", listed);
        json.put("done", done);
        json.put("missing", missing);
        return json.toString();
    }
}
