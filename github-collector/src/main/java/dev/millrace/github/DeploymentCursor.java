package dev.millrace.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SourceException;
import dev.millrace.github.api.GitHubJson;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far the deployments of a repository are read.
 *
 * @param mark statuses are read of what was updated from this instant on; null for all
 * @param nextMark the mark of the next run, or null before the first page of this one
 * @param dealt the ids of those that this run has read the statuses of. By id, and not by a place in the list: nothing says in which
 *     order GitHub lists them
 * @param again the ids of those that the last run could not read: this one reads them whatever their time says
 * @param failed the ids of those that this run could not read
 * @param missing how many fewer the last run met than GitHub counts
 */
record DeploymentCursor(
        @Nullable Instant mark,
        @Nullable Instant nextMark,
        SortedSet<Long> dealt,
        SortedSet<Long> again,
        SortedSet<Long> failed,
        long missing) {

    private static final ObjectMapper JSON = new ObjectMapper();

    DeploymentCursor {
        dealt = Collections.unmodifiableSortedSet(new TreeSet<>(dealt));
        again = Collections.unmodifiableSortedSet(new TreeSet<>(again));
        failed = Collections.unmodifiableSortedSet(new TreeSet<>(failed));
    }

    static DeploymentCursor start() {
        return new DeploymentCursor(null, null, new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), 0);
    }

    /** How many this run has read the statuses of. */
    long done() {
        return dealt.size();
    }

    /**
     * The beginning of the next run. If deployments are missing, it reads everything again: one that was deleted while the list was
     * read moves another over the edge of a page. If the same number is missing again, nothing can be done about it.
     */
    DeploymentCursor next(long nowMissing) {
        boolean all = nowMissing > 0 && nowMissing != missing;
        return new DeploymentCursor(all ? null : nextMark, null, new TreeSet<>(), failed, new TreeSet<>(), nowMissing);
    }

    static DeploymentCursor parse(String state) {
        try {
            JsonNode json = JSON.readTree(state);
            return new DeploymentCursor(
                    GitHubJson.instant(json, "mark").orElse(null),
                    GitHubJson.instant(json, "nextMark").orElse(null),
                    ids(json.path("dealt").asText("")),
                    ids(json.path("again").asText("")),
                    ids(json.path("failed").asText("")),
                    json.path("missing").asLong());
        } catch (JsonProcessingException | NumberFormatException e) {
            throw new SourceException(
                    "the stored position in the deployments is unreadable; run millrace sync --refresh");
        }
    }

    /** Each by how much it is greater than the one before it, for a repository may have ten thousands. */
    private static SortedSet<Long> ids(String written) {
        SortedSet<Long> ids = new TreeSet<>();
        long id = 0;
        for (String step : written.isEmpty() ? new String[0] : written.split(" ", -1)) {
            id += Long.parseLong(step, Character.MAX_RADIX);
            ids.add(id);
        }
        return ids;
    }

    private static String written(SortedSet<Long> ids) {
        StringJoiner steps = new StringJoiner(" ");
        long before = 0;
        for (long id : ids) {
            steps.add(Long.toString(id - before, Character.MAX_RADIX));
            before = id;
        }
        return steps.toString();
    }

    @Override
    public String toString() {
        ObjectNode json = JSON.createObjectNode();
        json.put("mark", mark == null ? null : mark.toString());
        json.put("nextMark", nextMark == null ? null : nextMark.toString());
        json.put("dealt", written(dealt));
        json.put("again", written(again));
        json.put("failed", written(failed));
        json.put("missing", missing);
        return json.toString();
    }
}
