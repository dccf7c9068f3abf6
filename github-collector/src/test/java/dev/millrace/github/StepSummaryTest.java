package dev.millrace.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.github.actions.StepSummary;
import dev.millrace.github.actions.StepSummary.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepSummaryTest {

    private static final int MIB = 1024 * 1024;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("summary.md");
    }

    @Test
    void sections_are_appended_as_utf_8_to_what_the_step_wrote() throws IOException {
        Files.writeString(file, "before\n");
        assertThat(new StepSummary(file).append(List.of(new Section("a", "# Größe"), new Section("b", "two\n"))))
                .isEmpty();
        assertThat(Files.readString(file)).isEqualTo("before\n# Größe\n\ntwo\n");
    }

    @Test
    void last_sections_are_left_out_and_named_when_it_would_get_too_long() throws IOException {
        String big = "ä".repeat(300_000);
        List<String> left = new StepSummary(file)
                .append(List.of(
                        new Section("overview", "first"),
                        new Section("stages", big),
                        new Section("items", big),
                        new Section("notes", "short")));

        assertThat(left).containsExactly("items", "notes");
        assertThat(Files.size(file)).isLessThan(MIB);
        assertThat(Files.readString(file))
                .startsWith("first\n")
                .contains("Left out")
                .endsWith("items, notes._\n");
    }

    @Test
    void what_the_step_wrote_before_counts() throws IOException {
        Files.writeString(file, "x".repeat(MIB - 100));
        assertThat(new StepSummary(file).append(List.of(new Section("overview", "y".repeat(200)))))
                .containsExactly("overview");
        assertThat(Files.size(file)).isLessThan(MIB);
    }

    @Test
    void outside_of_actions_there_is_none() {
        assertThat(StepSummary.ofStep(Map.of())).isEmpty();
        assertThat(StepSummary.ofStep(Map.of("GITHUB_STEP_SUMMARY", ""))).isEmpty();
        assertThat(StepSummary.ofStep(Map.of("GITHUB_STEP_SUMMARY", file.toString())))
                .isPresent();
    }

    @Test
    void file_that_cannot_be_written_is_named() {
        StepSummary summary = new StepSummary(folder.resolve("absent").resolve("summary.md"));
        assertThatThrownBy(() -> summary.append(List.of(new Section("a", "b"))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("GITHUB_STEP_SUMMARY");
    }
}
