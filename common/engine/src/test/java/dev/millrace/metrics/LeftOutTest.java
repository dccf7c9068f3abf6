package dev.millrace.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeftOutTest {

    @Test
    void reasons_are_written_in_exports_like_the_names_of_fields() {
        assertThat(Stream.of(LeftOut.values()).map(LeftOut::text))
                .containsExactly(
                        "notEnded",
                        "endUnknown",
                        "notSucceeded",
                        "outsideWindow",
                        "filtered",
                        "automation",
                        "portfolio",
                        "noVerdict",
                        "noService",
                        "noDeployment");
    }

    @Test
    void each_reason_is_told_in_words_of_its_own() {
        assertThat(Stream.of(LeftOut.values()).map(LeftOut::label))
                .doesNotHaveDuplicates()
                .contains("not ended", "outside the window", "excluded by the filter", "by automation")
                .noneMatch(String::isBlank);
    }
}
