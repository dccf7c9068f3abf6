package dev.millrace.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Level;
import dev.millrace.model.ToolInstance;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevertsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Revert \"Change rounding\"",
                "Revert \"Revert \"Revert \"Change rounding\"\"\"",
                "Revert \"Reapply \"Change rounding\"\""
            })
    void takes_something_back(String title) {
        assertThat(Reverts.isRevert(change(title, ""))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Change rounding",
                "Revert \"Revert \"Change rounding\"\"",
                "Reapply \"Change rounding\"",
                "Revert \"Revert \"Reapply \"Change rounding\"\"\"",
                "Explain \"Revert \"X\"\""
            })
    void brings_something(String title) {
        assertThat(Reverts.isRevert(change(title, ""))).isFalse();
    }

    @Test
    void what_names_a_hash_takes_it_back_whatever_its_title_says_of_other_things() {
        assertThat(Reverts.isRevert(change("Change rounding as before", "reverts")))
                .isTrue();
        assertThat(Reverts.isRevert(change("Change rounding as before", "revertsPullRequest")))
                .isTrue();
        assertThat(Reverts.isRevert(change("Reapply \"Change rounding\"", "reverts")))
                .isFalse();
    }

    private static ArtifactSnapshot change(String title, String attribute) {
        TreeMap<String, List<String>> attributes = new TreeMap<>();
        if (!attribute.isEmpty()) {
            attributes.put(attribute, List.of("0123456789abcdef0123456789abcdef01234567"));
        }
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        return new ArtifactSnapshot(
                new ArtifactId(new ToolInstance("github", "github.com"), ArtifactKind.PULL_REQUEST, "1"),
                "acme/shop#1",
                title,
                "acme/shop",
                null,
                Level.STANDARD,
                null,
                null,
                null,
                null,
                at,
                at,
                attributes);
    }
}
