package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.jira.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code millrace import} of the builds that a real Jenkins 2.479.1 ran, with an issue for each key that they name. */
class ImportRealBuildsAcceptanceTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern KEY = Pattern.compile("SHOP-\\d+");

    @TempDir
    private Path folder;

    private final List<String> issues = new ArrayList<>();

    @Test
    void issues_builds_and_the_deployments_of_their_stages_are_one_chain() throws IOException {
        Path real = RealData.folder("jenkins-2.479-scenarios");
        Files.createDirectories(folder.resolve("builds"));
        int stages = 0;
        try (Stream<Path> files = Files.walk(real)) {
            for (Path api :
                    files.filter(file -> file.endsWith("api.json")).sorted().toList()) {
                stages += export(api);
            }
        }
        Millrace millrace = Millrace.in(folder)
                .at(Instant.parse("2026-12-31T00:00:00Z"))
                .config("jira:\n  - url: https://jira.example.org\n");
        Files.writeString(folder.resolve("issues.ndjson"), issueFacts());

        Run run = millrace.run("import", "issues.ndjson", "builds");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(stages).isGreaterThan(50);
        assertThat(millrace.run("import", "issues.ndjson", "builds").err().lines())
                .allMatch(line -> line.contains(" 0 new events, 0 revised, 0 new") || line.contains("links: 0 new"));

        // the pipeline caught the failure of its production stage and ended well: staging was reached, production was
        // not
        JsonNode chain = JSON.readTree(millrace.run("show", "SHOP-7", "--json").out())
                .path("cycles")
                .get(0)
                .path("chain");
        assertThat(chain)
                .extracting(part ->
                        part.path("key").asText() + ": " + part.path("state").asText())
                .containsExactly(
                        "deploy #1: success",
                        "deploy #1 deploy staging: success",
                        "deploy #1 deploy production: failure");
        assertThat(chain.get(2).path("begunAt").asText())
                .as("as Jenkins' own graph says")
                .isEqualTo(Instant.ofEpochMilli(1795347740663L).toString());
    }

    /** Writes what Jenkins' API and the independent truth of the stages say, as the plugin would; returns the number of stages. */
    private int export(Path api) throws IOException {
        JsonNode build = JSON.readTree(api.toFile());
        String job = api.getParent().getParent().getFileName().toString();
        long start = build.path("timestamp").asLong();
        String artifact =
                "jenkins:real:build:" + job + "#" + build.path("number").asInt() + "@" + start;
        List<String> lines = new ArrayList<>(List.of("{\"millrace\":\"events/1\"}"));
        long end = start + build.path("duration").asLong();
        lines.add(snapshot(artifact, job, build, start, end));
        lines.add(event(artifact, "created", "created", start)
                .putPOJO("state", state("queued"))
                .toString());
        lines.add(changed(artifact, "started", start, "queued", "running"));
        Path truth = api.resolveSibling("stages.json");
        JsonNode stages = Files.exists(truth) ? JSON.readTree(truth.toFile()) : JSON.createArrayNode();
        for (JsonNode stage : stages) {
            lines.add(stage(artifact, stage, end));
        }
        lines.add(changed(
                artifact, "ended", end, "running", build.path("result").asText().toLowerCase(Locale.ROOT)));
        Files.write(folder.resolve("builds").resolve(job + ".ndjson"), lines);
        return stages.size();
    }

    private String snapshot(String artifact, String job, JsonNode build, long start, long end) {
        ObjectNode snapshot = JSON.createObjectNode();
        snapshot.put("fact", "snapshot")
                .put("artifact", artifact)
                .put("key", job + " #" + build.path("number").asInt());
        snapshot.put("title", build.path("displayName").asText())
                .put("project", job)
                .put("level", "standard");
        snapshot.put("createdAt", Instant.ofEpochMilli(start).toString());
        snapshot.put("updatedAt", Instant.ofEpochMilli(end).toString());
        Matcher keys = KEY.matcher(build.toString());
        while (keys.find()) {
            snapshot.withObject("/attributes").withArray("issueKeys").add(keys.group());
            if (!issues.contains(keys.group())) {
                issues.add(keys.group());
            }
        }
        return snapshot.toString();
    }

    private static String stage(String artifact, JsonNode stage, long endOfBuild) {
        boolean ended = stage.path("end").isNumber();
        ObjectNode event = event(
                artifact,
                "stage." + stage.path("id").asText(),
                "stage-ran",
                ended ? stage.path("end").asLong() : endOfBuild);
        ObjectNode run = event.putObject("run");
        run.put("id", stage.path("id").asText())
                .put("kind", "stage")
                .put("name", stage.path("name").asText());
        if (stage.path("parent").isTextual()) {
            run.put("parentId", stage.path("parent").asText());
        }
        run.put("start", Instant.ofEpochMilli(stage.path("start").asLong()).toString());
        if (ended) {
            run.put("end", Instant.ofEpochMilli(stage.path("end").asLong()).toString());
        }
        if (stage.path("result").isTextual()) {
            run.put("result", stage.path("result").asText());
        }
        run.put("agentWaitMs", stage.path("agentWait").asLong())
                .put("inputPauseMs", stage.path("inputPause").asLong());
        return event.toString();
    }

    private static ObjectNode event(String artifact, String id, String kind, long at) {
        ObjectNode event = JSON.createObjectNode();
        event.put("fact", "event")
                .put("id", artifact + "#" + id)
                .put("artifact", artifact)
                .put("kind", kind);
        return event.put("occurredAt", Instant.ofEpochMilli(at).toString()).put("sequence", 0);
    }

    private static String changed(String artifact, String id, long at, String from, String to) {
        ObjectNode event = event(artifact, id, "state-changed", at);
        event.set("from", state(from));
        event.set("to", state(to));
        return event.toString();
    }

    private static ObjectNode state(String word) {
        return JSON.createObjectNode().put("id", word).put("name", word);
    }

    private String issueFacts() {
        StringBuilder facts = new StringBuilder("{\"millrace\":\"events/1\"}\n");
        for (String key : issues) {
            String artifact = "jira:real:issue:" + key.replaceAll("\\D", "");
            facts.append("{\"fact\":\"snapshot\",\"artifact\":\"" + artifact + "\",\"key\":\"" + key
                    + "\",\"title\":\"\",\"project\":\"SHOP\",\"level\":\"standard\","
                    + "\"createdAt\":\"2026-11-01T00:00:00Z\",\"updatedAt\":\"2026-11-01T00:00:00Z\"}\n");
            facts.append("{\"fact\":\"event\",\"id\":\"" + artifact + "#created\",\"artifact\":\"" + artifact
                    + "\",\"kind\":\"created\",\"occurredAt\":\"2026-11-01T00:00:00Z\",\"sequence\":0,"
                    + "\"state\":{\"id\":\"1\",\"name\":\"Open\"}}\n");
        }
        return facts.toString();
    }
}
