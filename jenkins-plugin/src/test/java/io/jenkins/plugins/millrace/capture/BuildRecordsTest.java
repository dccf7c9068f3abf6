package io.jenkins.plugins.millrace.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.millrace.buildcard.BuildRecord;
import io.jenkins.plugins.millrace.Builds;
import io.jenkins.plugins.millrace.record.JobNow;
import io.jenkins.plugins.millrace.record.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeping records must never harm the build that is recorded. */
class BuildRecordsTest {

    @TempDir
    Path folder;

    private final Troubles troubles = new Troubles();
    private final List<Runnable> queued = new ArrayList<>();
    private Instant now = Builds.START;
    private final BuildRecords records = new BuildRecords(() -> now, queued::add, this::take, troubles);
    private final List<BuildRecord> taken = new ArrayList<>();
    private RuntimeException refusal;
    private int reads;
    private boolean running;

    @AfterEach
    void switchOn() {
        System.clearProperty(CaptureListener.SWITCH);
    }

    @Test
    void record_is_written_later_and_not_on_the_thread_of_the_build() throws IOException {
        records.keep(build(Builds::whole));
        assertThat(reads).isZero();
        queued.forEach(Runnable::run);
        assertThat(RecordFile.read(folder)).contains(Builds.whole());
    }

    @Test
    void failing_reader_is_counted_and_harms_nobody() {
        for (Throwable failure : List.of(
                new IllegalStateException("graph is gone"),
                new NoClassDefFoundError("org/jenkinsci/x"),
                new StackOverflowError())) {
            records.keep(build(() -> sneak(failure)));
        }
        queued.forEach(task -> assertThatCode(task::run).doesNotThrowAnyException());
        assertThat(troubles.count()).isEqualTo(3);
        assertThat(troubles.last()).contains("shop #7").contains("StackOverflowError");
    }

    @Test
    void full_queue_loses_the_record_and_not_the_build() {
        BuildRecords full = new BuildRecords(
                () -> now,
                task -> {
                    throw new RejectedExecutionException("full");
                },
                this::take,
                troubles);
        assertThatCode(() -> full.keep(build(Builds::whole))).doesNotThrowAnyException();
        assertThat(troubles.last()).contains("too many");
    }

    @Test
    void folder_that_cannot_be_written_to_is_counted() {
        Build build = build(Builds::whole);
        folder = folder.resolve("deleted meanwhile");
        records.keep(build);
        queued.forEach(Runnable::run);
        assertThat(troubles.count()).isEqualTo(1);
    }

    /** The listener itself is called with what nobody expects: no build at all. */
    @Test
    void nothing_escapes_the_listener() {
        CaptureListener listener = new CaptureListener(
                queued::add,
                id -> {
                    throw new IllegalStateException("no queue");
                },
                this::take);
        assertThatCode(() -> {
                    listener.onStarted(null, null);
                    listener.onFinalized(null);
                    listener.onDeleted(null);
                })
                .doesNotThrowAnyException();
        queued.forEach(task -> assertThatCode(task::run).doesNotThrowAnyException());
        assertThat(listener.troubles().count()).isEqualTo(3);
    }

    @Test
    void switch_turns_the_listener_off() {
        System.setProperty(CaptureListener.SWITCH, "false");
        CaptureListener listener = new CaptureListener(queued::add, id -> null, this::take);
        listener.onStarted(null, null);
        listener.onFinalized(null);
        listener.onDeleted(null);
        assertThat(queued).isEmpty();
        assertThat(listener.troubles().count()).isZero();
    }

    @Test
    void running_build_is_read_anew_after_some_seconds_only() {
        running = true;
        Build build = build(Builds::running);
        records.of(build);
        records.of(build);
        assertThat(reads).isEqualTo(1);
        now = now.plusSeconds(3);
        records.of(build);
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void finished_build_is_read_from_its_file() throws IOException {
        RecordFile.write(folder, Builds.whole());
        assertThat(records.of(build(Builds::running))).isEqualTo(Builds.whole());
        assertThat(reads).isZero();
    }

    @Test
    void build_from_before_the_installation_is_read_on_request_and_leaves_no_file() {
        assertThat(records.of(build(Builds::whole))).isEqualTo(Builds.whole());
        assertThat(records.of(build(Builds::whole))).isEqualTo(Builds.whole());
        assertThat(reads).isEqualTo(1);
        assertThat(folder.resolve(RecordFile.NAME)).doesNotExist();
    }

    @Test
    void broken_file_is_told_and_the_build_read_anew() throws IOException {
        Files.writeString(folder.resolve(RecordFile.NAME), "{\"sch");
        assertThat(records.of(build(Builds::whole))).isEqualTo(Builds.whole());
        assertThat(troubles.last()).contains("millrace.json");
    }

    @Test
    void build_that_was_deleted_is_forgotten() {
        records.of(build(Builds::whole));
        records.forget(build(Builds::whole));
        records.of(build(Builds::whole));
        assertThat(reads).isEqualTo(2);
    }

    /** Jenkins tells nobody that the builds of a deleted job are gone, and its next builds have the same names. */
    @Test
    void build_of_a_job_made_anew_is_never_shown_as_the_old_one() {
        records.of(build(Builds::whole));
        BuildRecord other = Builds.named(List.of("other"));
        assertThat(records.of(build(() -> other, Builds.START.plusSeconds(300))))
                .isEqualTo(other);
    }

    /** A folder that was copied or put back by hand holds the record of another build. */
    @Test
    void record_of_another_build_in_the_folder_is_told_and_not_shown() throws IOException {
        RecordFile.write(folder, Builds.whole());
        BuildRecord other = Builds.named(List.of("other"));
        assertThat(records.of(build(() -> other, Builds.START.plusSeconds(300))))
                .isEqualTo(other);
        assertThat(troubles.last()).contains("it is that of #7");
    }

    @Test
    void record_is_handed_on_once_it_is_written() throws IOException {
        records.keep(build(Builds::whole));
        queued.forEach(Runnable::run);
        assertThat(taken).containsExactly(Builds.whole());
    }

    @Test
    void outbox_that_fails_costs_no_record_and_is_counted() throws IOException {
        refusal = new IllegalStateException("the disk is full");
        records.keep(build(Builds::whole));
        queued.forEach(task -> assertThatCode(task::run).doesNotThrowAnyException());
        assertThat(RecordFile.read(folder)).contains(Builds.whole());
        assertThat(troubles.last()).contains("shop #7").contains("hub").contains("the disk is full");
        assertThat(RecordFile.isUnsent(folder)).isTrue();
    }

    @Test
    void record_that_is_on_its_way_leaves_no_mark() {
        records.keep(build(Builds::whole));
        assertThat(records.pending(build(Builds::whole))).isTrue();
        queued.forEach(Runnable::run);
        assertThat(records.pending(build(Builds::whole))).isFalse();
        assertThat(RecordFile.isUnsent(folder)).isFalse();
    }

    @Test
    void name_and_keys_that_people_change_later_are_followed_and_told_again() throws IOException {
        records.keep(build(Builds::whole));
        queued.forEach(Runnable::run);
        queued.clear();
        BuildRecord edited = Builds.whole().withTexts("1.4.2 to production", List.of("SHOP-12", "SHOP-99"));

        records.follow(build(() -> edited), queued::add);
        records.follow(build(() -> edited), queued::add);
        queued.forEach(Runnable::run);

        assertThat(RecordFile.read(folder)).contains(edited);
        assertThat(records.of(build(() -> edited))).isEqualTo(edited);
        assertThat(taken).as("told once more, not twice").containsExactly(Builds.whole(), edited);
        assertThat(RecordFile.isUnsent(folder)).isFalse();
    }

    @Test
    void saving_a_build_that_has_no_record_yet_or_is_being_recorded_writes_none() throws IOException {
        records.follow(build(Builds::whole), queued::add);
        queued.forEach(Runnable::run);
        assertThat(RecordFile.exists(folder)).isFalse();
        assertThat(reads).isZero();

        queued.clear();
        records.keep(build(Builds::whole));
        records.follow(build(Builds::whole), queued::add);
        assertThat(queued).hasSize(1);
    }

    private void take(BuildRecord build, JobNow now) {
        if (refusal != null) {
            throw refusal;
        }
        taken.add(build);
    }

    private Build build(Supplier<BuildRecord> record) {
        return build(record, Builds.START.minusMillis(20));
    }

    private Build build(Supplier<BuildRecord> record, Instant scheduled) {
        return new Build() {
            @Override
            public String name() {
                return "shop #7";
            }

            @Override
            public int number() {
                return 7;
            }

            @Override
            public Instant scheduledAt() {
                return scheduled;
            }

            @Override
            public Instant endedAt() {
                return running ? null : Builds.START.plusSeconds(100);
            }

            @Override
            public JobNow now() {
                return Builds.NOW;
            }

            @Override
            public Path folder() {
                return folder;
            }

            @Override
            public boolean running() {
                return running;
            }

            @Override
            public BuildRecord read() {
                reads++;
                return record.get();
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> BuildRecord sneak(Throwable failure) throws T {
        throw (T) failure;
    }
}
