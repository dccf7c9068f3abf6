package io.jenkins.plugins.millrace.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.metrics.pipeline.PipelineReport;
import dev.millrace.metrics.pipeline.TimedBuild;
import io.jenkins.plugins.millrace.Builds;
import io.jenkins.plugins.millrace.record.RecordFile;
import io.jenkins.plugins.millrace.summary.JobGlances.Trend;
import io.jenkins.plugins.millrace.summary.JobSummaries.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobGlancesTest {

    @TempDir
    Path home;

    private final Deque<Runnable> background = new ArrayDeque<>();
    private Instant now = Builds.START;

    @Test
    void list_never_waits_and_has_the_figures_once_they_are_read() throws IOException {
        JobGlances glances = new JobGlances(new JobSummaries(Runnable::run), background::add, () -> now);
        Folders job = job(1);
        assertThat(glances.of(job)).isEmpty();
        assertThat(glances.of(job)).isEmpty();
        assertThat(background).as("asked twice, read once").hasSize(1);
        background.remove().run();
        assertThat(glances.of(job).orElseThrow().time().measured().orElseThrow().p50())
                .isEqualTo(Duration.ofSeconds(100));
        assertThat(background).isEmpty();
        now = now.plusSeconds(61);
        assertThat(glances.of(job)).as("the old figures meanwhile").isPresent();
        assertThat(background).hasSize(1);
    }

    @Test
    void thread_that_is_busy_is_asked_again_by_the_next_list() throws IOException {
        List<Runnable> taken = new ArrayList<>();
        JobGlances glances = new JobGlances(
                new JobSummaries(Runnable::run),
                task -> {
                    if (taken.isEmpty()) {
                        taken.add(task);
                        throw new RejectedExecutionException("full");
                    }
                    task.run();
                },
                () -> now);
        Folders job = job(1);
        assertThat(glances.of(job)).isEmpty();
        glances.of(job);
        assertThat(glances.of(job)).isPresent();
    }

    @Test
    void trend_is_shown_only_if_it_is_no_chance() {
        assertThat(trend(60, i -> i > 40 ? 90 : 120)).isEqualTo(Trend.FASTER);
        assertThat(trend(60, i -> i > 40 ? 150 : 120)).isEqualTo(Trend.SLOWER);
        assertThat(trend(60, i -> 120)).isEqualTo(Trend.NO_CHANGE_SHOWN);
        assertThat(trend(22, i -> i > 2 ? 90 : 120)).as("two builds before").isEqualTo(Trend.UNKNOWN);
    }

    private static Trend trend(int builds, IntUnaryOperator seconds) {
        List<TimedBuild> all = new ArrayList<>();
        for (int i = 1; i <= builds; i++) {
            all.add(new TimedBuild(
                    i,
                    Builds.START,
                    Builds.START,
                    Builds.START.plusSeconds(seconds.applyAsInt(i) + i % 5),
                    "SUCCESS",
                    null,
                    null,
                    null,
                    List.of(),
                    List.of()));
        }
        return JobGlances.glance(PipelineReport.of(all, 100)).trend();
    }

    private Folders job(int number) throws IOException {
        Path folder = Files.createDirectories(home.resolve("builds/" + number));
        RecordFile.write(folder, Builds.numbered(number));
        return new Folders(home, home.resolve("builds"));
    }
}
