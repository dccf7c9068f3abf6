package dev.millrace.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SourceException;
import dev.millrace.github.api.GitHubJson;
import org.jspecify.annotations.Nullable;

/**
 * How far the default branch of a repository is read.
 *
 * @param complete the commit whose whole history is read, or null if none is
 * @param target the commit that is being read up to, or null between runs
 * @param repository the repository's full name as GitHub wrote it when the run began
 * @param branch the default branch's name when the run began
 * @param after GitHub's cursor inside the history of {@code target}, if {@code complete} is null
 * @param page the number of the page of the comparison with {@code complete}, from 1
 * @param done how many commits this run has read
 * @param known how many commits the runs before have read
 */
record CommitCursor(
        @Nullable String complete,
        @Nullable String target,
        String repository,
        String branch,
        @Nullable String after,
        int page,
        long done,
        long known) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static CommitCursor start() {
        return new CommitCursor(null, null, "", "", null, 1, 0, 0);
    }

    /** Sets out for that commit. */
    CommitCursor towards(String head, String inRepository, String onBranch) {
        return new CommitCursor(complete, head, inRepository, onBranch, null, 1, 0, known);
    }

    /** Reads the whole history of the target, since it cannot be compared with what is known. */
    CommitCursor fromScratch() {
        return new CommitCursor(null, target, repository, branch, null, 1, 0, 0);
    }

    /** One page further. */
    CommitCursor behind(@Nullable String nextAfter, int commits) {
        return new CommitCursor(complete, target, repository, branch, nextAfter, page + 1, done + commits, known);
    }

    /** The target is reached. */
    CommitCursor arrived() {
        return new CommitCursor(target, null, repository, branch, null, 1, 0, known + done);
    }

    static CommitCursor parse(String state) {
        try {
            JsonNode json = JSON.readTree(state);
            return new CommitCursor(
                    GitHubJson.text(json, "complete").orElse(null),
                    GitHubJson.text(json, "target").orElse(null),
                    json.path("repository").asText(""),
                    json.path("branch").asText(""),
                    GitHubJson.text(json, "after").orElse(null),
                    json.path("page").asInt(1),
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
        json.put("repository", repository);
        json.put("branch", branch);
        json.put("after", after);
        json.put("page", page);
        json.put("done", done);
        json.put("known", known);
        return json.toString();
    }
}
