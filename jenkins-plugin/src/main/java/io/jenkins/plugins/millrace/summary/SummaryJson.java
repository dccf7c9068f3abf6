package io.jenkins.plugins.millrace.summary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.metrics.pipeline.TimedBuild;
import dev.millrace.metrics.pipeline.TimedDeployment;
import dev.millrace.metrics.pipeline.TimedStage;
import io.jenkins.plugins.millrace.record.RecordJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A build in numbers as one line of JSON: times in milliseconds, what is unknown left out, a stage by its name and the index of its parent. */
final class SummaryJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SummaryJson() {}

    static String write(TimedBuild build) {
        ObjectNode json = JSON.createObjectNode();
        json.put("number", build.number());
        put(json, "scheduledAt", build.scheduledAt());
        put(json, "startedAt", build.startedAt());
        put(json, "endedAt", build.endedAt());
        json.put("result", build.result());
        put(json, "queue", build.queue());
        put(json, "agent", build.agent());
        put(json, "input", build.input());
        ArrayNode stages = json.putArray("stages");
        Map<List<String>, Integer> places = new HashMap<>();
        for (TimedStage stage : build.stages()) {
            ObjectNode node = stages.addObject();
            List<String> path = stage.path();
            Integer parent = places.get(path.subList(0, path.size() - 1));
            if (parent != null) {
                node.put("in", parent);
            }
            places.put(path, places.size());
            node.put("name", RecordJson.encodable(stage.name()));
            node.put("runs", stage.runs());
            if (stage.failed() > 0) {
                node.put("failed", stage.failed());
            }
            if (stage.result() != null) {
                node.put("result", stage.result());
            }
            put(node, "time", stage.time());
            put(node, "onPath", stage.onPath());
            put(node, "saves", stage.saves());
        }
        if (!build.revisions().isEmpty()) {
            ArrayNode revisions = json.putArray("revisions");
            build.revisions().forEach(each -> revisions.add(RecordJson.encodable(each)));
        }
        ArrayNode deployments = json.putArray("deployments");
        for (TimedDeployment deployment : build.deployments()) {
            ObjectNode node = deployments.addObject();
            node.put("environment", RecordJson.encodable(deployment.environment()));
            put(node, "at", deployment.at());
            put(node, "time", deployment.time());
            if (deployment.result() != null) {
                node.put("result", deployment.result());
            }
        }
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain nodes can be written", e);
        }
    }

    /**
     * Reads back what {@link #write} wrote.
     *
     * @param paths those read before, so that builds share them
     * @throws IOException if it is no such line
     */
    static TimedBuild read(String line, Map<List<String>, List<String>> paths) throws IOException {
        JsonNode json = JSON.readTree(line);
        try {
            List<TimedStage> stages = new ArrayList<>();
            for (JsonNode node : json.path("stages")) {
                stages.add(stage(node, stages, paths));
            }
            List<String> revisions = new ArrayList<>();
            json.path("revisions").forEach(each -> revisions.add(each.asText()));
            List<TimedDeployment> deployments = new ArrayList<>();
            for (JsonNode node : json.path("deployments")) {
                deployments.add(new TimedDeployment(
                        need(node, "environment").asText(),
                        Instant.ofEpochMilli(need(node, "at").asLong()),
                        duration(node, "time"),
                        text(node, "result")));
            }
            return new TimedBuild(
                    need(json, "number").asInt(),
                    Instant.ofEpochMilli(need(json, "scheduledAt").asLong()),
                    instant(json, "startedAt"),
                    instant(json, "endedAt"),
                    need(json, "result").asText(),
                    duration(json, "queue"),
                    duration(json, "agent"),
                    duration(json, "input"),
                    stages,
                    deployments,
                    revisions);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("no line of a summary: " + e.getMessage(), e);
        }
    }

    private static TimedStage stage(JsonNode node, List<TimedStage> before, Map<List<String>, List<String>> paths) {
        List<String> path = new ArrayList<>(
                node.has("in") ? before.get(node.get("in").asInt()).path() : List.of());
        path.add(need(node, "name").asText());
        return new TimedStage(
                paths.computeIfAbsent(List.copyOf(path), one -> one),
                need(node, "runs").asInt(),
                node.path("failed").asInt(),
                text(node, "result"),
                duration(node, "time"),
                duration(node, "onPath"),
                duration(node, "saves"));
    }

    private static void put(ObjectNode node, String field, @Nullable Instant value) {
        if (value != null) {
            node.put(field, value.toEpochMilli());
        }
    }

    private static void put(ObjectNode node, String field, @Nullable Duration value) {
        if (value != null) {
            node.put(field, value.toMillis());
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
        return value == null ? null : value.asText();
    }

    private static @Nullable Instant instant(JsonNode json, String field) {
        JsonNode value = json.get(field);
        return value == null ? null : Instant.ofEpochMilli(value.asLong());
    }

    private static @Nullable Duration duration(JsonNode json, String field) {
        JsonNode value = json.get(field);
        return value == null ? null : Duration.ofMillis(value.asLong());
    }
}
