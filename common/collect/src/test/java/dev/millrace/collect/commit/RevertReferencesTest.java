package dev.millrace.collect.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevertReferencesTest {

    private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

    @Test
    void hashes_that_git_writes_are_found_whole_and_short_and_once() {
        assertThat(RevertReferences.hashes(Stream.of(
                        "Back out\n\nThis reverts commit " + SHA + ", reversing\nchanges made to abcdef0123456.",
                        "This reverts commit ABCDEF1.\nThis reverts commit " + SHA + ".")))
                .containsExactly(SHA, "abcdef1");
    }

    @Test
    void what_is_no_hash_or_no_revert_names_nothing() {
        assertThat(RevertReferences.hashes(Stream.of(
                        "This reverts commit abc12", "This reverts commit of yesterday", "see commit " + SHA)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Reverts #3, acme/shop#3",
        "Reverts acme/bank#12, acme/bank#12",
        "Some words. REVERTS #3, ",
        "This reverts PR #7., acme/shop#7",
        "reverts pull request #8, acme/shop#8",
        "Reverts https://github.example.org/acme/shop/pull/9, acme/shop#9",
        "It never reverts #3, ",
        "> Reverts #3, ",
        "Reverts #3rd, "
    })
    void pull_requests_are_found_at_the_begin_of_a_line(String text, String key) {
        assertThat(RevertReferences.pullRequests(Stream.of("Why\n" + text), "acme/shop"))
                .isEqualTo(key == null ? List.of() : List.of(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"This reverts commit ", "Reverts a/", "Reverts https://a"})
    void long_texts_are_searched_in_no_time(String begin) {
        String text = begin + "a".repeat(1 << 20) + "\n" + (begin + "\n").repeat(1 << 16);

        assertThat(RevertReferences.hashes(Stream.of(text))).isEmpty();
        assertThat(RevertReferences.pullRequests(Stream.of(text), "acme/shop")).isEmpty();
    }
}
