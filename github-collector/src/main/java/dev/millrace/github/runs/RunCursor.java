package dev.millrace.github.runs;

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
 * How far the runs of a repository are read. A pass goes from its begin back in time, through windows of creation that hold no more
 * runs than GitHub lists.
 *
 * @param mark the begin of the last pass that reached its end; null before the first
 * @param etag of the newest runs at that begin, for a request that costs nothing if nothing changed; null if there is none
 * @param deep when the last pass began that looked for repeated runs of the last 30 days; null before the first
 * @param jobsFrom older runs than this are read without the queue times of their jobs; null before the first pass
 * @param began the begin of the pass that goes on; null between passes
 * @param since runs are read that were updated from this instant on; null for all
 * @param floor down to where it goes; null for the beginning
 * @param to the newest instant of the window
 * @param seconds how long the window is; 0 for all down to the floor
 * @param page of the window
 * @param skip how many of the page are done
 * @param done how many runs the pass has read
 * @param met how many runs the pass was shown
 * @param lost how many runs the pass was not shown although GitHub counts them
 */
record RunCursor(
        @Nullable Instant mark,
        @Nullable String etag,
        @Nullable Instant deep,
        @Nullable Instant jobsFrom,
        @Nullable Instant began,
        @Nullable Instant since,
        @Nullable Instant floor,
        Instant to,
        long seconds,
        int page,
        int skip,
        long done,
        long met,
        long lost) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static final RunCursor START =
            new RunCursor(null, null, null, null, null, null, null, Instant.EPOCH, 0, 1, 0, 0, 0, 0);

    /** The begin of a pass. */
    RunCursor begin(Instant now, @Nullable Instant down, boolean isDeep, @Nullable String newEtag, Instant jobs) {
        return new RunCursor(
                mark,
                newEtag,
                isDeep ? now : deep,
                jobsFrom == null ? jobs : jobsFrom,
                now,
                isDeep ? deep : mark,
                down,
                now,
                0,
                1,
                0,
                0,
                0,
                0);
    }

    /** Behind a pass. */
    RunCursor end() {
        return new RunCursor(began, etag, deep, jobsFrom, null, null, null, Instant.EPOCH, 0, 1, 0, 0, 0, 0);
    }

    /** Nothing has changed since the last pass. */
    RunCursor unchanged(Instant now) {
        return new RunCursor(now, etag, deep, jobsFrom, null, null, null, Instant.EPOCH, 0, 1, 0, 0, 0, 0);
    }

    /** The window with another length. */
    RunCursor ofSeconds(long length) {
        return new RunCursor(mark, etag, deep, jobsFrom, began, since, floor, to, length, 1, 0, done, met, lost);
    }

    /** Further down the same page. */
    RunCursor behind(int position, long more) {
        return new RunCursor(
                mark, etag, deep, jobsFrom, began, since, floor, to, seconds, page, position, done + more, met, lost);
    }

    /** The next page of the window. */
    RunCursor nextPage(int shown) {
        return new RunCursor(
                mark, etag, deep, jobsFrom, began, since, floor, to, seconds, page + 1, 0, done, met + shown, lost);
    }

    /** The next window. */
    RunCursor nextWindow(Instant newest, long length, int shown, long missing) {
        return new RunCursor(
                mark,
                etag,
                deep,
                jobsFrom,
                began,
                since,
                floor,
                newest,
                length,
                1,
                0,
                done,
                met + shown,
                lost + missing);
    }

    /** The oldest instant of the window; null for the beginning. */
    @Nullable Instant from() {
        if (seconds == 0) {
            return floor;
        }
        Instant from = to.minusSeconds(seconds - 1);
        return floor != null && floor.isAfter(from) ? floor : from;
    }

    static RunCursor parse(String state) {
        try {
            JsonNode json = JSON.readTree(state);
            return new RunCursor(
                    instant(json, "mark"),
                    GitHubJson.text(json, "etag").orElse(null),
                    instant(json, "deep"),
                    instant(json, "jobsFrom"),
                    instant(json, "began"),
                    instant(json, "since"),
                    instant(json, "floor"),
                    Optional.ofNullable(instant(json, "to")).orElse(Instant.EPOCH),
                    json.path("seconds").asLong(),
                    json.path("page").asInt(1),
                    json.path("skip").asInt(),
                    json.path("done").asLong(),
                    json.path("met").asLong(),
                    json.path("lost").asLong());
        } catch (JsonProcessingException | GitHubJson.FieldException e) {
            throw new SourceException(
                    "the stored position in the workflow runs is unreadable; run millrace sync --refresh");
        }
    }

    private static @Nullable Instant instant(JsonNode json, String field) {
        return GitHubJson.instant(json, field).orElse(null);
    }

    @Override
    public String toString() {
        ObjectNode json = JSON.createObjectNode();
        json.put("mark", text(mark));
        json.put("etag", etag);
        json.put("deep", text(deep));
        json.put("jobsFrom", text(jobsFrom));
        json.put("began", text(began));
        json.put("since", text(since));
        json.put("floor", text(floor));
        json.put("to", text(to));
        json.put("seconds", seconds);
        json.put("page", page);
        json.put("skip", skip);
        json.put("done", done);
        json.put("met", met);
        json.put("lost", lost);
        return json.toString();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
