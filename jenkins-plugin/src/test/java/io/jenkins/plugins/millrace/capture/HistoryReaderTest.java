package io.jenkins.plugins.millrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.buildcard.BuildRecord;
import io.jenkins.plugins.millrace.Builds;
import io.jenkins.plugins.millrace.record.BuildFolders;
import io.jenkins.plugins.millrace.record.JobNow;
import io.jenkins.plugins.millrace.record.RecordFile;
import io.jenkins.plugins.millrace.summary.JobSummaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryReaderTest {

    @TempDir
    Path home;

    private final List<String> read = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private final Set<String> unloadable = new HashSet<>();
    private final Set<String> running = new HashSet<>();
    private int rests;

    @Test
    void newest_builds_of_all_jobs_come_first_and_each_is_recorded_and_sent_once() throws Exception {
        builds("a", 1, 50);
        builds("b", 1, 3);
        HistoryReader reader = reader();
        assertThat(reader.read(List.of(job("a"), job("b")), () -> false)).isTrue();
        assertThat(read).startsWith("a #50", "a #49").hasSize(53);
        assertThat(read.subList(20, 23))
                .as("the other job before the older builds")
                .containsExactly("b #3", "b #2", "b #1");
        assertThat(sent).isEqualTo(read);
        assertThat(RecordFile.exists(folder("a", 1))).isTrue();
        assertThat(RecordFile.isUnsent(folder("a", 1))).isFalse();
        assertThat(rests).as("builds have the controller between two records").isEqualTo(53);
        assertThat(reader.progress().recorded()).isEqualTo(53);
        JobSummaries summaries = new JobSummaries(Runnable::run);
        JobSummaries.Folders folders = new JobSummaries.Folders(home.resolve("a"), home.resolve("a/builds"));
        summaries.of(folders);
        assertThat(summaries.of(folders).builds()).as("on the job's page").hasSize(50);
    }

    @Test
    void stopped_anywhere_it_goes_on_where_it_was() throws Exception {
        builds("a", 1, 45);
        HistoryReader first = reader();
        assertThat(first.read(List.of(job("a")), () -> read.size() == 7)).isFalse();
        assertThat(read).hasSize(7);
        assertThat(first.read(List.of(job("a")), () -> read.size() == 30)).isFalse();
        HistoryReader afterRestart = reader();
        assertThat(afterRestart.read(List.of(job("a")), () -> false)).isTrue();
        assertThat(read).hasSize(45).doesNotHaveDuplicates();
        assertThat(afterRestart.progress().there()).isEqualTo(30);
    }

    @Test
    void build_that_cannot_be_read_is_listed_and_costs_no_other() throws Exception {
        builds("a", 1, 5);
        unloadable.add("a #3");
        running.add("a #5");
        HistoryReader reader = reader();
        assertThat(reader.read(List.of(job("a")), () -> false)).isTrue();
        assertThat(read).containsExactly("a #4", "a #2", "a #1");
        assertThat(reader.progress().listed()).containsExactly("a #3");
        assertThat(reader.progress().unreadable()).isEqualTo(1);
    }

    private HistoryReader reader() {
        BuildRecords records = new BuildRecords(
                InstantSource.system(),
                Runnable::run,
                (record, now) -> sent.add(now.job() + " #" + record.number()),
                new Troubles());
        return new HistoryReader(records, nanos -> rests++);
    }

    private void builds(String job, int from, int to) throws IOException {
        for (int number = from; number <= to; number++) {
            Files.createDirectories(folder(job, number));
        }
    }

    private Path folder(String job, int number) {
        return home.resolve(job).resolve("builds").resolve("" + number);
    }

    private JobBuilds job(String job) {
        return new JobBuilds() {
            @Override
            public String name() {
                return job;
            }

            @Override
            public Path folder() {
                return home.resolve(job);
            }

            @Override
            public List<Integer> numbers() throws IOException {
                return BuildFolders.numbers(home.resolve(job).resolve("builds"));
            }

            @Override
            public Path folder(int number) {
                return HistoryReaderTest.this.folder(job, number);
            }

            @Override
            public Optional<Build> build(int number) {
                return unloadable.contains(job + " #" + number) ? Optional.empty() : Optional.of(one(job, number));
            }

            @Override
            public int tellAgainBelow() {
                return 0;
            }

            @Override
            public void toldFrom(int first) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private Build one(String job, int number) {
        BuildRecord record = Builds.numbered(number);
        return new Build() {
            @Override
            public String name() {
                return job + " #" + number;
            }

            @Override
            public int number() {
                return number;
            }

            @Override
            public Instant scheduledAt() {
                return record.scheduledAt();
            }

            @Override
            public @Nullable Instant endedAt() {
                return record.endedAt();
            }

            @Override
            public Path folder() {
                return HistoryReaderTest.this.folder(job, number);
            }

            @Override
            public boolean running() {
                return running.contains(name());
            }

            @Override
            public BuildRecord read() {
                read.add(name());
                return record;
            }

            @Override
            public JobNow now() {
                return new JobNow(job, "job/" + job + "/" + number + "/", null);
            }
        };
    }
}
