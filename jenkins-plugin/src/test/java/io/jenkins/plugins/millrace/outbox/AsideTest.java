package io.jenkins.plugins.millrace.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folders of what will never be delivered do not grow for ever, and what goes from there is not lost silently. */
class AsideTest {

    private static final OutboxLimits THREE = new OutboxLimits(1 << 20, 1_000, 2_000, 3, 1 << 20);

    @TempDir
    Path folder;

    private final List<String> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        Logger.getLogger(Outbox.class.getName()).addHandler(handler);
    }

    @AfterEach
    void stop() {
        Logger.getLogger(Outbox.class.getName()).removeHandler(handler);
    }

    @Test
    void of_too_many_rejected_messages_the_oldest_go_and_are_counted_and_logged_once() throws IOException {
        try (Outbox outbox = Outbox.open(folder, THREE)) {
            refuse(outbox, 8);

            assertThat(names("refused"))
                    .containsExactly(
                            "00000000000000000006.ndjson",
                            "00000000000000000006.reason.txt",
                            "00000000000000000007.ndjson",
                            "00000000000000000007.reason.txt",
                            "00000000000000000008.ndjson",
                            "00000000000000000008.reason.txt");
            assertThat(outbox.status()).isEqualTo(new OutboxStatus(0, 0, 0, 0, 8, 0, 5));
        }
        assertThat(logged).hasSize(2);
        assertThat(logged.get(1)).contains(folder.resolve("refused").toString(), "3 messages", "oldest");
        try (Outbox outbox = Outbox.open(folder, THREE)) {
            assertThat(outbox.status().removed()).as("the count stays").isEqualTo(5);
        }
    }

    @Test
    void of_too_large_rejected_messages_the_oldest_go() throws IOException {
        OutboxLimits bytes = new OutboxLimits(1 << 20, 1_000, 2_000, 1_000, 3_000);
        try (Outbox outbox = Outbox.open(folder, bytes)) {
            for (int i = 0; i < 4; i++) {
                outbox.append("x".repeat(1_200).getBytes(StandardCharsets.UTF_8));
            }
            refuseAll(outbox);

            assertThat(names("refused")).hasSize(4).first().isEqualTo("00000000000000000003.ndjson");
            assertThat(outbox.status().removed()).isEqualTo(2);
        }
    }

    @Test
    void the_newest_stays_although_it_is_too_large_alone() throws IOException {
        OutboxLimits tiny = new OutboxLimits(1 << 20, 1_000, 2_000, 1_000, 1);
        try (Outbox outbox = Outbox.open(folder, tiny)) {
            refuse(outbox, 2);

            assertThat(names("refused"))
                    .containsExactly("00000000000000000002.ndjson", "00000000000000000002.reason.txt");
            assertThat(outbox.status().removed()).isEqualTo(1);
        }
    }

    @Test
    void of_too_many_damaged_files_the_oldest_go_and_are_counted() throws IOException {
        try (Outbox outbox = Outbox.open(folder, THREE)) {
            OutboxTest.append(outbox, 0, 7);
            for (Path file : MessageFile.in(folder, MessageFile.SUFFIX)) {
                Files.writeString(file, "damaged");
            }
            assertThat(outbox.peek()).isEmpty();

            assertThat(names("damaged")).hasSize(3).first().isEqualTo("00000000000000000005.ndjson.gz");
            assertThat(outbox.status()).isEqualTo(new OutboxStatus(0, 0, 0, 0, 0, 7, 4));
        }
        assertThat(logged).hasSize(2);
        assertThat(logged.get(1)).contains(folder.resolve("damaged").toString(), "3 messages", "oldest");
    }

    @Test
    void the_first_rejected_message_is_logged_with_the_reason_and_the_place() {
        try (Outbox outbox = Outbox.open(folder, THREE)) {
            refuse(outbox, 2);
        }
        assertThat(logged).hasSize(1);
        assertThat(logged.get(0)).contains("rejected", folder.resolve("refused").toString(), ": no.");
    }

    @Test
    void the_first_damaged_file_is_logged_with_its_name() throws IOException {
        try (Outbox outbox = Outbox.open(folder, THREE)) {
            OutboxTest.append(outbox, 0, 2);
            List<Path> files = MessageFile.in(folder, MessageFile.SUFFIX);
            for (Path file : files) {
                Files.writeString(file, "damaged");
            }
            assertThat(outbox.peek()).isEmpty();
            assertThat(logged).hasSize(1);
            assertThat(logged.get(0))
                    .contains(files.get(0).toString(), folder.resolve("damaged").toString());
        }
    }

    @Test
    void of_a_message_that_is_gone_a_note_is_set_aside() throws IOException {
        try (Outbox outbox = Outbox.open(folder, THREE)) {
            OutboxTest.append(outbox, 0, 1);
            Files.delete(MessageFile.in(folder, MessageFile.SUFFIX).get(0));
            assertThat(outbox.hasSomethingAside()).isFalse();
            assertThat(outbox.peek()).isEmpty();
            assertThat(outbox.hasSomethingAside()).isTrue();
            assertThat(names("damaged")).containsExactly("00000000000000000001.missing.txt");
        }
    }

    @Test
    void what_an_older_millrace_let_grow_is_bounded_at_the_start_and_its_counts_go_on() throws IOException {
        Path refused = Files.createDirectories(folder.resolve("refused"));
        for (int i = 1; i <= 10; i++) {
            Files.writeString(MessageFile.of(refused, i, ".ndjson"), "old");
        }
        Files.writeString(refused.resolve("README"), "somebody's own");
        Files.writeString(folder.resolve("progress"), "42 31 0 10 0\n");
        try (Outbox outbox = Outbox.open(folder, THREE)) {
            assertThat(outbox.status()).isEqualTo(new OutboxStatus(0, 0, 31, 0, 10, 0, 7));
            assertThat(names("refused"))
                    .containsExactly(
                            "00000000000000000008.ndjson",
                            "00000000000000000009.ndjson",
                            "00000000000000000010.ndjson",
                            "README");
        }
    }

    @Test
    void room_for_not_even_one_is_no_limit() {
        assertThatThrownBy(() -> new OutboxLimits(10, 1, 1, 0, 1)).hasMessageContaining("maxAside is 0");
        assertThatThrownBy(() -> new OutboxLimits(10, 1, 1, 1, 0)).hasMessageContaining("maxAsideBytes 0");
    }

    private static void refuse(Outbox outbox, int messages) {
        OutboxTest.append(outbox, 0, messages);
        refuseAll(outbox);
    }

    private static void refuseAll(Outbox outbox) {
        while (outbox.status().waiting() > 0) {
            outbox.refuse(outbox.peek().orElseThrow(), "no");
        }
    }

    private List<String> names(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> !file.equals("draft"))
                    .sorted()
                    .toList();
        }
    }
}
