package dev.millrace.jira;

import static dev.millrace.jira.TestIssue.issue;
import static dev.millrace.jira.TestIssue.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.LedgerEntry;
import java.util.List;
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
                        "Jira returned only a part of the changelog"));
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

    @Test
    void a_status_entry_without_id_and_name_costs_itself_and_not_the_issue() {
        issue.history("11", "2026-01-02T10:00:00.000+0000", item("status", "1", "Open", null, null))
                .history("12", "2026-01-03T10:00:00.000+0000", item("status", "3", "In Progress", "1", "Open"));

        assertThat(all(FlowEvent.StateChanged.class)).hasSize(1);
        assertThat(ledger().incomplete()).isTrue();
        assertThat(ledger().note()).contains("changelog.histories[id 11].status.to");
        assertThat(map(issue).existence())
                .as("what was stored before may still be true")
                .isEmpty();
    }

    @Test
    void items_that_are_no_list_cost_their_entry_and_not_the_issue() {
        issue.history("11", "2026-01-02T10:00:00.000+0000", item("status", "1", "Open", "3", "In Progress"))
                .history("12", "2026-01-03T10:00:00.000+0000");
        ObjectNode json = issue.json();
        ((ObjectNode) json.path("changelog").path("histories").get(1)).put("items", "gone");
        ((ObjectNode) json.path("fields").path("status")).put("id", "3").put("name", "In Progress");

        assertThat(all(FlowEvent.StateChanged.class)).hasSize(1);
        assertThat(ledger().incomplete()).isTrue();
        assertThat(ledger().note()).contains("[id 12].items is no list");
    }

    @Test
    void an_issue_that_is_done_without_an_entry_is_incomplete_and_keeps_when_jira_resolved_it() {
        issue.status("5", "Done", "done").fields().put("resolutiondate", "2026-01-20T10:00:00.000+0100");

        assertThat(ledger().incomplete()).isTrue();
        assertThat(ledger().note()).contains("done, and the changelog has no entry of that");
        assertThat(map(issue).snapshots().get(0).attributes())
                .containsEntry("resolved", List.of("2026-01-20T09:00:00Z"));
        assertThat(map(issue).existence()).as("Jira says that it is whole").isNotEmpty();
    }

    @Test
    void a_changelog_that_ends_in_another_status_or_has_a_gap_is_incomplete() {
        issue.history("11", "2026-01-02T10:00:00.000+0000", item("status", "1", "Open", "3", "In Progress"))
                .history("12", "2026-01-03T10:00:00.000+0000", item("status", "4", "In Review", "3", "In Progress"));

        assertThat(ledger().note()).contains("lacks changes of the status: 1").contains("ends in another status");
        assertThat(ledger().expected()).isEqualTo(4);
        assertThat(ledger().captured()).isEqualTo(2);
    }

    @Test
    void entries_of_one_instant_whose_ids_run_backwards_are_whole() {
        issue.history("90", "2026-01-02T10:00:00.000+0000", item("status", "1", "Open", "3", "In Progress"))
                .history("85", "2026-01-02T10:00:00.000+0000", item("status", "3", "In Progress", "5", "Done"))
                .status("5", "Done", "done");

        assertThat(ledger().incomplete()).isFalse();
        assertThat(only(FlowEvent.Created.class).state()).isEqualTo(OPEN);
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
