package io.jenkins.plugins.millrace.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An outbox as the code of before December 2026 left it: of 60 messages 29 were delivered and 1 was refused. Segment 30 holds
 * messages 29 to 57, of which the first is the refused one, and segment 59 the last two.
 */
class OldSegmentsTest {

    private static final Path MADE_BY_THE_OLD_CODE = Path.of("src/test/resources/outbox-segments");
    private static final String FIRST = "00000000000000000030.log";
    private static final String SECOND = "00000000000000000059.log";

    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException {
        for (String name : List.of(FIRST, SECOND, "progress")) {
            Files.copy(MADE_BY_THE_OLD_CODE.resolve(name), folder.resolve(name));
        }
    }

    private Outbox open() {
        return Outbox.open(folder, OutboxLimits.DEFAULT);
    }

    private void holds(int files) throws IOException {
        assertThat(MessageFile.in(folder, ".log")).isEmpty();
        assertThat(MessageFile.in(folder, MessageFile.SUFFIX)).hasSize(files);
    }

    @Test
    void what_waited_is_delivered_in_order_and_the_counts_go_on() throws IOException {
        try (Outbox outbox = open()) {
            holds(30);
            assertThat(outbox.status()).extracting(OutboxStatus::waiting).isEqualTo(30L);
            OutboxTest.append(outbox, 60, 62);
            assertThat(OutboxTest.drain(outbox)).isEqualTo(OutboxTest.texts(30, 62));
            assertThat(outbox.status()).isEqualTo(new OutboxStatus(0, 0, 29 + 32, 0, 1, 0, 0));
        }
        try (Outbox outbox = open()) {
            assertThat(outbox.peek()).isEmpty();
        }
    }

    /** At each step of the conversion: some messages are files already, the segments are there or not yet gone. */
    @Test
    void a_conversion_that_was_cut_off_anywhere_begins_again_and_loses_nothing() throws IOException {
        Path done = folder.resolve("done");
        Files.createDirectories(done);
        for (String name : List.of(FIRST, SECOND, "progress")) {
            Files.copy(folder.resolve(name), done.resolve(name));
        }
        Outbox.open(done, OutboxLimits.DEFAULT).close();
        List<Path> converted = MessageFile.in(done, MessageFile.SUFFIX);
        for (int files : List.of(0, 9, 28)) {
            goesOn(files, converted, List.of(FIRST, SECOND));
        }
        for (int files : List.of(28, 29, 30)) {
            goesOn(files, converted, List.of(SECOND));
        }
    }

    private void goesOn(int files, List<Path> converted, List<String> segments) throws IOException {
        String step = files + " files and " + segments;
        Path place = Files.createDirectories(folder.resolve(step));
        Files.copy(folder.resolve("progress"), place.resolve("progress"));
        for (String segment : segments) {
            Files.copy(folder.resolve(segment), place.resolve(segment));
        }
        for (Path file : converted.subList(0, files)) {
            Files.copy(file, place.resolve(file.getFileName()));
        }
        try (Outbox outbox = Outbox.open(place, OutboxLimits.DEFAULT)) {
            assertThat(OutboxTest.drain(outbox)).as(step).isEqualTo(OutboxTest.texts(30, 60));
            assertThat(outbox.status().damaged()).isZero();
        }
    }

    @Test
    void a_write_that_never_returned_at_the_end_is_not_counted() throws IOException {
        byte[] last = Files.readAllBytes(folder.resolve(SECOND));
        Files.write(folder.resolve(SECOND), Arrays.copyOf(last, last.length - 1));
        try (Outbox outbox = open()) {
            assertThat(OutboxTest.drain(outbox)).isEqualTo(OutboxTest.texts(30, 59));
            assertThat(outbox.status().damaged()).isZero();
        }
        holds(0);
    }

    @Test
    void a_segment_that_the_disk_damaged_is_set_aside_and_what_is_missing_is_counted() throws IOException {
        byte[] first = Files.readAllBytes(folder.resolve(FIRST));
        first[first.length - 1] ^= 1; // message 57
        Files.write(folder.resolve(FIRST), first);
        try (Outbox outbox = open()) {
            List<String> out = OutboxTest.drain(outbox);
            assertThat(out).hasSize(29).doesNotContain("message 57").containsSubsequence("message 56", "message 58");
            assertThat(outbox.status().damaged()).isEqualTo(1);
        }
        assertThat(folder.resolve("damaged").resolve(FIRST)).hasBinaryContent(first);
    }

    @Test
    void without_a_note_of_the_progress_all_is_sent_again() throws IOException {
        Files.writeString(folder.resolve("progress"), "garbage");
        try (Outbox outbox = open()) {
            assertThat(OutboxTest.drain(outbox)).isEqualTo(OutboxTest.texts(29, 60));
        }
    }

    @Test
    void one_in_which_all_was_delivered_leaves_its_number_only() throws IOException {
        Files.writeString(folder.resolve("progress"), "61 60 0 0 0\n");
        try (Outbox outbox = open()) {
            holds(0);
            OutboxTest.append(outbox, 60, 61);
            assertThat(MessageFile.number(
                            MessageFile.in(folder, MessageFile.SUFFIX).get(0)))
                    .isEqualTo(61);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("lock", "progress", "00000000000000000061.ndjson.gz");
        }
    }
}
