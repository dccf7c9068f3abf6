package dev.millrace.jira;

import static dev.millrace.jira.TestIssue.issue;
import static dev.millrace.jira.TestIssue.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.LedgerEntry;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is missing, cut or damaged is noted or named, and never guessed. */
class IncompleteIssueTest extends MappedIssue {

    @Test
    void a_change_of_parent_without_ids_is_noted_and_not_guessed() {
        issue.history("11", "2026-01-02T10:00:00.000+0000", item("Parent", null, null, null, "ABC-50"));

        assertThat(all(FlowEvent.ParentChanged.class)).isEmpty();
        assertThat(ledger().note()).contains("names a key but no id");
    }

    @Test
    void a_changelog_that_was_cut_is_incomplete_in_the_ledger() {
        issue.history("11", "2026-01-02T10:00:00.000+0000", item("status", "1", "Open", "3", "In Progress"))
                .total(120);

        assertThat(ledger())
                .isEqualTo(new LedgerEntry(
                        TOOL,
                        "jira:test:issue:100",
                        "changelog histories",
                        120L,
                        1,
                        "Jira gave only a part of the changelog"));
        assertThat(ledger().incomplete()).isTrue();
    }

    @Test
    void characters_that_were_lost_are_noted() {
        issue.fields().put("summary", "bro\uFFFDken \uFFFD");

        assertThat(ledger().note()).isEqualTo("characters that are not valid UTF-8 were replaced: 2");
    }

    @Test
    void what_is_missing_is_named_by_its_path() {
        assertThat(complaint(i -> i.remove("id"))).isEqualTo("field id should be a text but is missing");
        assertThat(complaint(i -> i.remove("key"))).isEqualTo("field key should be a text but is missing");
        assertThat(complaint(i -> i.remove("changelog"))).contains("field changelog.histories");
        assertThat(complaint(i -> i.put("changelog", "TODO"))).contains("field changelog.histories");
        assertThat(complaint(i -> ((ObjectNode) i.path("fields")).put("created", "soon")))
                .contains("field fields.created should be a time")
                .contains("\"soon\"");
        assertThat(complaint(i -> ((ObjectNode) i.path("fields")).remove("status")))
                .contains("field fields.status");
    }

    @Test
    void a_bad_time_in_the_changelog_is_named_with_its_entry() {
        issue.history("11", "2026-13-02", item("status", "1", "Open", "3", "In Progress"));

        assertThatExceptionOfType(JiraDataException.class)
                .isThrownBy(() -> map(issue))
                .withMessageContaining("field changelog.histories[id 11].created")
                .withMessageContaining("\"2026-13-02\"");
    }

    private String complaint(Consumer<ObjectNode> damage) {
        ObjectNode broken = issue.json().deepCopy();
        damage.accept(broken);
        try {
            mapper().map(broken);
        } catch (JiraDataException e) {
            return e.getMessage();
        }
        return "";
    }
}
