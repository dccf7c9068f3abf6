package io.jenkins.plugins.millrace.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.buildcard.BuildRecord;
import dev.millrace.buildcard.StageRecord;
import io.jenkins.plugins.millrace.Builds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFileTest {

    @TempDir
    Path folder;

    @Test
    void record_comes_back_as_it_was_written() throws IOException {
        for (BuildRecord build : List.of(Builds.whole(), Builds.running(), Builds.related())) {
            assertThat(RecordJson.read(RecordJson.write(build))).isEqualTo(build);
        }
        assertThat(RecordFile.write(folder, Builds.whole())).isTrue();
        assertThat(RecordFile.read(folder)).contains(Builds.whole());
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("millrace.json");
        }
    }

    @Test
    void what_is_unknown_is_left_out_and_comes_back_unknown() throws IOException {
        String json = new String(RecordJson.write(Builds.running()), StandardCharsets.UTF_8);
        assertThat(json).startsWith("{\"schema\":1,").doesNotContain("null").doesNotContain("endedAt");
    }

    @Test
    void record_is_written_once() throws IOException {
        RecordFile.write(folder, Builds.whole());
        assertThat(RecordFile.write(folder, Builds.named(List.of("other")))).isFalse();
        assertThat(RecordFile.read(folder)).contains(Builds.whole());
    }

    @Test
    void half_a_file_that_a_crash_left_is_no_record_and_no_hindrance() throws IOException {
        Files.writeString(folder.resolve("millrace.json.tmp"), "{\"schema\":1,\"contr");
        assertThat(RecordFile.read(folder)).isEmpty();
        assertThat(RecordFile.write(folder, Builds.whole())).isTrue();
        assertThat(RecordFile.read(folder)).contains(Builds.whole());
    }

    @Test
    void unknown_schema_is_refused_in_words() throws IOException {
        Files.writeString(folder.resolve("millrace.json"), "{\"schema\":2}");
        assertThatThrownBy(() -> RecordFile.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("millrace.json")
                .hasMessageContaining("schema is 2");
    }

    @Test
    void missing_field_is_named() throws IOException {
        Files.writeString(folder.resolve("millrace.json"), "{\"schema\":1,\"controller\":\"c\",\"job\":\"j\"}");
        assertThatThrownBy(() -> RecordFile.read(folder)).hasMessageContaining("number");
    }

    @Test
    void half_of_a_surrogate_pair_does_not_cost_the_record() throws IOException {
        BuildRecord odd =
                Builds.named(List.of("lone \uD83D here", "noncharacter \uFFFE", "\u0000\u001b[31m", "\uD83D\uDE80"));
        RecordFile.write(folder, odd);
        assertThat(RecordFile.read(folder).orElseThrow().stages())
                .extracting(StageRecord::name)
                .containsExactly("lone \uFFFD here", "noncharacter \uFFFE", "\u0000\u001b[31m", "\uD83D\uDE80");
    }

    @Test
    void keys_are_found_in_words_and_not_in_norms() {
        assertThat(IssueKeys.in(java.util.Arrays.asList(
                        "feature/SHOP-12-basket",
                        "Fixes AB2_C-7, not UTF-8 or SHA-256, CVE-2024-1",
                        null,
                        "xSHOP-1 SHOP-0 SHOP-3x",
                        "PR-9")))
                .containsExactly("AB2_C-7", "SHOP-12");
    }

    @Test
    void commit_messages_carry_the_keys_they_say_they_work_on_and_no_mere_mention() {
        assertThat(IssueKeys.of(
                        "feature/shop-1-basket",
                        "for SHOP-2",
                        java.util.Arrays.asList(
                                "SHOP-3: basket like in SHOP-90",
                                "Basket (SHOP-4)",
                                "Merge pull request #8 from x/SHOP-5",
                                "Basket\n\nFixes SHOP-6, see SHOP-91",
                                "Fixes UTF-8",
                                null)))
                .containsExactly("SHOP-1", "SHOP-2", "SHOP-3", "SHOP-4", "SHOP-5", "SHOP-6");
    }

    @Test
    void password_in_an_address_is_not_kept() {
        assertThat(Remotes.withoutUser("https://me:secret@git.example/a.git")).isEqualTo("https://git.example/a.git");
        assertThat(Remotes.withoutUser("https://me:se@cret@git.example/a.git")).isEqualTo("https://git.example/a.git");
        assertThat(Remotes.withoutUser("git@git.example:a.git")).isEqualTo("git@git.example:a.git");
        assertThat(Remotes.withoutUser("https://git.example/a@b.git")).isEqualTo("https://git.example/a@b.git");
    }
}
