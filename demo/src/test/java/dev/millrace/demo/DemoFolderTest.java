package dev.millrace.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {

    @TempDir
    private Path parent;

    @Test
    void a_run_that_stops_in_the_middle_leaves_what_an_earlier_one_wrote() throws IOException {
        Path demo = parent.resolve("demo");
        write(demo, "first", true);
        write(demo, "second", false);
        assertThat(demo.resolve("report.html")).hasContent("first");
        try (var files = Files.list(demo)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(".millrace-demo", "report.html");
        }
        write(demo, "third", true);
        assertThat(demo.resolve("report.html")).hasContent("third");
    }

    @Test
    void what_a_killed_run_left_is_cleared_away_and_what_a_living_one_needs_is_not() throws IOException {
        Path demo = parent.resolve("demo");
        write(demo, "first", true);
        Path dead = Files.createDirectory(demo.resolve(".unfinished-" + Integer.MAX_VALUE));
        Files.writeString(dead.resolve("demo.db"), "half");
        long alive = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(1L);
        Path living = Files.createDirectory(demo.resolve(".unfinished-" + alive));
        write(demo, "second", true);
        assertThat(dead).doesNotExist();
        assertThat(living).exists();
    }

    @Test
    void a_file_and_a_folder_of_somebody_else_are_refused() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "");
        assertThat(DemoFolder.refusal(file))
                .hasValueSatisfying(reason -> assertThat(reason).contains("is a file"));
        assertThat(DemoFolder.refusal(parent)).isPresent();
        assertThatThrownBy(() -> DemoFolder.claim(parent)).isInstanceOf(IllegalStateException.class);
        assertThat(DemoFolder.refusal(parent.resolve("new"))).isEmpty();
        assertThat(DemoFolder.refusal(Files.createDirectory(parent.resolve("empty"))))
                .isEmpty();
    }

    private static void write(Path demo, String content, boolean toTheEnd) throws IOException {
        try (DemoFolder folder = DemoFolder.claim(demo)) {
            Files.writeString(folder.file("report.html"), content);
            if (toTheEnd) {
                folder.publish();
            }
        }
    }
}
