package dev.millrace.git;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SourceException;
import org.jspecify.annotations.Nullable;

/**
 * How far the history of a branch is read.
 *
 * @param complete the commit whose whole history is read, or null if none is
 * @param target the commit that is being read up to, or null between runs
 * @param branch the branch when the run began
 * @param done how many commits this run has read
 * @param known how many the runs before have read
 */
record GitCursor(@Nullable String complete, @Nullable String target, String branch, long done, long known) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static GitCursor start() {
        return new GitCursor(null, null, "", 0, 0);
    }

    /** Sets out for that commit. */
    GitCursor towards(String head, String onBranch) {
        return new GitCursor(complete, head, onBranch, 0, known);
    }

    /** Reads the whole history: the one that was read is not there any more. */
    GitCursor fromScratch() {
        return new GitCursor(null, target, branch, 0, 0);
    }

    GitCursor behind(int commits) {
        return new GitCursor(complete, target, branch, done + commits, known);
    }

    /** The target is reached. */
    GitCursor arrived() {
        return new GitCursor(target, null, branch, 0, known + done);
    }

    static GitCursor parse(String state) {
        try {
            JsonNode json = JSON.readTree(state);
            return new GitCursor(
                    json.path("complete").asText(null),
                    json.path("target").asText(null),
                    json.path("branch").asText(""),
                    json.path("done").asLong(),
                    json.path("known").asLong());
        } catch (JsonProcessingException e) {
            throw new SourceException("the stored position in the commits is unreadable; run millrace sync --refresh");
        }
    }

    @Override
    public String toString() {
        ObjectNode json = JSON.createObjectNode();
        json.put("complete", complete);
        json.put("target", target);
        json.put("branch", branch);
        json.put("done", done);
        json.put("known", known);
        return json.toString();
    }
}
