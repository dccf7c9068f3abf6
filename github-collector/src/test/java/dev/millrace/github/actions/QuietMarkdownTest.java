package dev.millrace.github.actions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A comment that notifies nobody, whatever the titles in it say. */
class QuietMarkdownTest {

    @ParameterizedTest
    @CsvSource({
        "@octocat, @<!-- -->octocat",
        "(@octo/team), (@<!-- -->octo/team)",
        "a#12 GH-7, a#<!-- -->12 GH-<!-- -->7",
        "[x](https://a.example/#12), [x](https://a.example/#12)",
        "[x](https://a.example/#12) @a, [x](https://a.example/#12) @<!-- -->a",
        "\\](@evil), \\](@<!-- -->evil)",
        "## Title, ## Title",
    })
    void signs_are_parted_from_names_outside_of_links(String markdown, String quiet) {
        assertThat(QuietMarkdown.of(markdown)).isEqualTo(quiet + "\n");
    }

    @Test
    void drawings_stay_as_they_are() {
        String drawing = "```mermaid\ngantt\n  #35;12 @a :0, 1\n```\n@b\n";

        assertThat(QuietMarkdown.of(drawing)).isEqualTo("```mermaid\ngantt\n  #35;12 @a :0, 1\n```\n@<!-- -->b\n");
    }

    @Test
    void comment_that_is_too_long_ends_between_paragraphs_and_closes_its_fence() {
        String long60k = ("x".repeat(200) + "\n\n").repeat(290) + "```mermaid\n" + "y\n\n".repeat(20_000);

        String fitting = StickyComment.fitting(long60k);

        assertThat(fitting).hasSizeLessThan(61_000).contains("\n```\n\n_The rest is in the summary");
    }
}
