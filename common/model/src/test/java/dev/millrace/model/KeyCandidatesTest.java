package dev.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCandidatesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ABC-123                        | ABC-123",
                "ABC-123: fix                   | ABC-123",
                "(ABC-123)                      | ABC-123",
                "see ABC-1, ABC-2 and X2Y-3.    | ABC-1,ABC-2,X2Y-3",
                "ABC-123-and-more               | ABC-123",
                "https://jira/browse/ABC-9?x=1  | ABC-9",
                "read UTF-8                     | UTF-8",
                "FIX_ABC-1                      | ABC-1,FIX_ABC-1",
                "MY_PROJ-7                      | MY_PROJ-7,PROJ-7",
            })
    void key_in_a_text(String text, String keys) {
        assertThat(String.join(",", KeyCandidates.inText(text))).isEqualTo(keys);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2022-02",
                "xABC-123",
                "1ABC-123",
                "ABC-123b",
                "ABC-0",
                "ABC-012",
                "A-1",
                "abc-123",
                "ABC - 1",
                "-1",
                "",
                "ÄBC-1",
                "ABC-1é",
                "ABC-12345678901"
            })
    void no_key(String text) {
        assertThat(KeyCandidates.inText(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "feature/ABC-123-login, ABC-123",
        "feature/abc-123_login, ABC-123",
        "abc-123, ABC-123",
        "release-2022-02, RELEASE-2022",
        "main, ''",
    })
    void key_in_a_branch(String branch, String keys) {
        assertThat(String.join(",", KeyCandidates.inBranch(branch))).isEqualTo(keys);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ABC-1: do it               | ABC-1",
                "[ABC-1] do it              | ABC-1",
                "[ABC-1][ABC-2] do it       | ABC-1,ABC-2",
                "ABC-1, ABC-2: do it        | ABC-1,ABC-2",
                "(ABC-1) do it like ABC-2   | ABC-1",
                "do it for ABC-1            | ''",
                "Revert \"ABC-1: do it\"    | ''",
                "Merge pull request #1      | ''",
                "ABC-1b do it               | ''",
            })
    void key_that_leads_a_message(String message, String keys) {
        assertThat(String.join(",", KeyCandidates.leading(message))).isEqualTo(keys);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ABC-1: do it, like ABC-2                       | ABC-1",
                "fix ABC-1                                      | ABC-1",
                "Fixes: ABC-1, ABC-2 and ABC-3                  | ABC-1,ABC-2,ABC-3",
                "Do it, which resolves issue #ABC-1.            | ABC-1",
                "This closes https://jira.example.org/browse/ABC-1 | ABC-1",
                "implementing ABC-1 & ABC-2                     | ABC-1,ABC-2",
                "ABC-1 do it. Fixed ABC-2                       | ABC-1,ABC-2",
                "do it (ABC-1)                                  | ABC-1",
                "do it [ABC-1, ABC-2].                          | ABC-1,ABC-2",
                "do it (fixes ABC-1) (#12)                      | ABC-1",
                "do it~~Refs: ABC-1                             | ABC-1",
                "do it~~  Jira: ABC-1 ABC-2                     | ABC-1,ABC-2",
                "do it~~Part of ABC-1                           | ABC-1",
                "Merge pull request #8 from x/ABC-1-login       | ABC-1",
                "Merge pull request #8 in AB/repo from feature/abc-1 to main | ABC-1",
                "Merge branch 'ABC-1-login' into develop        | ABC-1",
                "Merge remote-tracking branch 'origin/abc-1'    | ABC-1",
                "Merged in feature/ABC-1 (pull request #3)      | ABC-1",
                "Merge branch 'main' into ABC-1                 | ''",
                "Merge pull request #8 from x/revert-7-ABC-1    | ''",
                "Revert \"do it (ABC-1)\"                       | ''",
                "Revert \"fix ABC-1\"~~Refs: ABC-2              | ABC-2",
                "do it for ABC-1                                | ''",
                "do it~~see ABC-1 and the notes (ABC-2)         | ''",
                "does not fix ABC-1                             | ''",
                "this doesn't really fix ABC-1                  | ''",
                "partially completes ABC-1                      | ''",
                "prefix ABC-1                                   | ''",
                "fix problem of ABC-1                           | ''",
                "do it (ABC-1) better                           | ''",
                "suffixes ABC-1b                                | ''",
            })
    void key_that_a_message_works_on(String message, String keys) {
        assertThat(String.join(",", MessageKeys.in(message.replace('~', '\n')))).isEqualTo(keys);
    }

    @Test
    void one_key_is_not_found_inside_another() {
        assertThat(KeyCandidates.inText("ABC-123")).containsExactly("ABC-123");
    }

    @Test
    @Timeout(10)
    void hostile_text_is_bounded_in_time_and_result() {
        long before = System.nanoTime();
        for (String part : new String[] {
            "A",
            "A_",
            "A-",
            "AB-1",
            "AB-1 ",
            "[",
            "_",
            "AB-1,",
            "Ä",
            "fix ",
            "fixes AB-1 ",
            "not ",
            "(AB-1",
            "\nRefs ",
            "http://a/"
        }) {
            String text = part.repeat(2_000_000 / part.length());
            assertThat(KeyCandidates.inText(text)).hasSizeLessThan(101);
            assertThat(KeyCandidates.inBranch(text)).hasSizeLessThan(101);
            assertThat(KeyCandidates.leading(text)).hasSizeLessThan(101);
            assertThat(MessageKeys.in(text)).hasSizeLessThan(101);
            assertThat(MessageKeys.in("fixes " + text)).hasSizeLessThan(101);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
    }
}
