package dev.millrace.github;

import static dev.millrace.fake.github.FakeRepository.sha;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.collect.SyncSummary;
import dev.millrace.facts.Watch;
import dev.millrace.fake.Response;
import dev.millrace.fake.github.FakeRuns;
import dev.millrace.github.runs.RunDeployment;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.DeployStages;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.StageRun;
import dev.millrace.valuestream.Glob;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Workflow runs, their attempts and jobs, over real HTTP. The fake's clock is this machine's: what is recent is so by it. */
class RunSyncTest extends OneSource {

    private final Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());

    RunSyncTest() {
        super("runs");
    }

    /** So many minutes before now. */
    private String ago(long minutes) {
        return now.minus(Duration.ofMinutes(minutes)).toString();
    }

    private Map<String, Object> run(long id, long minutesAgo, String conclusion) {
        return FakeRuns.run(id, ago(minutesAgo), conclusion == null ? "in_progress" : "completed", conclusion);
    }

    private List<StageRun> stages(String key) {
        return store.eventsOf(key).stream()
                .filter(FlowEvent.StageRan.class::isInstance)
                .map(event -> ((FlowEvent.StageRan) event).run())
                .toList();
    }

    @Test
    void run_becomes_a_build_with_its_queue_its_jobs_and_the_end_of_the_last_job() {
        Map<String, Object> run = run(41, 60, "failure");
        run.put("updated_at", ago(1));
        run.put("pull_requests", List.of(Map.of("number", 12)));
        repository.runs.add(
                run,
                List.of(
                        FakeRuns.job(411, "build", ago(60), ago(58), ago(50), "success"),
                        FakeRuns.job(412, "test", ago(50), ago(45), ago(40), "failure"),
                        FakeRuns.job(413, "publish", ago(40), ago(40), ago(40), "skipped")));

        sync();

        assertThat(store.statesOf("acme/shop CI #41"))
                .containsExactly("queued@" + ago(60), "in_progress@" + ago(58), "failure@" + ago(40));
        ArtifactSnapshot build = store.byKey("acme/shop CI #41");
        assertThat(build.artifact()).isEqualTo(new ArtifactId(Sync.TOOL, ArtifactKind.BUILD, "41.1"));
        assertThat(build.project()).isEqualTo("acme/shop/ci.yml");
        assertThat(build.attributes())
                .containsEntry(Attribute.REPOSITORY, List.of(REPO))
                .containsEntry(Attribute.COMMIT, List.of(sha(41)))
                .containsEntry(Attribute.BRANCH, List.of("main"))
                .containsEntry(Attribute.PULL_REQUESTS, List.of("12"))
                .containsEntry(Attribute.CAUSES, List.of("scm"))
                .containsEntry(Attribute.RUNNER_LABELS, List.of("411 ubuntu-latest", "412 ubuntu-latest"));
        assertThat(stages("acme/shop CI #41"))
                .extracting(StageRun::name, StageRun::agentWait, StageRun::result, StageRun::skipped)
                .containsExactlyInAnyOrder(
                        tuple("build", Duration.ofMinutes(2), "SUCCESS", null),
                        tuple("test", Duration.ofMinutes(5), "FAILURE", null),
                        tuple("publish", null, "SKIPPED", "SKIPPED"));
    }

    @Test
    void repeated_run_is_a_build_of_its_own_and_takes_no_time_of_the_jobs_that_were_carried_over() {
        Map<String, Object> first = run(41, 60, "failure");
        repository.runs.add(
                first,
                List.of(
                        FakeRuns.job(411, "build", ago(60), ago(58), ago(50), "success"),
                        FakeRuns.job(412, "test", ago(50), ago(45), ago(40), "failure")));
        Map<String, Object> second = run(41, 60, "success");
        second.put("run_attempt", 2);
        second.put("run_started_at", ago(20));
        repository.runs.add(
                second,
                List.of(
                        FakeRuns.job(421, "build", ago(20), ago(58), ago(50), "success"),
                        FakeRuns.job(422, "test", ago(20), ago(18), ago(10), "success")));

        sync();

        assertThat(store.statesOf("acme/shop CI #41")).endsWith("failure@" + ago(40));
        assertThat(store.statesOf("acme/shop CI #41.2"))
                .containsExactly("queued@" + ago(20), "in_progress@" + ago(18), "success@" + ago(10));
        assertThat(stages("acme/shop CI #41.2"))
                .filteredOn(run -> run.name().equals("build"))
                .singleElement()
                .satisfies(run -> {
                    assertThat(run.skipped()).isEqualTo("CARRIED_OVER");
                    assertThat(run.start()).isNull();
                });
        assertThat(store.byKey("acme/shop CI #41.2").attributes())
                .containsEntry(Attribute.CAUSES, List.of("replay"))
                .containsEntry(Attribute.RUNNER_LABELS, List.of("422 ubuntu-latest"));
    }

    @Test
    void unfinished_run_is_watched_and_read_again_until_it_ends() {
        repository.runs.add(run(41, 5, null), List.of());
        sync();
        ArtifactId build = new ArtifactId(Sync.TOOL, ArtifactKind.BUILD, "41.1");
        assertThat(store.watches.get(build)).isEqualTo(new Watch.Unfinished(build, "41", Watch.Reason.OPEN));
        assertThat(store.statesOf("acme/shop CI #41")).containsExactly("queued@" + ago(5));

        Map<String, Object> ended = run(41, 5, "success");
        ended.put("updated_at", ago(0));
        repository.runs.add(ended, List.of(FakeRuns.job(411, "build", ago(5), ago(4), ago(1), "success")));
        sync();

        assertThat(store.statesOf("acme/shop CI #41")).endsWith("success@" + ago(1));
        assertThat(store.watches.get(build)).isEqualTo(new Watch.Finished(build));
    }

    @Test
    void quiet_run_costs_one_conditional_request() {
        repository.runs.add(
                run(41, 60, "success"), List.of(FakeRuns.job(411, "build", ago(60), ago(58), ago(50), "success")));
        sync();
        gitHub.asked.clear();

        SyncSummary quiet = sync();

        assertThat(quiet.done()).isZero();
        assertThat(gitHub.asked).containsExactly("/api/v3/repos/acme/shop/actions/runs");
    }

    @Test
    void more_runs_than_github_lists_are_read_in_windows_and_none_twice() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 2_600; i++) {
            // most of them in one busy week, long ago
            long minutes = Duration.ofDays(i < 300 ? 50 + i : 200).toMinutes() + i;
            repository.runs.add(
                    run(1_000 + i, minutes, "success"),
                    List.of(FakeRuns.job(
                            10_000 + i, "build", ago(minutes), ago(minutes), ago(minutes - 1), "success")));
            expected.add("acme/shop CI #" + (1_000 + i));
        }

        SyncSummary summary = sync();

        assertThat(store.snapshots.values())
                .extracting(ArtifactSnapshot::key)
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(summary.done()).isEqualTo(2_600);
        assertThat(store.ledger(REPO, "workflow runs").expected()).isEqualTo(2_600);
        assertThat(gitHub.asked.stream().filter(path -> path.endsWith("/jobs")))
                .as("jobs of long ago are requested for many runs at once")
                .isEmpty();
        assertThat(gitHub.asked.size()).as("requests for 2,600 runs").isLessThan(100);
        assertThat(store.statesOf("acme/shop CI #1000"))
                .as("their end is known all the same")
                .endsWith("success@" + ago(Duration.ofDays(50).toMinutes() - 1));
    }

    @Test
    void run_that_was_repeated_late_is_found_by_the_daily_pass_through_thirty_days() {
        repository.runs.add(
                run(41, Duration.ofDays(20).toMinutes(), "failure"),
                List.of(FakeRuns.job(411, "t", ago(28_800), ago(28_799), ago(28_790), "failure")));
        for (int i = 0; i < 150; i++) {
            repository.runs.add(run(100 + i, 300 + i, "success"), List.of());
        }
        sync();
        Map<String, Object> again = run(41, Duration.ofDays(20).toMinutes(), "success");
        again.put("run_attempt", 2);
        again.put("run_started_at", ago(-10));
        again.put("updated_at", ago(-20));
        repository.runs.add(again, List.of(FakeRuns.job(421, "t", ago(-10), ago(-11), ago(-20), "success")));
        sync();
        assertThat(store.snapshots)
                .as("the list does not show it among the newest")
                .hasSize(151);

        gitHub.headers = request -> Map.of(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        now.plus(Duration.ofDays(2)).atOffset(ZoneOffset.UTC)));
        sync();

        assertThat(store.statesOf("acme/shop CI #41.2")).endsWith("success@" + ago(-20));
    }

    @Test
    void killed_in_the_middle_it_goes_on_behind_what_is_stored() {
        for (int i = 0; i < 60; i++) {
            repository.runs.add(
                    run(100 + i, 300 - i, "success"),
                    List.of(FakeRuns.job(1_000 + i, "t", ago(300 - i), ago(299 - i), ago(298 - i), "success")));
        }
        gitHub.before = request -> {
            if (request == 45) {
                gitHub.canned.add(Response.of(400, "{}"));
            }
        };
        assertThat(catchThrowable(this::sync)).isNotNull();
        assertThat(store.snapshots).hasSize(40);
        gitHub.before = request -> {};
        gitHub.asked.clear();

        sync();

        assertThat(store.snapshots).hasSize(60);
        assertThat(gitHub.asked.stream().filter(path -> path.endsWith("/jobs"))).hasSize(20);
    }

    @Test
    void run_and_job_that_deploy_by_pattern_say_so_and_no_job_does_by_its_name() {
        extent = new GitHubExtent(
                true,
                Duration.ofDays(30),
                false,
                OptionalInt.empty(),
                List.of(
                        new RunDeployment(new Glob("release.yml"), null, "production"),
                        new RunDeployment(new Glob("CI"), new Glob("ship *"), "staging")),
                List.of());
        Map<String, Object> release = run(41, 60, "success");
        release.put("path", ".github/workflows/release.yml");
        release.put("name", "Release");
        repository.runs.add(release, List.of(FakeRuns.job(411, "all", ago(60), ago(58), ago(50), "success")));
        repository.runs.add(
                run(42, 30, "success"),
                List.of(
                        FakeRuns.job(421, "ship it", ago(30), ago(28), ago(20), "success"),
                        FakeRuns.job(422, "Deploy to production", ago(30), ago(28), ago(20), "success")));

        sync();

        assertThat(store.byKey("acme/shop Release #41").attributes())
                .containsEntry(Attribute.ENVIRONMENT, List.of("production"))
                .containsEntry(Attribute.PRODUCTION, List.of("true"));
        ArtifactSnapshot ci = store.byKey("acme/shop CI #42");
        assertThat(ci.attributes()).doesNotContainKey(Attribute.ENVIRONMENT);
        assertThat(DeployStages.in(stages("acme/shop CI #42"), DeployStages.declared(ci.attributes())))
                .singleElement()
                .satisfies(deploy -> {
                    assertThat(deploy.run().id()).isEqualTo("421");
                    assertThat(deploy.environment()).isEqualTo("staging");
                });
    }

    @Test
    void branch_of_a_fork_and_a_run_for_a_comment_do_not_pass_for_builds_of_the_default_branch() {
        Map<String, Object> fork = run(41, 60, "success");
        fork.put("event", "pull_request");
        fork.put("head_repository", Map.of("full_name", "mallory/shop"));
        fork.put("repository", Map.of("full_name", REPO));
        repository.runs.add(fork, List.of());
        Map<String, Object> comment = run(42, 50, "success");
        comment.put("event", "issue_comment");
        repository.runs.add(comment, List.of());

        sync();

        assertThat(store.byKey("acme/shop CI #41").attributes())
                .containsEntry(Attribute.BRANCH, List.of("mallory:main"));
        assertThat(store.byKey("acme/shop CI #42").attributes()).doesNotContainKey(Attribute.COMMIT);
    }

    @Test
    void one_run_that_cannot_be_read_keeps_out_no_other_and_no_actions_are_no_failure() {
        for (int i = 0; i < 3; i++) {
            repository.runs.add(run(41 + i, 60 + i, "success"), List.of());
        }
        gitHub.broken.put("/actions/runs/42/attempts/1/jobs", 502);

        SyncSummary summary = sync();

        assertThat(store.snapshots).hasSize(2);
        assertThat(summary.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.item()).isEqualTo("acme/shop workflow run 42"));

        gitHub.broken.put("/actions/runs", 404);
        assertThat(Optional.of(sync.run(new KeptFacts(), extent, REPO, "runs")).map(SyncSummary::done))
                .contains(0L);
    }
}
