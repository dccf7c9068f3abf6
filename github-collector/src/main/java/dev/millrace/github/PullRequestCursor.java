package dev.millrace.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SourceException;
import dev.millrace.github.api.GitHubJson;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the pull requests of a repository are read.
 *
 * @param pass which pass this is
 * @param after GitHub's cursor inside the pass, or null at its beginning
 * @param mark all that changed before this instant is read; null if there was nothing
 * @param nextMark the mark when this pass will have ended
 * @param done how many this run has covered
 * @param known how many different ones were ever read
 * @param highest the highest number read before this pass
 * @param highestSeen the highest number read at all
 */
record PullRequestCursor(
        Pass pass,
        @Nullable String after,
        @Nullable Instant mark,
        @Nullable Instant nextMark,
        long done,
        long known,
        long highest,
        long highestSeen) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The first pass of an earlier version, which went the other way: a cursor of it means nothing now. */
    private static final String OLDEST_FIRST = "ALL";

    /** The passes, see {@link PullRequestSource}. */
    enum Pass {
        /** The first: all of them, newest first. */
        FIRST,
        /** What changed during the first, newest first; in the same run. */
        MEANWHILE,
        /** What changed since the last run, newest first. */
        CHANGES
    }

    /** The beginning of the first pass. */
    static PullRequestCursor start(Optional<Instant> latestChange) {
        return new PullRequestCursor(Pass.FIRST, null, null, latestChange.orElse(null), 0, 0, 0, 0);
    }

    /** The beginning of the next pass, for what has changed since this one began. */
    PullRequestCursor next() {
        Pass next = pass == Pass.FIRST ? Pass.MEANWHILE : Pass.CHANGES;
        return new PullRequestCursor(
                next,
                null,
                nextMark == null ? mark : nextMark,
                null,
                next == Pass.MEANWHILE ? done : 0,
                known,
                highestSeen,
                highestSeen);
    }

    /** The same page, to be requested again; the known time for the next pass is kept. */
    PullRequestCursor marked(Optional<Instant> laterMark) {
        return new PullRequestCursor(pass, after, mark, laterMark.orElse(null), done, known, highest, highestSeen);
    }

    static PullRequestCursor parse(String state) {
        try {
            JsonNode json = JSON.readTree(state);
            if (json.path("pass").asText().equals(OLDEST_FIRST)) {
                return start(GitHubJson.instant(json, "nextMark"));
            }
            return new PullRequestCursor(
                    Pass.valueOf(json.path("pass").asText()),
                    GitHubJson.text(json, "after").orElse(null),
                    GitHubJson.instant(json, "mark").orElse(null),
                    GitHubJson.instant(json, "nextMark").orElse(null),
                    json.path("done").asLong(),
                    json.path("known").asLong(),
                    json.path("highest").asLong(),
                    json.path("highestSeen").asLong());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new SourceException(
                    "the stored position in the pull requests is unreadable; run millrace sync --refresh");
        }
    }

    @Override
    public String toString() {
        ObjectNode json = JSON.createObjectNode();
        json.put("pass", pass.name());
        json.put("after", after);
        json.put("mark", mark == null ? null : mark.toString());
        json.put("nextMark", nextMark == null ? null : nextMark.toString());
        json.put("done", done);
        json.put("known", known);
        json.put("highest", highest);
        json.put("highestSeen", highestSeen);
        return json.toString();
    }
}
