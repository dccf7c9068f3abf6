package dev.millrace.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.outbox.OutboxLimits.WhenFull;
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

    /** Files of 512 bytes. */
    private static final OutboxLimits SMALL = new OutboxLimits(4_096, 200, WhenFull.DROP_OLDEST);

    @TempDir
    Path folder;

    @Test
    void messages_come_out_in_the_order_in_which_they_went_in() {
        try (Outbox outbox = Outbox.open(folder, OutboxLimits.DEFAULT)) {
            append(outbox, 0, 50);

            assertThat(drain(outbox, 7)).isEqualTo(texts(0, 50));
            assertThat(outbox.status().waiting()).isZero();
            assertThat(outbox.status().delivered()).isEqualTo(50);
        }
    }

    @Test
    void a_message_stays_until_it_is_acknowledged() {
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            append(outbox, 0, 2);

            assertThat(texts(outbox.peek(1, 1_000))).containsExactly("message 0");
            assertThat(texts(outbox.peek(1, 1_000))).containsExactly("message 0");
            outbox.acknowledge(outbox.peek(1, 1_000).orElseThrow());
            assertThat(texts(outbox.peek(1, 1_000))).containsExactly("message 1");
        }
    }

    @Test
    void what_waits_survives_a_new_start_and_what_was_delivered_does_not_come_back() {
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            append(outbox, 0, 60);
            outbox.acknowledge(outbox.peek(5, 10_000).orElseThrow());
        }
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            append(outbox, 60, 70);

            assertThat(outbox.status().waiting()).isEqualTo(65);
            assertThat(drain(outbox, 100)).isEqualTo(texts(5, 70));
        }
    }

    @Test
    void numbers_go_on_after_everything_was_delivered() {
        for (int round = 0; round < 5; round++) {
            try (Outbox outbox = Outbox.open(folder, SMALL)) {
                append(outbox, round * 40, round * 40 + 40);
                assertThat(drain(outbox, 9)).isEqualTo(texts(round * 40, round * 40 + 40));
            }
        }
    }

    @Test
    void a_message_that_was_half_written_is_not_there_and_harms_no_other() throws IOException {
        try (Outbox outbox = Outbox.open(folder, OutboxLimits.DEFAULT)) {
            append(outbox, 0, 3);
        }
        byte[] whole = Files.readAllBytes(onlyFile());
        int last = whole.length - whole.length / 3;
        for (int length = last; length < whole.length; length++) {
            Files.write(onlyFile(), Arrays.copyOf(whole, length));
            try (Outbox outbox = Outbox.open(folder, OutboxLimits.DEFAULT)) {
                assertThat(texts(outbox.peek(9, 1_000))).as("cut at " + length).isEqualTo(texts(0, 2));
                append(outbox, 2, 3);
                assertThat(texts(outbox.peek(9, 1_000))).as("cut at " + length).isEqualTo(texts(0, 3));
            }
        }
    }

    @Test
    void a_file_that_the_disk_damaged_is_passed_over_and_counted() throws IOException {
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            append(outbox, 0, 60);
        }
        List<Path> files = files();
        byte[] second = Files.readAllBytes(files.get(1));
        second[12] ^= 1;
        Files.write(files.get(1), second);

        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            List<String> out = drain(outbox, 7);

            List<String> expected = new ArrayList<>(texts(0, 60));
            expected.retainAll(out);
            assertThat(out).as("in order, and nothing twice").isEqualTo(expected);
            assertThat(out).contains("message 0", "message 59").hasSizeLessThan(60);
            assertThat(outbox.status().damaged()).isPositive();
        }
    }

    @Test
    void the_oldest_give_way_and_are_counted() {
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            append(outbox, 0, 500);

            OutboxStatus status = outbox.status();
            assertThat(status.waitingBytes()).isLessThanOrEqualTo(SMALL.maxBytes());
            assertThat(status.dropped()).isPositive();
            assertThat(status.waiting() + status.dropped()).isEqualTo(500);
            assertThat(drain(outbox, 100)).isEqualTo(texts((int) status.dropped(), 500));
        }
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            assertThat(outbox.status().dropped()).as("the count stays").isPositive();
        }
    }

    @Test
    void what_was_delivered_already_is_not_counted_as_dropped() {
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            for (int i = 0; i < 500; i++) {
                append(outbox, i, i + 1);
                outbox.acknowledge(outbox.peek(1, 1_000).orElseThrow());
            }
            assertThat(outbox.status().dropped()).isZero();
            assertThat(outbox.status().delivered()).isEqualTo(500);
        }
    }

    @Test
    void messages_that_give_way_while_they_are_sent_are_counted_once() {
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            append(outbox, 0, 10);
            Batch underway = outbox.peek(10, 10_000).orElseThrow();
            append(outbox, 10, 400);
            outbox.acknowledge(underway);

            OutboxStatus status = outbox.status();
            assertThat(status.delivered() + status.dropped() + status.waiting()).isEqualTo(400);
        }
    }

    @Test
    void the_new_one_gives_way_if_that_was_asked_for() {
        OutboxLimits limits = new OutboxLimits(4_096, 200, WhenFull.REFUSE_NEW);
        try (Outbox outbox = Outbox.open(folder, limits)) {
            assertThatThrownBy(() -> append(outbox, 0, 500))
                    .isInstanceOf(OutboxFullException.class)
                    .hasMessageContaining(folder.toString());
            int kept = (int) outbox.status().waiting();
            assertThat(drain(outbox, 10)).isEqualTo(texts(0, kept));
            append(outbox, 0, 1);
        }
    }

    @Test
    void a_message_that_the_hub_refuses_is_set_aside_with_the_reason() throws IOException {
        try (Outbox outbox = Outbox.open(folder, SMALL)) {
            append(outbox, 0, 2);
            outbox.refuse(outbox.peek(1, 1_000).orElseThrow(), "line 3 is no fact");

            assertThat(texts(outbox.peek(9, 1_000))).containsExactly("message 1");
            assertThat(outbox.status().refused()).isEqualTo(1);
        }
        try (Stream<Path> refused = Files.list(folder.resolve("refused"))) {
            List<Path> files = refused.sorted().toList();
            assertThat(Files.readString(files.get(0))).isEqualTo("message 0");
            assertThat(Files.readString(files.get(1))).isEqualTo("line 3 is no fact\n");
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
    void a_lost_note_of_the_progress_sends_again_and_loses_nothing() throws IOException {
        try (Outbox outbox = Outbox.open(folder, OutboxLimits.DEFAULT)) {
            append(outbox, 0, 10);
            outbox.acknowledge(outbox.peek(5, 1_000).orElseThrow());
        }
        Files.writeString(folder.resolve("progress"), "garbage");

        try (Outbox outbox = Outbox.open(folder, OutboxLimits.DEFAULT)) {
            assertThat(drain(outbox, 3)).isEqualTo(texts(0, 10));
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
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            Path place = folder.resolve("seed" + seed);
            OutboxLimits roomy = new OutboxLimits(1 << 20, 1 << 14, WhenFull.REFUSE_NEW);
            List<String> out = new ArrayList<>();
            int next = 0;
            Outbox outbox = Outbox.open(place, roomy);
            for (int step = 0; step < 120; step++) {
                switch (random.nextInt(4)) {
                    case 0, 1 -> {
                        outbox.append(("message " + next++ + "x".repeat(random.nextInt(9_000)))
                                .getBytes(StandardCharsets.UTF_8));
                    }
                    case 2 -> {
                        Optional<Batch> batch = outbox.peek(1 + random.nextInt(5), 1 + random.nextInt(20_000));
                        if (batch.isPresent()) {
                            out.addAll(texts(batch));
                            outbox.acknowledge(batch.get());
                        }
                    }
                    default -> {
                        outbox.close();
                        outbox = Outbox.open(place, roomy);
                    }
                }
            }
            out.addAll(drain(outbox, 3));
            outbox.close();

            assertThat(out.stream().map(text -> text.replace("x", "")))
                    .as("seed " + seed)
                    .isEqualTo(texts(0, next));
        }
    }

    private static void append(Outbox outbox, int from, int to) {
        for (int i = from; i < to; i++) {
            outbox.append(("message " + i).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static List<String> drain(Outbox outbox, int atOnce) {
        List<String> all = new ArrayList<>();
        Optional<Batch> batch = outbox.peek(atOnce, 10_000);
        while (batch.isPresent()) {
            all.addAll(texts(batch));
            outbox.acknowledge(batch.get());
            batch = outbox.peek(atOnce, 10_000);
        }
        return all;
    }

    private static List<String> texts(Optional<Batch> batch) {
        return batch.orElseThrow().messages().stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "message " + i).toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Segment::isSegment).sorted().toList();
        }
    }

    private Path onlyFile() throws IOException {
        assertThat(files()).hasSize(1);
        return files().get(0);
    }
}
