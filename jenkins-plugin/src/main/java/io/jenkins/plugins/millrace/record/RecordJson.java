package io.jenkins.plugins.millrace.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.buildcard.BuildRecord;
import dev.millrace.buildcard.CommitRecord;
import dev.millrace.buildcard.DeployRecord;
import dev.millrace.buildcard.HeadRecord;
import dev.millrace.buildcard.Related;
import dev.millrace.buildcard.StageRecord;
import dev.millrace.buildcard.Wait;
import dev.millrace.model.Actor;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A build record as JSON: one object, instants as epoch milliseconds, what is unknown left out. The number {@code schema}
 * comes first; a reader refuses a number that it does not know, so that a downgraded plugin reads no half-understood file.
 */
public final class RecordJson {

    /** The form that this code writes, and the only one so far. */
    static final int SCHEMA = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordJson() {}

    /** The record as UTF-8 JSON. */
    public static byte[] write(BuildRecord build) {
        ObjectNode json = JSON.createObjectNode();
        json.put("schema", SCHEMA);
        json.put("controller", build.controller());
        json.put("job", build.job());
        json.put("number", build.number());
        put(json, "scheduledAt", build.scheduledAt());
        json.put("displayName", encodable(build.displayName()));
        json.put("url", build.url());
        put(json, "queuedAt", build.queuedAt());
        put(json, "startedAt", build.startedAt());
        put(json, "endedAt", build.endedAt());
        put(json, "result", build.result());
        texts(json, "causes", build.causes());
        put(json, "branch", build.branch());
        array(json, "heads", build.heads(), (node, head) -> {
            texts(node, "remotes", head.remotes());
            node.put("id", encodable(head.id()));
        });
        array(json, "commits", build.commits(), (node, commit) -> {
            node.put("id", encodable(commit.id()));
            node.put("title", encodable(commit.title()));
            put(node, "at", commit.at());
        });
        texts(json, "issueKeys", build.issueKeys());
        json.put("pipeline", build.pipeline());
        array(json, "stages", build.stages(), RecordJson::put);
        array(json, "waitsOutside", build.waitsOutside(), RecordJson::put);
        texts(json, "troubles", build.troubles());
        texts(json, "upstream", build.related().upstream());
        texts(json, "pullRequests", build.related().pullRequests());
        texts(json, "artifacts", build.related().artifacts());
        Actor startedBy = build.related().startedBy();
        put(json, "startedBy", startedBy == null ? null : startedBy.pseudonym());
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain nodes can be written", e);
        }
    }

    /**
     * Reads back what {@link #write} wrote.
     *
     * @throws IOException if it is no such JSON; the message says what is wrong with which field
     */
    public static BuildRecord read(byte[] bytes) throws IOException {
        JsonNode json = JSON.readTree(bytes);
        int schema = json.path("schema").asInt();
        if (schema != SCHEMA) {
            throw new IOException(
                    "field schema is " + json.path("schema") + ", and this version of Millrace reads only " + SCHEMA);
        }
        try {
            return new BuildRecord(
                    need(json, "controller").asText(),
                    need(json, "job").asText(),
                    need(json, "number").asInt(),
                    Instant.ofEpochMilli(need(json, "scheduledAt").asLong()),
                    need(json, "displayName").asText(),
                    need(json, "url").asText(),
                    instant(json, "queuedAt"),
                    instant(json, "startedAt"),
                    instant(json, "endedAt"),
                    text(json, "result"),
                    list(json, "causes", JsonNode::asText),
                    text(json, "branch"),
                    list(
                            json,
                            "heads",
                            head -> new HeadRecord(
                                    list(head, "remotes", JsonNode::asText),
                                    need(head, "id").asText())),
                    list(
                            json,
                            "commits",
                            commit -> new CommitRecord(
                                    need(commit, "id").asText(),
                                    need(commit, "title").asText(),
                                    instant(commit, "at"))),
                    list(json, "issueKeys", JsonNode::asText),
                    need(json, "pipeline").asBoolean(),
                    list(json, "stages", RecordJson::stage),
                    list(json, "waitsOutside", RecordJson::wait),
                    list(json, "troubles", JsonNode::asText),
                    new Related(
                            list(json, "upstream", JsonNode::asText),
                            list(json, "pullRequests", JsonNode::asText),
                            list(json, "artifacts", JsonNode::asText),
                            person(text(json, "startedBy"))));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static @Nullable Actor person(@Nullable String pseudonym) {
        return pseudonym == null ? null : new Actor(pseudonym, Actor.Type.HUMAN);
    }

    private static void put(ObjectNode node, StageRecord stage) {
        node.put("id", stage.id());
        put(node, "parent", stage.parentId());
        node.put("kind", stage.kind().name());
        node.put("name", encodable(stage.name()));
        put(node, "start", stage.start());
        put(node, "end", stage.end());
        put(node, "result", stage.result());
        put(node, "skipped", stage.skipped());
        if (stage.synthetic()) {
            node.put("synthetic", true);
        }
        array(node, "waits", stage.waits(), RecordJson::put);
        if (stage.retries() > 0) {
            node.put("retries", stage.retries());
        }
        DeployRecord deployment = stage.deployment();
        if (deployment != null) {
            ObjectNode deploys = node.putObject("deploys");
            put(deploys, "environment", deployment.environment());
            put(deploys, "service", deployment.service());
            put(deploys, "version", deployment.version());
            put(deploys, "artifact", deployment.artifact());
        }
    }

    private static StageRecord stage(JsonNode json) {
        return new StageRecord(
                need(json, "id").asText(),
                text(json, "parent"),
                StageRecord.Kind.valueOf(need(json, "kind").asText()),
                need(json, "name").asText(),
                instant(json, "start"),
                instant(json, "end"),
                text(json, "result"),
                text(json, "skipped"),
                json.path("synthetic").asBoolean(),
                list(json, "waits", RecordJson::wait),
                json.path("retries").asInt(),
                deployment(json.path("deploys")));
    }

    private static @Nullable DeployRecord deployment(JsonNode json) {
        return json.isObject()
                ? new DeployRecord(
                        need(json, "environment").asText(),
                        text(json, "service"),
                        text(json, "version"),
                        text(json, "artifact"))
                : null;
    }

    private static void put(ObjectNode node, Wait wait) {
        node.put("kind", wait.kind().name());
        put(node, "start", wait.start());
        put(node, "end", wait.end());
        put(node, "asked", wait.asked());
    }

    private static Wait wait(JsonNode json) {
        return new Wait(
                Wait.Kind.valueOf(need(json, "kind").asText()),
                instant(json, "start"),
                instant(json, "end"),
                text(json, "asked"));
    }

    private static void put(ObjectNode node, String field, @Nullable Instant value) {
        if (value != null) {
            node.put(field, value.toEpochMilli());
        }
    }

    private static void put(ObjectNode node, String field, @Nullable String value) {
        if (value != null) {
            node.put(field, encodable(value));
        }
    }

    private static void texts(ObjectNode node, String field, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = node.putArray(field);
            values.forEach(value -> array.add(encodable(value)));
        }
    }

    private static <T> void array(ObjectNode node, String field, List<T> values, BiConsumer<ObjectNode, T> put) {
        if (!values.isEmpty()) {
            ArrayNode array = node.putArray(field);
            values.forEach(value -> put.accept(array.addObject(), value));
        }
    }

    private static JsonNode need(JsonNode json, String field) {
        JsonNode value = json.get(field);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("field " + field + " is missing");
        }
        return value;
    }

    private static @Nullable String text(JsonNode json, String field) {
        JsonNode value = json.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }

    private static @Nullable Instant instant(JsonNode json, String field) {
        JsonNode value = json.get(field);
        return value == null || !value.isNumber() ? null : Instant.ofEpochMilli(value.asLong());
    }

    private static <T> List<T> list(JsonNode json, String field, Function<JsonNode, T> read) {
        List<T> list = new ArrayList<>();
        json.path(field).forEach(each -> list.add(read.apply(each)));
        return list;
    }

    /** UTF-8 has no form for half of a surrogate pair, and a Pipeline can put one into a name. */
    public static String encodable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> out.appendCodePoint(
                        c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '\uFFFD' : c));
        return out.toString();
    }
}
