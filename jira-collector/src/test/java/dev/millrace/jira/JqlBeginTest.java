package dev.millrace.jira;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JqlBeginTest {

    /** A Wednesday. */
    private static final Instant BEGUN = Instant.parse("2026-05-13T09:30:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        created >= 2026-01-15                                      | 2026-01-15T00:00:00Z
        created >= "2026/01/15 08:30" AND labels = x               | 2026-01-15T08:30:00Z
        type = Bug AND Updated > '2026-1-5'                        | 2026-01-05T00:00:00Z
        updated >= -90d                                            | 2026-02-12T09:30:00Z
        resolved > "-2w"                                           | 2026-04-29T09:30:00Z
        createdDate >= -30                                         | 2026-05-13T09:00:00Z
        created >= startOfYear()                                   | 2026-01-01T00:00:00Z
        created >= startOfMonth(-3)                                | 2026-02-01T00:00:00Z
        updated >= startOfWeek("-1w")                              | 2026-05-04T00:00:00Z
        (created >= 2025-01-01 OR updated >= 2026-02-01)           | 2026-02-01T00:00:00Z
        """)
    void condition_that_begins_late_says_when(String jql, Instant expected) {
        assertThat(JqlBegin.of(jql, BEGUN)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type = Bug",
                "created < 2026-01-15",
                "created <= -90d",
                "summary ~ \"created it\"",
                "created >= 2026-02-31",
                "created >= somethingElse()"
            })
    void condition_that_hides_no_earlier_issue_says_nothing(String jql) {
        assertThat(JqlBegin.of(jql, BEGUN)).isEmpty();
    }

    @Test
    void without_a_condition_everything_is_shown() {
        assertThat(JqlBegin.of(null, BEGUN)).isEmpty();
    }
}
