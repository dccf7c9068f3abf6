package dev.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BuildCauseTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Started by user Jane Doe | user",
                "Started by anonymous user | user",
                "Started by command line by jane | user",
                "Started by timer | timer",
                "Started by timer with parameters: {who=Jane} | timer",
                "Started by an SCM change | scm",
                "Started by GitHub push by jane | scm",
                "Started by GitLab push by Jane Doe | scm",
                "Branch indexing | scm",
                "Branch event | scm",
                "Push event to branch main | scm",
                "Pull request #12 updated | scm",
                "Started by upstream project \"jane/shop\" build number 3 | upstream",
                "Replayed #3 | replay",
                "Restarted from build #3, stage Deploy | replay",
                "Rebuilds build #3 | replay",
                "Started by remote host 10.0.0.7 with note: jane was here | api",
                "Generic Cause | other",
                "Gestartet durch Jane Doe | other",
                "user | user",
                "scm | scm"
            })
    void sentence_of_a_tool_becomes_a_kind(String sentence, String word) {
        assertThat(BuildCause.of(sentence).word()).isEqualTo(word);
    }

    @ParameterizedTest
    @EnumSource
    void word_stays_what_it_is(BuildCause cause) {
        assertThat(BuildCause.of(cause.word())).isEqualTo(cause);
    }

    @Test
    void whatever_is_said_nothing_but_words_comes_out() {
        assertThat(BuildCause.words(List.of("", "x".repeat(100_000), "Started by user A", "Started by user B\n\u0000")))
                .containsExactly("other", "user");
    }
}
