package dev.millrace.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SourceException;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the deployed commits off the default branch are read.
 *
 * @param unreadable those that GitHub does not have, or whose history does not meet the default branch: they are not requested again
 * @param failed those that could not be read in this run
 * @param done how many this run has read
 * @param known how many the runs before have read
 */
record DeployedCommitCursor(List<String> unreadable, List<String> failed, long done, long known) {

    private static final int MOST = 2_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    DeployedCommitCursor {
        unreadable = List.copyOf(unreadable);
        failed = List.copyOf(failed);
    }

    static DeployedCommitCursor start() {
        return new DeployedCommitCursor(List.of(), List.of(), 0, 0);
    }

    /** One more was read. */
    DeployedCommitCursor read() {
        return new DeployedCommitCursor(unreadable, failed, done + 1, known);
    }

    /** One more cannot be read, now or later; of many the latest are remembered. */
    DeployedCommitCursor unreadable(String commit) {
        List<String> more = plus(unreadable, commit);
        return new DeployedCommitCursor(
                more.subList(Math.max(0, more.size() - MOST), more.size()), failed, done, known);
    }

    /** One more could not be read in this run. */
    DeployedCommitCursor failed(String commit) {
        return new DeployedCommitCursor(unreadable, plus(failed, commit), done, known);
    }

    /** The beginning of the next run. */
    DeployedCommitCursor next() {
        return new DeployedCommitCursor(unreadable, List.of(), 0, known + done);
    }

    private static List<String> plus(List<String> some, String one) {
        List<String> more = new ArrayList<>(some);
        more.add(one);
        return more;
    }

    static DeployedCommitCursor parse(String state) {
        try {
            JsonNode json = JSON.readTree(state);
            return new DeployedCommitCursor(
                    texts(json.path("unreadable")),
                    texts(json.path("failed")),
                    json.path("done").asLong(),
                    json.path("known").asLong());
        } catch (JsonProcessingException e) {
            throw new SourceException(
                    "the stored position in the deployed commits is unreadable; run millrace sync --refresh");
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    @Override
    public String toString() {
        ObjectNode json = JSON.createObjectNode();
        put(json.putArray("unreadable"), unreadable);
        put(json.putArray("failed"), failed);
        json.put("done", done);
        json.put("known", known);
        return json.toString();
    }

    private static void put(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
