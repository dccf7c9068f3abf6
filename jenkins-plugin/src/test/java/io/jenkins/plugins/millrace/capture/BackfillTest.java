package io.jenkins.plugins.millrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.buildcard.BuildRecord;
import dev.millrace.buildcard.Related;
import io.jenkins.plugins.millrace.Builds;
import io.jenkins.plugins.millrace.record.BuildFolders;
import io.jenkins.plugins.millrace.record.JobNow;
import io.jenkins.plugins.millrace.record.RecordFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that ended while nobody listened: each is found by its number, recorded once and said. */
class BackfillTest {

    private static final Instant INSTALLED = Builds.START;
    private static final Instant ALIVE = INSTALLED.plusSeconds(86_400);

    @TempDir
    Path home;

    private Instant now = ALIVE;
    private final Troubles troubles = new Troubles();
    private final MissedCount missed = new MissedCount();
    private final List<String> sent = new ArrayList<>();
    private final Set<Integer> unloadable = new HashSet<>();
    private final Set<Integer> running = new HashSet<>();
    private final Map<Integer, Instant> ends = new HashMap<>();
    private final List<Runnable> queued = new ArrayList<>();
    private int loads;
    private @Nullable RuntimeException refusal;
    private boolean renamed;
    private int untold = Integer.MAX_VALUE;
    private Runnable onRead = () -> {};

    @Test
    void builds_that_ended_while_jenkins_was_down_are_recorded_once_and_said() throws IOException {
        job(1, 2, 3, 4, 5);
        recorded(1, 3);
        Backfill backfill = backfill(10);

        String said = look(backfill);

        assertThat(said)
                .isEqualTo("5 builds checked: 2 already recorded, 3 recorded now, 0 sent again, 0 cannot be read");
        assertThat(sent).containsExactly("shop #5", "shop #4", "shop #2");
        assertThat(missed.text())
                .isEqualTo("3 builds of shop were missed while Jenkins was stopping or down; recorded now.");
        assertThat(RecordFile.read(folder(4)).orElseThrow().troubles())
                .singleElement()
                .asString()
                .startsWith("controller downtime: ");
        assertThat(look(backfill)).startsWith("0 builds checked");
        assertThat(look(backfill(10))).startsWith("5 builds checked: 5 already recorded, 0 recorded now");
        assertThat(sent).as("once").hasSize(3);
    }

    @Test
    void builds_from_before_the_installation_are_not_touched() {
        job(1, 2, 3);
        ends.put(1, INSTALLED.minusSeconds(100));
        ends.put(2, INSTALLED.minusSeconds(50));

        look(backfill(10));

        assertThat(sent).containsExactly("shop #3");
        assertThat(loads).as("the first from before says enough").isEqualTo(2);
        assertThat(folder(1).resolve(RecordFile.NAME)).doesNotExist();
    }

    @Test
    void build_that_runs_or_has_just_ended_is_left_to_who_listens_and_looked_at_again() {
        job(1, 2, 3);
        now = ALIVE.plusSeconds(3600);
        running.add(1);
        ends.put(2, now.minusSeconds(60));
        ends.put(3, now.minusSeconds(1_200));
        Backfill backfill = backfill(10);

        look(backfill);
        assertThat(sent).containsExactly("shop #3");

        now = now.plusSeconds(3600);
        running.clear();
        ends.put(1, now.minusSeconds(1_800));
        look(backfill);
        assertThat(sent).containsExactly("shop #3", "shop #2", "shop #1");
    }

    @Test
    void build_whose_end_is_unknown_is_found_as_well() {
        job(1);
        ends.put(1, null);

        look(backfill(10));

        assertThat(sent).containsExactly("shop #1");
    }

    @Test
    void build_whose_record_is_being_written_is_not_missed() {
        job(1);
        BuildRecords records = records();
        records.keep(build(1));

        new Backfill(records, missed, () -> now, INSTALLED, ALIVE, 10).look(List.of(jobBuilds()), () -> false);
        assertThat(missed.count()).isZero();

        queued.forEach(Runnable::run);
        assertThat(sent).containsExactly("shop #1");
        assertThat(RecordFile.exists(folder(1))).isTrue();
    }

    /** Killed after the record was written and before it was in the outbox. */
    @Test
    void record_that_never_got_on_its_way_is_sent_from_its_file() throws IOException {
        job(1, 2);
        recorded(1, 2);
        RecordFile.unsent(folder(1));

        look(backfill(10));

        assertThat(sent).containsExactly("shop #1");
        assertThat(RecordFile.isUnsent(folder(1))).isFalse();
        assertThat(missed.count()).as("it was not missed").isZero();
    }

    @Test
    void outbox_that_takes_nothing_is_tried_again_by_the_next_look() {
        job(1, 2);
        refusal = new IllegalStateException("the disk is full");
        Backfill backfill = backfill(10);
        look(backfill);
        assertThat(troubles.last()).contains("shop #1", "tried again");

        refusal = null;
        look(backfill);
        look(backfill);
        assertThat(sent).containsExactly("shop #2", "shop #1");
    }

    @Test
    void build_that_no_message_can_hold_is_told_once_and_never_tried_again() {
        job(1);
        refusal = new IllegalArgumentException("a message holds at most 16 MiB");
        Backfill backfill = backfill(10);

        look(backfill);
        look(backfill);
        look(backfill(10));

        assertThat(troubles.count()).isEqualTo(1);
        assertThat(troubles.last()).contains("shop #1", "never sent");
    }

    @Test
    void builds_that_cannot_be_read_are_counted_once_and_cost_no_others() {
        job(1, 2, 3);
        unloadable.add(2);
        onRead = () -> {
            throw new IllegalStateException("graph is gone");
        };
        Backfill backfill = backfill(10);

        look(backfill);
        look(backfill);

        assertThat(missed.text()).isEqualTo("3 builds of shop cannot be read: not recorded.");
        assertThat(sent).isEmpty();
        onRead = () -> {};
        look(backfill(10));
        assertThat(sent).as("after the next start").containsExactly("shop #3", "shop #1");
    }

    @Test
    void build_deleted_while_it_is_looked_at_is_none_that_cannot_be_read() throws IOException {
        job(1);
        onRead = () -> {
            delete(folder(1));
            throw new IllegalStateException("gone");
        };

        look(backfill(10));

        assertThat(missed.count()).isZero();
    }

    @Test
    void one_look_reads_so_many_and_the_next_goes_on() {
        job(1, 2, 3, 4, 5);
        Backfill backfill = backfill(2);

        look(backfill);
        assertThat(sent).containsExactly("shop #5", "shop #4");
        look(backfill);
        look(backfill);
        assertThat(sent).containsExactly("shop #5", "shop #4", "shop #3", "shop #2", "shop #1");
    }

    @Test
    void look_that_is_stopped_anywhere_is_finished_by_the_next_start() {
        for (int stop = 0; stop < 12; stop++) {
            sent.clear();
            job(1, 2, 3, 4);
            for (int number = 1; number <= 4; number++) {
                delete(folder(number));
            }
            job(1, 2, 3, 4);
            int[] asked = {stop};
            backfill(10).look(List.of(jobBuilds()), () -> asked[0]-- <= 0);
            look(backfill(10));
            assertThat(sent).as("stopped after " + stop).containsExactly("shop #4", "shop #3", "shop #2", "shop #1");
        }
    }

    @Test
    void builds_of_a_renamed_job_are_told_again_under_its_name() {
        job(1, 2);
        look(backfill(10));
        sent.clear();
        renamed = true;

        Backfill backfill = backfill(10);
        look(backfill);
        look(backfill);

        assertThat(sent).containsExactly("shop #2", "shop #1");
        assertThat(missed.count()).isEqualTo(2);
    }

    @Test
    void renamed_job_with_more_builds_than_one_look_reads_is_told_look_by_look() throws IOException {
        job(1, 2, 3, 4, 5);
        recorded(1, 2, 3, 4, 5);
        renamed = true;

        look(backfill(2));
        assertThat(sent).containsExactly("shop #5", "shop #4");
        look(backfill(2));
        look(backfill(2));
        assertThat(sent).containsExactly("shop #5", "shop #4", "shop #3", "shop #2", "shop #1");

        look(backfill(2));
        assertThat(sent).as("nothing is told twice").hasSize(5);
    }

    /** Seen in a real Jenkins: built, renamed, and looked at within ten minutes. */
    @Test
    void build_that_has_just_ended_is_told_again_under_the_new_name() throws IOException {
        job(1, 2);
        recorded(1, 2);
        now = ALIVE.plusSeconds(3600);
        ends.put(2, now.minusSeconds(60));
        renamed = true;

        look(backfill(10));

        assertThat(sent).containsExactly("shop #2", "shop #1");
        assertThat(renamed).as("nothing is left to tell").isFalse();
    }

    @Test
    void new_name_that_the_outbox_did_not_take_is_told_by_the_next_look() throws IOException {
        job(1, 2);
        recorded(1, 2);
        renamed = true;
        refusal = new IllegalStateException("the disk is full");
        Backfill backfill = backfill(10);
        look(backfill);

        refusal = null;
        look(backfill);
        look(backfill);

        assertThat(sent).containsExactly("shop #2", "shop #1");
    }

    /** Its message may hold the old name. */
    @Test
    void rename_while_a_record_is_written_is_told_by_the_next_look() {
        job(1);
        BuildRecords records = records();
        Backfill backfill = new Backfill(records, missed, () -> now, INSTALLED, ALIVE, 10);
        records.keep(build(1));
        renamed = true;

        look(backfill);
        queued.forEach(Runnable::run);
        sent.clear();
        look(backfill);

        assertThat(sent).containsExactly("shop #1");
        assertThat(renamed).isFalse();
    }

    /** Jenkins writes nothing of a freestyle build before it ends: after a kill its folder stays for ever. */
    @Test
    void build_that_cannot_be_read_is_counted_at_one_start_and_not_at_each() {
        job(1, 2);
        unloadable.add(2);
        look(backfill(10));

        look(backfill(10));
        assertThat(missed.text())
                .isEqualTo("1 build of shop was missed while Jenkins was stopping or down; recorded now. 1 "
                        + "build of shop cannot be read: not recorded.");

        unloadable.clear();
        look(backfill(10));
        assertThat(sent).as("tried again all the same").containsExactly("shop #1", "shop #2");
    }

    @Test
    void folder_from_before_the_installation_that_holds_no_build_is_not_counted() throws IOException {
        job(1);
        unloadable.add(1);
        Files.setLastModifiedTime(folder(1), FileTime.from(INSTALLED.minusSeconds(1)));

        look(backfill(10));

        assertThat(missed.count()).isZero();
    }

    @Test
    void job_made_anew_is_looked_at_from_its_first_build() throws Exception {
        job(1, 2, 3);
        unloadable.add(1);
        Backfill backfill = backfill(10);
        look(backfill);
        assertThat(sent).containsExactly("shop #3", "shop #2");
        FileTime first = made();
        sent.clear();
        unloadable.clear();

        do {
            delete(home.resolve("builds"));
            job(1, 2);
        } while (made().equals(first));
        look(backfill);

        assertThat(sent).containsExactly("shop #2", "shop #1");
    }

    private FileTime made() throws IOException {
        return Files.readAttributes(home.resolve("builds"), BasicFileAttributes.class)
                .creationTime();
    }

    @Test
    void installation_is_noted_once() throws IOException {
        assertThat(MissedBuilds.installed(home.resolve("new"), INSTALLED)).isEqualTo(INSTALLED);
        assertThat(MissedBuilds.installed(home.resolve("new"), ALIVE)).isEqualTo(INSTALLED);
        assertThat(BuildFolders.numbers(home.resolve("nothing"))).isEmpty();
        job(12, 7);
        Files.createDirectories(home.resolve("builds/lastStableBuild"));
        assertThat(BuildFolders.numbers(home.resolve("builds"))).containsExactlyInAnyOrder(7, 12);
    }

    private String look(Backfill backfill) {
        return backfill.look(List.of(jobBuilds()), () -> false);
    }

    private Backfill backfill(int most) {
        return new Backfill(records(), missed, () -> now, INSTALLED, ALIVE, most);
    }

    private BuildRecords records() {
        return new BuildRecords(
                () -> now,
                queued::add,
                (build, job) -> {
                    if (refusal != null) {
                        throw refusal;
                    }
                    sent.add("shop #" + build.number());
                },
                troubles);
    }

    private void job(int... numbers) {
        try {
            for (int number : numbers) {
                Files.createDirectories(folder(number));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void recorded(int... numbers) throws IOException {
        for (int number : numbers) {
            RecordFile.write(folder(number), record(number));
        }
    }

    private static void delete(Path folder) {
        try (var all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder(int number) {
        return home.resolve("builds").resolve(Integer.toString(number));
    }

    private BuildRecord record(int number) {
        BuildRecord whole = Builds.whole();
        return new BuildRecord(
                whole.controller(),
                "shop",
                number,
                scheduled(number),
                "#" + number,
                "job/shop/" + number + "/",
                null,
                scheduled(number),
                ends.getOrDefault(number, scheduled(number).plusSeconds(5)),
                "SUCCESS",
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                false,
                List.of(),
                List.of(),
                List.of(),
                Related.NONE);
    }

    private Instant scheduled(int number) {
        Instant end = ends.get(number);
        return end == null || end.isAfter(INSTALLED) ? INSTALLED.plusSeconds(number) : end.minusSeconds(5);
    }

    private JobBuilds jobBuilds() {
        return new JobBuilds() {
            @Override
            public String name() {
                return "shop";
            }

            @Override
            public Path folder() {
                return home.resolve("builds");
            }

            @Override
            public List<Integer> numbers() throws IOException {
                return BuildFolders.numbers(home.resolve("builds"));
            }

            @Override
            public Path folder(int number) {
                return BackfillTest.this.folder(number);
            }

            @Override
            public Optional<Build> build(int number) {
                loads++;
                return unloadable.contains(number) ? Optional.empty() : Optional.of(BackfillTest.this.build(number));
            }

            @Override
            public int tellAgainBelow() {
                return renamed ? untold : 0;
            }

            @Override
            public void toldFrom(int number) {
                renamed = number > 1;
                untold = number;
            }
        };
    }

    private Build build(int number) {
        return new Build() {
            @Override
            public String name() {
                return "shop #" + number;
            }

            @Override
            public int number() {
                return number;
            }

            @Override
            public Instant scheduledAt() {
                return scheduled(number);
            }

            @Override
            public @Nullable Instant endedAt() {
                return running.contains(number)
                        ? null
                        : ends.getOrDefault(number, scheduled(number).plusSeconds(5));
            }

            @Override
            public Path folder() {
                return BackfillTest.this.folder(number);
            }

            @Override
            public boolean running() {
                return running.contains(number);
            }

            @Override
            public BuildRecord read() {
                onRead.run();
                return record(number);
            }

            @Override
            public JobNow now() {
                return new JobNow("shop", "job/shop/" + number + "/", null);
            }
        };
    }
}
