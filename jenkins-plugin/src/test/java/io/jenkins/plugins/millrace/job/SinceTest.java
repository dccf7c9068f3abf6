package io.jenkins.plugins.millrace.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.pipeline.TimedBuild;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import hudson.model.Job;
import hudson.model.ReadableJob;
import io.jenkins.plugins.millrace.Builds;
import io.jenkins.plugins.millrace.summary.JobGlances.Glance;
import io.jenkins.plugins.millrace.summary.JobGlances.Trend;
import io.jenkins.plugins.millrace.summary.TimedBuilds;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** From when on builds are compared, and the box beside a view. */
class SinceTest {

    private static final Instant MONDAY = Instant.parse("2026-11-30T08:00:00Z");
    private static final List<TimedBuild> BUILDS = List.of(
            build(1, MONDAY, "aaaa11112222"),
            build(2, MONDAY.plusSeconds(60), "bbbb11112222", "1234567abcde"),
            build(3, MONDAY.plusSeconds(120), "bbbb11112222"));

    @Test
    void day_build_and_commit_are_understood() {
        assertThat(Since.of("2026-11-30", BUILDS)).contains(Instant.parse("2026-11-30T00:00:00Z"));
        assertThat(Since.of(" #3 ", BUILDS)).contains(MONDAY.plusSeconds(120));
        assertThat(Since.of("2", BUILDS)).contains(MONDAY.plusSeconds(60));
        assertThat(Since.of("BBBB111", BUILDS)).as("the first build with it").contains(MONDAY.plusSeconds(60));
        assertThat(Since.of("bbbb11112222333344445555666677778888aaaa", BUILDS))
                .as("the whole hash")
                .contains(MONDAY.plusSeconds(60));
        assertThat(Since.of("1234567", BUILDS)).as("no build, but a commit").contains(MONDAY.plusSeconds(60));
    }

    @Test
    void what_is_not_known_is_not_guessed() {
        assertThat(Stream.of("", "yesterday", "#9", "cccccccc", "bbbb11", "2026-02-30")
                        .map(asked -> Since.of(asked, BUILDS)))
                .containsOnly(Optional.empty());
        assertThat(Since.of(null, BUILDS)).isEmpty();
    }

    @Test
    void summary_keeps_the_beginnings_of_revisions_and_commits() {
        TimedBuild build = TimedBuilds.of(Builds.whole()).orElseThrow();
        assertThat(build.revisions())
                .isNotEmpty()
                .allMatch(hash -> hash.length() <= 12)
                .contains(Builds.whole().heads().get(0).id().substring(0, 12));
    }

    @Test
    void box_beside_a_view_has_the_longest_builds_of_jobs_that_may_be_read() {
        Figure<Percentiles<Duration>> time =
                Figure.of(new Percentiles<>(9, Duration.ofMinutes(2), Duration.ofMinutes(3), Duration.ofMinutes(4)));
        Figure<Percentiles<Duration>> none = new Figure.Unknown<>(Reason.of(Reason.Code.NO_ITEMS));
        Glance slower = new Glance(time, none, Trend.SLOWER, 9, 9, 0, Optional.empty(), List.of(), List.of());
        Glance unknown = new Glance(none, none, Trend.UNKNOWN, 0, 0, 0, Optional.empty(), List.of(), List.of());
        JobTexts texts = new JobTexts(Locale.ENGLISH);
        assertThat(MillraceWidget.rows(Stream.of(job(true), job(true)), job -> Optional.of(slower), texts))
                .hasSize(2)
                .contains(new MillraceWidget.Row("folder/job", "job/folder/job/job/millrace/", "2 min ▲ slower"));
        assertThat(MillraceWidget.rows(Stream.of(job(false)), job -> Optional.of(slower), texts))
                .isEmpty();
        assertThat(MillraceWidget.rows(Stream.of(job(true)), job -> Optional.of(unknown), texts))
                .isEmpty();
        assertThat(MillraceWidget.rows(Stream.of(job(true)), job -> Optional.empty(), texts))
                .as("not read yet")
                .isEmpty();
    }

    private static Job<?, ?> job(boolean readable) {
        return new ReadableJob(Path.of("jobs"), readable);
    }

    private static TimedBuild build(int number, Instant at, String... revisions) {
        return new TimedBuild(
                number, at, null, null, "SUCCESS", null, null, null, List.of(), List.of(), List.of(revisions));
    }
}
