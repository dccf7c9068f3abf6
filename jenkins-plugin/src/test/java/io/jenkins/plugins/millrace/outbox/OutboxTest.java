package io.jenkins.plugins.millrace.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {

    private static final OutboxLimits SMALL = new OutboxLimits(2_000, 1_000, 200, 5, 5_000);
    private static final int SEEDS = Boolean.getBoolean("millrace.deep") ? 200 : 4;

    /** Every so many bytes a file is cut or changed; each try forces some 12 files to the disk. */
    private static final int STEP = Boolean.getBoolean("millrace.deep") ? 1 : 4;

    @TempDir
    Path folder;

    @Test
    void messages_come_out_in_the_order_in_which_they_went_in() {
        try (Outbox outbox = Outbox.open(folder, OutboxLimits.DEFAULT)) {
            append(outbox, 0, 50);

            assertThat(drain(outbox)).isEqualTo(texts(0, 50));
            assertThat(outbox.status().waiting()).isZero();
            assertThat(outbox.status().delivered()).isEqualTo(50);
        }
    }

    @Test
    void a_message_stays_until_it_is_acknowledged() {
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            append(outbox, 0, 2);

            assertThat(text(outbox.peek())).isEqualTo("message 0");
            assertThat(text(outbox.peek())).isEqualTo("message 0");
            outbox.acknowledge(outbox.peek().orElseThrow());
            assertThat(text(outbox.peek())).isEqualTo("message 1");
        }
    }

    @Test
    void each_message_is_a_file_until_it_is_acknowledged() throws IOException {
        Files.write(folder.resolve("draft"), new byte[500]); // of a longer message, which a crash left behind
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            append(outbox, 0, 3);
            outbox.acknowledge(outbox.peek().orElseThrow());

            assertThat(files())
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly("00000000000000000002.ndjson.gz", "00000000000000000003.ndjson.gz");
            long bytes = Files.size(files().get(0)) + Files.size(files().get(1));
            assertThat(outbox.status().waitingBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void what_waits_survives_a_new_start_and_what_was_delivered_does_not_come_back() {
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            append(outbox, 0, 20);
            drain(outbox, 5);
        }
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            append(outbox, 20, 30);

            assertThat(outbox.status().waiting()).isEqualTo(25);
            assertThat(drain(outbox)).isEqualTo(texts(5, 30));
        }
    }

    @Test
    void numbers_go_on_after_everything_was_delivered() throws IOException {
        for (int round = 0; round < 5; round++) {
            try (Outbox outbox = Outbox.open(folder, SMALL)) {
                append(outbox, round * 10, round * 10 + 10);
                assertThat(MessageFile.number(files().get(0))).isEqualTo(round * 10 + 1);
                assertThat(drain(outbox)).isEqualTo(texts(round * 10, round * 10 + 10));
            }
        }
    }

    @Test
    void a_message_that_was_half_written_is_not_there_and_harms_no_other() throws IOException {
        byte[] whole = MessageFile.compressed("message 2".getBytes(StandardCharsets.UTF_8));
        for (int length = 0; length <= whole.length; length += STEP) {
            Path place = folder.resolve("cut" + length);
            try (Outbox outbox = Outbox.open(place, OutboxLimits.DEFAULT)) {
                append(outbox, 0, 2);
            }
            Files.write(place.resolve("draft"), Arrays.copyOf(whole, length));
            try (Outbox outbox = Outbox.open(place, OutboxLimits.DEFAULT)) {
                assertThat(outbox.status().waiting()).as("cut at " + length).isEqualTo(2);
                append(outbox, 2, 3);
                assertThat(drain(outbox)).as("cut at " + length).isEqualTo(texts(0, 3));
                assertThat(outbox.status().damaged()).isZero();
            }
        }
    }

    @Test
    void a_file_that_the_disk_damaged_is_passed_over_set_aside_and_counted() throws IOException {
        byte[] whole = MessageFile.compressed("message 1".getBytes(StandardCharsets.UTF_8));
        List<byte[]> damages = new ArrayList<>();
        for (int length = 0; length < whole.length; length += STEP) {
            damages.add(Arrays.copyOf(whole, length));
        }
        for (int at = 10; at < whole.length; at += STEP) { // behind the header, which holds nothing of the message
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            damages.add(changed);
        }
        damages.add(new byte[whole.length]);
        for (int i = 0; i < damages.size(); i++) {
            Path place = folder.resolve("damage" + i);
            try (Outbox outbox = Outbox.open(place, SMALL)) {
                append(outbox, 0, 3);
            }
            String name = "00000000000000000002.ndjson.gz";
            Files.write(place.resolve(name), damages.get(i));

            try (Outbox outbox = Outbox.open(place, SMALL)) {
                assertThat(drain(outbox, 1)).containsExactly("message 0");
                assertThat(text(outbox.peek())).as("damage " + i).isEqualTo("message 2");
                assertThat(outbox.status()).isEqualTo(new OutboxStatus(1, whole.length, 1, 0, 0, 1, 0));
                assertThat(drain(outbox)).containsExactly("message 2");
                assertThat(outbox.status()).isEqualTo(new OutboxStatus(0, 0, 2, 0, 0, 1, 0));
            }
            assertThat(place.resolve("damaged").resolve(name)).hasBinaryContent(damages.get(i));
        }
    }

    @Test
    void files_that_are_gone_are_passed_over_and_counted() throws IOException {
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            append(outbox, 0, 6);
            Files.delete(files().get(4));
            assertThat(drain(outbox)).containsExactly("message 0", "message 1", "message 2", "message 3", "message 5");
            assertThat(outbox.status()).isEqualTo(new OutboxStatus(0, 0, 5, 0, 0, 1, 0));
            append(outbox, 6, 9);
        }
        Files.delete(files().get(0));
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            assertThat(drain(outbox)).isEqualTo(texts(7, 9));
            assertThat(outbox.status()).isEqualTo(new OutboxStatus(0, 0, 7, 0, 0, 2, 0));
        }
    }

    @Test
    void the_oldest_give_way_and_are_counted() {
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            append(outbox, 0, 100);

            OutboxStatus status = outbox.status();
            assertThat(status.waitingBytes()).isBetween(SMALL.maxBytes() - 200, SMALL.maxBytes());
            assertThat(status.dropped()).isPositive();
            assertThat(status.waiting() + status.dropped()).isEqualTo(100);
            assertThat(drain(outbox)).isEqualTo(texts((int) status.dropped(), 100));
        }
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            assertThat(outbox.status().dropped()).as("the count stays").isPositive();
        }
    }

    @Test
    void the_oldest_give_way_also_to_many_small_ones() {
        try (Outbox outbox = Outbox.open(folder, new OutboxLimits(4_096, 10, 200, 5, 5_000))) {
            append(outbox, 0, 25);

            assertThat(outbox.status().dropped()).isEqualTo(15);
            assertThat(drain(outbox)).isEqualTo(texts(15, 25));
        }
    }

    @Test
    void what_was_delivered_already_is_not_counted_as_dropped() {
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            for (int i = 0; i < 100; i++) {
                append(outbox, i, i + 1);
                outbox.acknowledge(outbox.peek().orElseThrow());
            }
            assertThat(outbox.status().dropped()).isZero();
            assertThat(outbox.status().delivered()).isEqualTo(100);
        }
    }

    @Test
    void a_message_that_gives_way_while_it_is_sent_is_counted_once() throws IOException {
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            append(outbox, 0, 10);
            Message underway = outbox.peek().orElseThrow();
            append(outbox, 10, 100);
            outbox.acknowledge(underway);
            outbox.refuse(underway, "too late");

            OutboxStatus status = outbox.status();
            assertThat(status.delivered() + status.dropped() + status.waiting()).isEqualTo(100);
            assertThat(drain(outbox)).isEqualTo(texts((int) status.dropped(), 100));
        }
    }

    @Test
    void a_message_that_the_hub_refuses_is_set_aside_with_the_reason() throws IOException {
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            append(outbox, 0, 2);
            outbox.refuse(outbox.peek().orElseThrow(), "line 3 is no fact");

            assertThat(text(outbox.peek())).isEqualTo("message 1");
            assertThat(outbox.status().waiting()).isEqualTo(1);
            assertThat(outbox.status().refused()).isEqualTo(1);
        }
        try (Stream<Path> refused = Files.list(folder.resolve("refused"))) {
            List<Path> files = refused.sorted().toList();
            assertThat(files).hasSize(2);
            assertThat(Files.readString(files.get(0))).isEqualTo("message 0");
            assertThat(Files.readString(files.get(1))).isEqualTo("line 3 is no fact\n");
        }
    }

    /** The note is on the disk, and the process dies before it has deleted the file. */
    @Test
    void what_is_done_with_does_not_come_back_although_its_file_was_not_deleted() throws IOException {
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            append(outbox, 0, 4);
            List<Path> both = files().subList(0, 2);
            byte[] first = Files.readAllBytes(both.get(0));
            byte[] second = Files.readAllBytes(both.get(1));
            outbox.acknowledge(outbox.peek().orElseThrow());
            outbox.refuse(outbox.peek().orElseThrow(), "no");
            Files.write(both.get(0), first);
            Files.write(both.get(1), second);
        }
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            assertThat(files()).hasSize(2);
            assertThat(drain(outbox)).isEqualTo(texts(2, 4));
            assertThat(outbox.status()).isEqualTo(new OutboxStatus(0, 0, 3, 0, 1, 0, 0));
        }
    }

    @Test
    void a_full_disk_is_told_and_costs_only_what_it_cannot_take() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "left out: this system has no device that is always full");
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            append(outbox, 0, 2);
            Files.createSymbolicLink(folder.resolve("draft"), full);
            assertThatThrownBy(() -> append(outbox, 7, 8))
                    .isInstanceOf(OutboxException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("the disk is full");
            assertThat(folder.resolve("draft")).as("half a file").doesNotExist();

            Files.createSymbolicLink(folder.resolve("draft"), full);
            assertThatThrownBy(() -> outbox.acknowledge(outbox.peek().orElseThrow()))
                    .isInstanceOf(OutboxException.class);
            assertThat(text(outbox.peek())).as("is sent again").isEqualTo("message 0");

            append(outbox, 2, 3);
            assertThat(drain(outbox)).isEqualTo(texts(0, 3));
            assertThat(outbox.status()).isEqualTo(new OutboxStatus(0, 0, 3, 0, 0, 0, 0));
        }
    }

    @Test
    void one_at_a_time_may_use_it() {
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            assertThatThrownBy(() -> Outbox.open(folder, SMALL))
                    .isInstanceOf(OutboxException.class)
                    .hasMessageContaining(folder.toString());
            assertThat(outbox.status().waiting()).isZero();
        }
        Outbox.open(folder, SMALL).close();
    }

    @Test
    void a_lost_note_of_the_progress_loses_nothing() throws IOException {
        try (Outbox outbox = Outbox.open(folder, OutboxLimits.DEFAULT)) {
            append(outbox, 0, 10);
            drain(outbox, 5);
        }
        for (byte[] garbage : List.of("garbage".getBytes(StandardCharsets.UTF_8), new byte[] {-1, 0}, new byte[0])) {
            Files.write(folder.resolve("progress"), garbage);
            try (Outbox outbox = Outbox.open(folder, OutboxLimits.DEFAULT)) {
                assertThat(outbox.status()).extracting(OutboxStatus::waiting).isEqualTo(5L);
                assertThat(text(outbox.peek())).isEqualTo("message 5");
            }
        }
        try (Outbox outbox = Outbox.open(folder, OutboxLimits.DEFAULT)) {
            assertThat(drain(outbox)).isEqualTo(texts(5, 10));
            assertThat(outbox.status().damaged()).isZero();
        }
    }

    @Test
    void too_large_and_empty_messages_are_refused_at_once() {
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            assertThatThrownBy(() -> outbox.append(new byte[201])).hasMessageContaining("200");
            assertThatThrownBy(() -> outbox.append(new byte[0])).hasMessageContaining("1 to 200");
        }
    }

    @Test
    void whatever_happens_in_whatever_order_nothing_is_lost_and_the_order_holds() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            Path place = folder.resolve("seed" + seed);
            OutboxLimits roomy = new OutboxLimits(1 << 20, 1_000, 1 << 14, 5, 1 << 20);
            List<String> out = new ArrayList<>();
            int next = 0;
            Outbox outbox = Outbox.open(place, roomy);
            for (int step = 0; step < 120; step++) {
                switch (random.nextInt(4)) {
                    case 0, 1 -> {
                        outbox.append(("message " + next++ + "x".repeat(random.nextInt(9_000)))
                                .getBytes(StandardCharsets.UTF_8));
                    }
                    case 2 -> out.addAll(drain(outbox, 1 + random.nextInt(5)));
                    default -> {
                        outbox.close();
                        outbox = Outbox.open(place, roomy);
                    }
                }
            }
            out.addAll(drain(outbox));
            outbox.close();

            assertThat(out.stream().map(text -> text.replace("x", "")))
                    .as("seed " + seed)
                    .isEqualTo(texts(0, next));
        }
    }

    static void append(Outbox outbox, int from, int to) {
        for (int i = from; i < to; i++) {
            outbox.append(("message " + i).getBytes(StandardCharsets.UTF_8));
        }
    }

    static List<String> drain(Outbox outbox) {
        return drain(outbox, Integer.MAX_VALUE);
    }

    private static List<String> drain(Outbox outbox, int most) {
        List<String> all = new ArrayList<>();
        for (Optional<Message> oldest = outbox.peek(); oldest.isPresent(); oldest = outbox.peek()) {
            all.add(text(oldest));
            outbox.acknowledge(oldest.get());
            if (all.size() == most) {
                break;
            }
        }
        return all;
    }

    private static String text(Optional<Message> message) {
        return new String(message.orElseThrow().content(), StandardCharsets.UTF_8);
    }

    static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "message " + i).toList();
    }

    private List<Path> files() throws IOException {
        return MessageFile.in(folder, MessageFile.SUFFIX);
    }
}
