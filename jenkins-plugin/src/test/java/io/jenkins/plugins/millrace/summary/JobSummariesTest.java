package io.jenkins.plugins.millrace.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.buildcard.BuildRecord;
import dev.millrace.buildcard.StageRecord;
import dev.millrace.metrics.pipeline.TimedBuild;
import dev.millrace.metrics.pipeline.TimedStage;
import io.jenkins.plugins.millrace.Builds;
import io.jenkins.plugins.millrace.RealData;
import io.jenkins.plugins.millrace.graph.GraphReading;
import io.jenkins.plugins.millrace.graph.StageReader;
import io.jenkins.plugins.millrace.graph.StoredGraph;
import io.jenkins.plugins.millrace.record.RecordFile;
import io.jenkins.plugins.millrace.summary.JobSummaries.Folders;
import io.jenkins.plugins.millrace.summary.JobSummaries.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobSummariesTest {

    @TempDir
    Path home;

    private final Deque<Runnable> background = new ArrayDeque<>();
    private JobSummaries summaries = new JobSummaries(background::add);
    private Folders job;

    @BeforeEach
    void makeTheFolders() throws IOException {
        job = new Folders(home, Files.createDirectory(home.resolve("builds")));
    }

    @Test
    void builds_with_a_record_are_in_the_summary_and_the_others_are_counted() throws IOException {
        record(1);
        record(2);
        Files.createDirectory(job.builds().resolve("3"));
        Summary summary = summaries.of(job);
        assertThat(numbers(summary)).containsExactly(1, 2);
        assertThat(summary.withoutRecord()).isEqualTo(1);
        assertThat(summary.reading()).isFalse();
    }

    @Test
    void build_that_ends_is_in_the_next_answer() throws IOException {
        record(1);
        Files.createDirectory(job.builds().resolve("2"));
        assertThat(numbers(summaries.of(job))).containsExactly(1);
        RecordFile.write(job.builds().resolve("2"), Builds.numbered(2));
        assertThat(numbers(summaries.of(job))).containsExactly(1, 2);
    }

    @Test
    void deleted_build_is_in_no_figure() throws IOException {
        for (int i = 1; i <= 5; i++) {
            record(i);
        }
        summaries.of(job);
        Files.delete(job.builds().resolve("2").resolve(RecordFile.NAME));
        Files.delete(job.builds().resolve("2"));
        assertThat(numbers(summaries.of(job))).containsExactly(1, 3, 4, 5);
        assertThat(numbers(new JobSummaries(background::add).of(job))).containsExactly(1, 3, 4, 5);
    }

    /** What the file says counts, so that no record is read again. */
    @Test
    void records_are_read_once() throws IOException {
        record(1);
        record(2);
        List<TimedBuild> first = summaries.of(job).builds();
        Files.writeString(job.builds().resolve("1").resolve(RecordFile.NAME), "no record any more");
        assertThat(new JobSummaries(background::add).of(job).builds()).isEqualTo(first);
    }

    @Test
    void line_that_a_crash_cut_off_is_made_again() throws IOException {
        record(1);
        record(2);
        summaries.of(job);
        Path file = home.resolve(SummaryFile.NAME);
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() - 40));
        record(3);
        assertThat(numbers(new JobSummaries(background::add).of(job))).containsExactly(1, 2, 3);
        assertThat(numbers(new JobSummaries(background::add).of(job))).containsExactly(1, 2, 3);
    }

    @Test
    void file_of_another_schema_is_made_anew() throws IOException {
        record(1);
        Files.writeString(home.resolve(SummaryFile.NAME), "{\"schema\":2,\"from\":1}\n{\"strange\":true}\n");
        assertThat(numbers(summaries.of(job))).containsExactly(1);
        assertThat(Files.readString(home.resolve(SummaryFile.NAME))).startsWith("{\"schema\":1,");
    }

    @Test
    void many_records_are_read_on_another_thread() throws IOException {
        for (int i = 1; i <= 120; i++) {
            record(i);
        }
        Summary before = summaries.of(job);
        assertThat(before.reading()).isTrue();
        assertThat(before.builds()).isEmpty();
        summaries.of(job);
        assertThat(background).as("asked twice, read once").hasSize(1);
        background.remove().run();
        Summary after = summaries.of(job);
        assertThat(after.reading()).isFalse();
        assertThat(after.builds()).hasSize(120);
        assertThat(after.report().builds()).hasSize(JobSummaries.COUNTED);
    }

    @Test
    void record_that_cannot_be_read_costs_its_build_alone() throws IOException {
        record(1);
        record(2);
        Files.writeString(job.builds().resolve("1").resolve(RecordFile.NAME), "{\"schema\":99}");
        assertThat(numbers(summaries.of(job))).containsExactly(2);
        assertThat(numbers(summaries.of(job))).containsExactly(2);
    }

    /** Five hundred builds of 110 stages have more than 5 MB. */
    @Test
    void file_stays_small_whatever_the_job_holds() throws IOException {
        List<TimedBuild> wide = new ArrayList<>();
        for (int i = 1; i <= JobSummaries.BUILDS; i++) {
            record(i);
            wide.add(wide(i, 110));
        }
        SummaryFile.replace(home, 0, wide);
        assertThat(SummaryFile.size(home)).isGreaterThan(5 << 20);
        record(JobSummaries.BUILDS + 1);
        Summary summary = summaries.of(job);
        assertThat(SummaryFile.size(home)).isLessThan(3 << 20);
        assertThat(summary.builds()).last().extracting(TimedBuild::number).isEqualTo(JobSummaries.BUILDS + 1);
        Summary again = new JobSummaries(background::add).of(job);
        assertThat(again.reading()).as("what was left out is not read again").isFalse();
        assertThat(again.builds()).hasSizeBetween(100, JobSummaries.BUILDS - 1);
    }

    @Test
    void numbers_survive_the_file() throws IOException {
        TimedBuild whole = TimedBuilds.of(Builds.whole()).orElseThrow();
        SummaryFile.replace(home, 0, List.of(whole));
        assertThat(SummaryFile.read(home).builds().get(7)).isEqualTo(whole);
        assertThat(whole.queue()).isEqualTo(Duration.ofSeconds(7));
        assertThat(whole.agent()).isEqualTo(Duration.ofSeconds(15));
        assertThat(whole.deployments()).singleElement().satisfies(deployment -> {
            assertThat(deployment.environment()).isEqualTo("production");
            assertThat(deployment.time()).isEqualTo(Duration.ofSeconds(39));
        });
        assertThat(whole.stages())
                .extracting(TimedStage::path)
                .containsExactly(
                        List.of("Build"), List.of("Test"), List.of("Test", "linux"), List.of("Deploy to production"));
    }

    /** One stage a module: what a person reads is one row, with the sum and how often it ran. */
    @Test
    void stages_of_one_name_are_one_row() {
        BuildRecord build = Builds.named(List.of("Test", "Deploy", "Test", "Test"));
        TimedBuild timed = TimedBuilds.of(build).orElseThrow();
        assertThat(timed.stages()).hasSize(2);
        assertThat(timed.stages().get(0).runs()).isEqualTo(3);
        assertThat(timed.stages().get(0).time()).isEqualTo(Duration.ofSeconds(3));
    }

    /** Of builds that a real Jenkins recorded: the path adds up to the build's time, and the times are those of the graph. */
    @Test
    void recorded_builds_go_through_to_the_millisecond() throws IOException {
        int builds = 0;
        for (Path folder : RealData.named(RealData.folder("jenkins-2.479-scenarios"), "build-dir")) {
            if (!StoredGraph.isIn(folder)) {
                continue;
            }
            builds++;
            GraphReading reading = StageReader.read(StoredGraph.read(folder));
            BuildRecord record = Builds.recorded(builds, reading);
            TimedBuild timed = TimedBuilds.of(record).orElseThrow();
            SummaryFile.replace(home, 0, List.of(timed));
            assertThat(SummaryFile.read(home).builds().get(builds)).isEqualTo(timed);
            long ofTheGraph = reading.stages().stream()
                    .filter(stage -> stage.parentId() == null && stage.skipped() == null)
                    .map(StageRecord::length)
                    .mapToLong(Duration::toMillis)
                    .sum();
            long ofTheSummary = timed.stages().stream()
                    .filter(stage -> stage.path().size() == 1 && stage.time() != null)
                    .mapToLong(stage -> stage.time().toMillis())
                    .sum();
            assertThat(ofTheSummary).as("%s", folder).isEqualTo(ofTheGraph);
        }
        assertThat(builds).isGreaterThanOrEqualTo(15);
    }

    private static TimedBuild wide(int number, int stages) {
        List<TimedStage> all = new ArrayList<>();
        for (int i = 0; i < stages; i++) {
            all.add(new TimedStage(
                    List.of("a stage with a name " + i),
                    1,
                    0,
                    "SUCCESS",
                    Duration.ofSeconds(i),
                    Duration.ofSeconds(i),
                    Duration.ofSeconds(i)));
        }
        return new TimedBuild(
                number,
                Builds.START,
                Builds.START,
                Builds.START.plusSeconds(9),
                "SUCCESS",
                null,
                null,
                null,
                all,
                List.of());
    }

    private void record(int number) throws IOException {
        Path folder = Files.createDirectory(job.builds().resolve("" + number));
        RecordFile.write(folder, Builds.numbered(number));
    }

    private static List<Integer> numbers(Summary summary) {
        return summary.builds().stream().map(TimedBuild::number).toList();
    }
}
