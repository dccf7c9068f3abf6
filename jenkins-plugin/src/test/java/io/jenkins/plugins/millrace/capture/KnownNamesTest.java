package io.jenkins.plugins.millrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.model.ArtifactSnapshot;
import io.jenkins.plugins.millrace.Builds;
import io.jenkins.plugins.millrace.events.BuildEvents;
import io.jenkins.plugins.millrace.record.JobNames;
import io.jenkins.plugins.millrace.record.JobNow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job goes on as the same pipeline under its new name, and another job under its old name is another one. */
class KnownNamesTest {

    private static final Instant MONDAY = Instant.parse("2026-11-02T08:00:00Z");

    @TempDir
    Path home;

    private final Troubles troubles = new Troubles();
    private Instant now = MONDAY;
    private Path job;

    @BeforeEach
    void folders() throws IOException {
        job = Files.createDirectories(home.resolve("jobs/1"));
    }

    @Test
    void job_that_was_never_renamed_stands_for_itself_and_leaves_no_file() {
        JobNames names = known().of(job, "shop");

        assertThat(names.pipeline()).isNull();
        assertThat(names.at(MONDAY, "shop")).isEqualTo("shop");
        assertThat(job).isEmptyDirectory();
    }

    @Test
    void builds_keep_the_name_they_were_made_under_and_stay_one_pipeline() {
        known().renamed(job, "shop", "team/shop");
        now = MONDAY.plusSeconds(3600);
        known().renamed(job, "team/shop", "store");

        JobNames names = known().of(job, "store");

        assertThat(names.pipeline()).isEqualTo("shop");
        assertThat(names.at(MONDAY.minusMillis(1), "store")).isEqualTo("shop");
        assertThat(names.at(MONDAY, "store")).isEqualTo("team/shop");
        assertThat(names.at(now, "store")).isEqualTo("store");
        assertThat(names.tellAgainBelow("store")).isEqualTo(Integer.MAX_VALUE);
        known().told(job, "store", 300);
        assertThat(known().of(job, "store").tellAgainBelow("store")).isEqualTo(300);
        known().told(job, "store", 0);
        assertThat(known().of(job, "store").tellAgainBelow("store")).isZero();
        assertThat(known().of(job, "store").pipeline()).isEqualTo("shop");
    }

    @Test
    void new_job_under_a_name_that_another_gave_up_is_another_pipeline() throws IOException {
        known().renamed(job, "shop", "store");
        Path other = Files.createDirectories(home.resolve("jobs/2"));

        assertThat(known().of(other, "shop").pipeline()).isEqualTo("shop@" + MONDAY.toEpochMilli());
        assertThat(known().of(job, "store").pipeline()).isEqualTo("shop");
    }

    /** Jenkins knows a job by its name: who makes it anew means the same pipeline, with other builds. */
    @Test
    void job_made_anew_under_its_name_is_the_same_pipeline() throws IOException {
        known().renamed(job, "shop", "store");
        known().renamed(job, "store", "shop");
        Files.delete(job.resolve(JobNames.NAME));

        assertThat(known().of(job, "shop").pipeline()).isNull();
        assertThat(new JobNow("shop", "job/shop/1/", "shop").pipeline()).isNull();
    }

    @Test
    void names_that_cannot_be_read_are_told_and_cost_no_build() throws IOException {
        Files.writeString(job.resolve(JobNames.NAME), "{\"schema\":7}");

        assertThat(known().of(job, "shop")).isEqualTo(JobNames.ALWAYS);
        known().renamed(home.resolve("jobs/gone"), "a", "b");
        assertThat(troubles.count()).isEqualTo(2);
        assertThat(troubles.last()).contains("b goes on as another pipeline than a");
    }

    @Test
    void hostile_names_come_back() {
        String name = "a\"b\\c/\u202E<b> d";
        known().renamed(job, name, "x");

        assertThat(known().of(job, "x").at(MONDAY.minusSeconds(1), "x")).isEqualTo(name);
        assertThat(known().of(job, "x").pipeline()).isEqualTo(name);
    }

    @Test
    void build_of_a_renamed_job_keeps_its_id_and_tells_its_name_and_its_pipeline() {
        ArtifactSnapshot before = snapshot(Builds.NOW);
        ArtifactSnapshot after = snapshot(new JobNow("store", "job/store/7/", "shop/web/main"));

        assertThat(after.artifact()).isEqualTo(before.artifact());
        assertThat(List.of(after.key(), after.project(), String.valueOf(after.url())))
                .containsExactly("store #7", "store", "https://ci.example/job/store/7/");
        assertThat(before.attributes()).doesNotContainKey("job");
        assertThat(after.attributes()).containsEntry("job", List.of("shop/web/main"));
    }

    /** What it did stays done; only the way to its page is gone. */
    @Test
    void deleted_build_keeps_its_facts_and_loses_its_address() {
        ArtifactSnapshot before = snapshot(Builds.NOW);
        ArtifactSnapshot after = snapshot(new JobNow("shop/web/main", "", null, MONDAY));

        assertThat(after.artifact()).isEqualTo(before.artifact());
        assertThat(after.url()).isNull();
        assertThat(after.attributes()).containsEntry("deleted", List.of(MONDAY.toString()));
        assertThat(after.attributes())
                .containsEntry("commit", before.attributes().get("commit"));
    }

    private static ArtifactSnapshot snapshot(JobNow job) {
        return BuildEvents.of(Builds.whole(), job, "https://ci.example/")
                .snapshots()
                .get(0);
    }

    private KnownNames known() {
        return new KnownNames(home.resolve("millrace"), () -> now, troubles);
    }
}
