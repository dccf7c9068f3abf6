package dev.millrace.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import dev.millrace.fake.github.FakeRuns;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Attribute;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.StageRun;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real jobs of Actions, with their repeated attempts and their odd clocks, through the runs that they belong to. */
class RunDataTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** All of it is years old: read as what is recent is. */
    private static final GitHubExtent ALL_JOBS =
            new GitHubExtent(true, Duration.ofDays(10_000), false, OptionalInt.empty(), List.of(), List.of());

    private final FakeGitHub gitHub = new FakeGitHub();
    private final KeptFacts store = new KeptFacts();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private static Map<String, Object> map(JsonNode node) {
        return JSON.convertValue(node, new TypeReference<Map<String, Object>>() {});
    }

    private static Instant at(JsonNode job, String field) {
        return OffsetDateTime.parse(job.path(field).asText()).toInstant();
    }

    @Test
    void each_of_296_real_jobs_becomes_a_stage_of_its_attempt_and_no_wait_is_negative() throws IOException {
        JsonNode jobs = JSON.readTree(
                Needed.realData("github-actions-jobs/data").resolve("jobs.json").toFile());
        FakeRepository repository = gitHub.repository("ionic-team/ionic-framework");
        for (JsonNode job : jobs) {
            long run = job.path("run_id").asLong();
            int attempt = job.path("run_attempt").asInt();
            // what the list of runs shows of the attempt; the earlier ones were not recorded
            Map<String, Object> shown = FakeRuns.run(
                    run,
                    at(job, "created_at").toString(),
                    "completed",
                    job.path("conclusion").asText());
            shown.put("run_attempt", attempt);
            shown.put("name", job.path("workflow_name").asText());
            shown.put("head_sha", job.path("head_sha").asText());
            repository.runs.add(shown, List.of(map(job)));
            for (int earlier = 1; earlier < attempt; earlier++) {
                Map<String, Object> before = new HashMap<>(shown);
                before.put("run_attempt", earlier);
                repository.runs.add(before, List.of());
            }
        }
        try (Sync sync = new Sync(gitHub.apiUrl())) {
            assertThat(sync.run(store, ALL_JOBS, "ionic-team/ionic-framework", "runs")
                            .problems())
                    .isEmpty();
        }

        List<StageRun> stages = new ArrayList<>();
        store.events.values().forEach(event -> {
            if (event instanceof FlowEvent.StageRan ran) {
                stages.add(ran.run());
            }
        });
        long carried = stages.stream()
                .filter(run -> "CARRIED_OVER".equals(run.skipped()))
                .count();
        long waits = stages.stream().filter(run -> run.agentWait() != null).count();
        System.out.printf(
                "Actions: %d jobs in %d attempts of %d runs; %d with a queue time, %d carried over from an earlier attempt%n",
                stages.size(), store.snapshots.size(), jobs.size(), waits, carried);
        assertThat(stages).hasSize(296);
        assertThat(store.snapshots).hasSize(296 + 31 + 2 * 4 + 3);
        assertThat(carried).as("started before the attempt that lists them").isEqualTo(32);
        assertThat(waits).as("the rest but the one that was skipped").isEqualTo(263);
        for (StageRun stage : stages) {
            JsonNode job = jobs.path(stage.id());
            if (stage.start() != null) {
                assertThat(stage.start()).isEqualTo(at(job, "created_at"));
                assertThat(stage.agentWait()).isEqualTo(Duration.between(at(job, "created_at"), at(job, "started_at")));
                assertThat(stage.end()).isEqualTo(at(job, "completed_at"));
            }
        }
        assertThat(store.snapshots.values())
                .allMatch(build -> build.artifact().kind() == ArtifactKind.BUILD)
                .allMatch(build -> !build.updatedAt().isBefore(build.createdAt()));
    }

    /**
     * The one difference to what DevLake makes of these rows: it takes {@code updated_at} for the end of a run. That of a run whose
     * jobs are not known stays unknown here.
     */
    @Test
    void the_runs_and_jobs_of_devlake_have_the_times_that_devlake_gives_them() throws IOException {
        FakeRepository repository = gitHub.repository("panjf2000/ants");
        Map<String, JsonNode> runs = new HashMap<>();
        for (DevLakeRows.Row row : DevLakeRows.rows("github", "_raw_github_api_runs")) {
            runs.put(row.data().path("id").asText(), row.data());
            repository.runs.add(map(row.data()), List.of());
            Map<String, Object> first = map(row.data());
            first.put("run_attempt", 1);
            repository.runs.add(first, List.of());
        }
        Map<Long, List<Map<String, Object>>> jobs = new HashMap<>();
        for (DevLakeRows.Row row : DevLakeRows.rows("github", "_raw_github_api_jobs")) {
            jobs.computeIfAbsent(row.data().path("run_id").asLong(), none -> new ArrayList<>())
                    .add(map(row.data()));
        }
        // the runs of the jobs are not among the rows
        jobs.forEach((run, own) -> repository.runs.add(
                FakeRuns.run(run, String.valueOf(own.get(0).get("started_at")), "completed", "success"), own));
        try (Sync sync = new Sync(gitHub.apiUrl())) {
            assertThat(sync.run(store, ALL_JOBS, "panjf2000/ants", "runs").problems())
                    .isEmpty();
        }

        int compared = 0;
        for (Map<String, String> pipeline : DevLakeRows.table("github", "cicd_pipelines")) {
            String id = pipeline.get("id").replaceFirst(".*:", "");
            JsonNode run = runs.get(id);
            if (run == null || pipeline.get("started_date").isEmpty()) {
                continue;
            }
            compared++;
            String key = "panjf2000/ants " + run.path("name").asText() + " #"
                    + run.path("run_number").asText()
                    + (run.path("run_attempt").asInt() > 1
                            ? "." + run.path("run_attempt").asInt()
                            : "");
            assertThat(store.statesOf(key))
                    .as(key)
                    .containsExactly("queued@"
                            + OffsetDateTime.parse(pipeline.get("started_date")).toInstant());
            assertThat(store.byKey(key).attributes())
                    .containsEntry(
                            Attribute.COMMIT, List.of(run.path("head_sha").asText()));
        }
        Map<String, StageRun> stages = new HashMap<>();
        store.events.values().forEach(event -> {
            if (event instanceof FlowEvent.StageRan ran) {
                stages.put(ran.run().id(), ran.run());
            }
        });
        int tasks = 0;
        for (Map<String, String> task : DevLakeRows.table("github", "cicd_tasks")) {
            StageRun stage = stages.get(task.get("id").replaceFirst(".*:", ""));
            if (stage != null && stage.start() != null) {
                tasks++;
                assertThat(stage.start())
                        .isEqualTo(
                                OffsetDateTime.parse(task.get("started_date")).toInstant());
                assertThat(stage.end())
                        .isEqualTo(
                                OffsetDateTime.parse(task.get("finished_date")).toInstant());
            }
        }
        System.out.printf("DevLake: %d workflow runs and %d jobs have DevLake's times%n", compared, tasks);
        assertThat(compared).isEqualTo(35);
        assertThat(tasks).isEqualTo(27);
    }
}
