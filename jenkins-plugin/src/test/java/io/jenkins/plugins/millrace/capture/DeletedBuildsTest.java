package io.jenkins.plugins.millrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.millrace.Builds;
import io.jenkins.plugins.millrace.record.JobNow;
import io.jenkins.plugins.millrace.record.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build that is deleted in Jenkins is told to the hub from its record, which Jenkins deletes with it. */
class DeletedBuildsTest {

    @TempDir
    Path home;

    private final Troubles troubles = new Troubles();
    private final List<JobNow> told = new ArrayList<>();
    private Instant now = Instant.now();
    private Path build;

    @BeforeEach
    void build() throws IOException {
        build = Files.createDirectories(home.resolve("jobs/shop/builds/7"));
        RecordFile.write(build, Builds.whole());
    }

    @Test
    void build_is_told_after_its_folder_is_gone_also_by_the_next_start() throws IOException {
        Path kept = deleted().keep(List.of(build, home.resolve("jobs/shop/builds/8")));
        Files.delete(build.resolve(RecordFile.NAME));
        deleted().deleted(kept, new JobNow("shop", "", "old-shop"));

        deleted().tell((record, job) -> {
            assertThat(record).isEqualTo(Builds.whole());
            told.add(job);
        });
        deleted().tell((record, job) -> told.add(job));

        assertThat(told).containsExactly(new JobNow("shop", "", "old-shop", Instant.ofEpochMilli(now.toEpochMilli())));
        assertThat(home.resolve("deleted")).isEmptyDirectory();
    }

    @Test
    void deletion_that_did_not_happen_is_told_never_and_forgotten_after_an_hour() throws IOException {
        deleted().keep(List.of(build));

        deleted().tell((record, job) -> told.add(job));
        assertThat(home.resolve("deleted")).isNotEmptyDirectory();
        now = now.plusSeconds(3_700);
        deleted().tell((record, job) -> told.add(job));

        assertThat(told).isEmpty();
        assertThat(home.resolve("deleted")).isEmptyDirectory();
        assertThat(RecordFile.exists(build)).isTrue();
    }

    @Test
    void what_the_outbox_does_not_take_is_told_by_the_next_look() throws IOException {
        deleted().deleted(deleted().keep(List.of(build)), new JobNow("shop", "", null));

        deleted().tell((record, job) -> {
            throw new IllegalStateException("the disk is full");
        });
        deleted().tell((record, job) -> told.add(job));

        assertThat(told).hasSize(1);
        assertThat(troubles.last()).contains("tried again");
    }

    private DeletedBuilds deleted() {
        return new DeletedBuilds(home.resolve("deleted"), () -> now, troubles);
    }
}
