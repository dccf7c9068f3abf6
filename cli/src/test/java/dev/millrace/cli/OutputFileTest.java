package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    @TempDir
    private Path folder;

    @Test
    void a_file_that_could_not_be_finished_leaves_the_old_one_as_it_was() throws Exception {
        Path file = Files.writeString(folder.resolve("report.html"), "old");

        assertThatThrownBy(() -> OutputFile.write(file, out -> {
                    out.write("half".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("report.html");
    }

    @Test
    void a_finished_file_replaces_the_old_one() throws Exception {
        Path file = Files.writeString(folder.resolve("report.html"), "old");

        OutputFile.write(file, out -> {
            out.write("new".getBytes(StandardCharsets.UTF_8));
            out.flush();
            assertThat(file).as("until it is complete").hasContent("old");
        });

        assertThat(file).hasContent("new");
        assertThat(names()).containsExactly("report.html");
    }

    @Test
    void a_place_where_no_file_can_be_is_told_before_anything_is_computed() {
        assertThatThrownBy(() -> OutputFile.write(folder, out -> {}))
                .isInstanceOf(CommandFailure.class)
                .hasMessageEndingWith("is a directory; name a file");
        assertThatThrownBy(() -> OutputFile.write(folder.resolve("none/report.html"), out -> {}))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("there is no directory " + folder.resolve("none"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
