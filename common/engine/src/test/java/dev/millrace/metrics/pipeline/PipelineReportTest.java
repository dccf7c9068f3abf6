package dev.millrace.metrics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.outlook.Comparison.Change;
import dev.millrace.model.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PipelineReportTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void times_are_those_of_what_passed() {
        PipelineReport report = report(
                build(1, "SUCCESS", 100, stage("Test", "SUCCESS", 60)),
                build(2, "FAILURE", 10, stage("Test", "FAILURE", 5)),
                build(3, "UNSTABLE", 120, stage("Test", "UNSTABLE", 70)),
                build(4, "ABORTED", 500, stage("Test", "ABORTED", 400)));
        assertThat(report.time()).isEqualTo(spread(2, 100, 120, 120));
        assertThat(report.stages().get(0).time()).isEqualTo(spread(2, 60, 70, 70));
        assertThat(report.stages().get(0).runs()).isEqualTo(4);
        assertThat(report.stages().get(0).failed()).isEqualTo(2);
        assertThat(List.of(report.passed(), report.unstable(), report.failed(), report.others()))
                .containsExactly(2L, 1L, 1L, 1L);
    }

    @Test
    void only_the_newest_builds_count() {
        List<TimedBuild> builds = new ArrayList<>();
        IntStream.rangeClosed(1, 30).forEach(i -> builds.add(build(i, "SUCCESS", i)));
        PipelineReport report = PipelineReport.of(builds, 10);
        assertThat(report.builds())
                .extracting(TimedBuild::number)
                .startsWith(30, 29)
                .hasSize(10);
        assertThat(report.time()).isEqualTo(spread(10, 25, 29, 30));
    }

    @Test
    void stages_stand_in_the_order_of_the_newest_build_and_older_ones_behind_what_they_followed() {
        PipelineReport report = report(
                build(
                        1,
                        "SUCCESS",
                        9,
                        stage("Build", "SUCCESS", 1),
                        stage("Lint", "SUCCESS", 1),
                        stage("Test", "SUCCESS", 1)),
                build(
                        2,
                        "SUCCESS",
                        9,
                        stage("Checkout", "SUCCESS", 1),
                        stage("Build", "SUCCESS", 1),
                        stage("Test", "SUCCESS", 1)));
        assertThat(report.stages()).extracting(StageFigures::name).containsExactly("Checkout", "Build", "Lint", "Test");
    }

    /** A stage that is not there in half of the builds costs them nothing. */
    @Test
    void stage_saves_nothing_in_builds_that_do_without_it() {
        List<TimedBuild> builds = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            builds.add(
                    i <= 6
                            ? build(i, "SUCCESS", 100, stage("Test", "SUCCESS", 50))
                            : build(i, "SUCCESS", 900, stage("Test", "SUCCESS", 50), stage("Nightly", "SUCCESS", 800)));
        }
        PipelineReport report = PipelineReport.of(builds, 100);
        StageFigures nightly = report.stages().get(1);
        assertThat(nightly.onPath()).isEqualTo(4);
        assertThat(nightly.saves()).isEqualTo(spread(10, 0, 800, 800));
        assertThat(report.constraint()).map(StageFigures::name).contains("Test");
        assertThat(report.slowest())
                .as("4 runs are too few")
                .map(StageFigures::name)
                .contains("Test");
    }

    @Test
    void a_stage_around_others_is_not_the_slowest() {
        List<TimedBuild> builds = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            builds.add(build(
                    i,
                    "SUCCESS",
                    100,
                    stage("Test", "SUCCESS", 80),
                    in("Test", "linux", 70 + i),
                    in("Test", "mac", i > 4 ? 70 : 10)));
        }
        PipelineReport report = PipelineReport.of(builds, 100);
        assertThat(report.slowest()).map(StageFigures::path).contains(List.of("Test", "linux"));
        assertThat(report.mostVariable()).map(StageFigures::path).contains(List.of("Test", "mac"));
    }

    @Test
    void latest_deployment_that_passed_stands_for_its_environment() {
        PipelineReport report = report(
                deploying(1, "production", "SUCCESS"),
                deploying(2, "production", "FAILURE"),
                deploying(3, "staging", "FAILURE"));
        assertThat(report.deployments()).hasSize(2);
        PipelineReport.Deployed staging = report.deployments().get(0);
        PipelineReport.Deployed production = report.deployments().get(1);
        assertThat(staging.build()).isEqualTo(3);
        assertThat(staging.passed()).isZero();
        assertThat(production.build()).isEqualTo(1);
        assertThat(production.passed()).isEqualTo(1);
        assertThat(production.attempts()).isEqualTo(2);
    }

    @Test
    void change_is_shown_only_where_its_interval_excludes_0() {
        List<TimedBuild> builds = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            builds.add(build(
                    i,
                    "SUCCESS",
                    200,
                    stage("Build", "SUCCESS", (i <= 20 ? 250 : 180) + i % 7),
                    stage("Test", "SUCCESS", 300 + i % 20)));
        }
        PipelineReport report = PipelineReport.of(builds, 100);
        BeforeAndAfter change = BeforeAndAfter.of(report, START.plusSeconds(21));
        assertThat(change.rows())
                .extracting(BeforeAndAfter.Row::path)
                .containsExactly(List.of(), List.of("Build"), List.of("Test"));
        Change build = change.rows().get(1).change().measured().orElseThrow();
        assertThat(build.value()).isEqualTo(-70_000);
        assertThat(build.high()).isNegative();
        Change test = change.rows().get(2).change().measured().orElseThrow();
        assertThat(test.low()).isNotPositive();
        assertThat(test.high()).isNotNegative();
        assertThat(BeforeAndAfter.of(report, START.plusSeconds(4))
                        .rows()
                        .get(1)
                        .change()
                        .measured())
                .as("three builds before are too few")
                .isEmpty();
    }

    private static PipelineReport report(TimedBuild... builds) {
        return PipelineReport.of(List.of(builds), 100);
    }

    private static TimedBuild build(int number, String result, int seconds, TimedStage... stages) {
        Instant at = START.plusSeconds(number);
        return new TimedBuild(
                number, at, at, at.plusSeconds(seconds), result, null, null, null, List.of(stages), List.of());
    }

    private static TimedBuild deploying(int number, String environment, String result) {
        Instant at = START.plusSeconds(number);
        return new TimedBuild(
                number,
                at,
                at,
                at.plusSeconds(9),
                result,
                null,
                null,
                null,
                List.of(),
                List.of(new TimedDeployment(environment, at, Duration.ofSeconds(3), result)));
    }

    private static TimedStage stage(String name, String result, int seconds) {
        return timed(List.of(name), result, seconds);
    }

    private static TimedStage in(String outer, String name, int seconds) {
        return timed(List.of(outer, name), "SUCCESS", seconds);
    }

    private static TimedStage timed(List<String> path, String result, int seconds) {
        Duration time = Duration.ofSeconds(seconds);
        int failed = result.equals("FAILURE") || result.equals("ABORTED") ? 1 : 0;
        return new TimedStage(path, 1, failed, result, time, time, time);
    }

    private static Figure<Percentiles<Duration>> spread(long n, int p50, int p85, int p95) {
        return Figure.of(
                new Percentiles<>(n, Duration.ofSeconds(p50), Duration.ofSeconds(p85), Duration.ofSeconds(p95)));
    }
}
