package dev.millrace.jira;

import static dev.millrace.jira.TestIssue.issue;
import static dev.millrace.jira.TestIssue.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.model.StateUse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the changelog of an issue becomes: its first state, and each change with an identity and a place of its own. */
class ChangelogMappingTest extends MappedIssue {

    private static final NativeState PROGRESS = new NativeState("3", "In Progress");
    private static final NativeState CLOSED = new NativeState("6", "Closed");

    @Test
    void an_issue_that_never_changed_was_created_in_its_present_state() {
        FlowEvent.Created created = only(FlowEvent.Created.class);

        assertThat(created.state()).isEqualTo(OPEN);
        assertThat(created.type()).isEqualTo(new NativeType("1", "Bug"));
        assertThat(created.occurredAt()).isEqualTo("2026-01-01T10:00:00Z");
        assertThat(created.id().value()).isEqualTo("jira:test:issue:100#created");
    }

    @Test
    void the_first_state_and_type_are_what_their_first_change_left() {
        issue.status("6", "Closed", "done")
                .history("11", "2026-01-02T10:00:00.000+0000", item("status", "1", "Open", "3", "In Progress"))
                .history(
                        "12",
                        "2026-01-03T10:00:00.000+0000",
                        item("status", "3", "In Progress", "6", "Closed"),
                        item("issuetype", "7", "Story", "1", "Bug"));

        FlowEvent.Created created = only(FlowEvent.Created.class);

        assertThat(created.state()).isEqualTo(OPEN);
        assertThat(created.type()).isEqualTo(new NativeType("7", "Story"));
    }

    @Test
    void newest_first_and_oldest_first_say_the_same() {
        String[] start = item("status", "1", "Open", "3", "In Progress");
        String[] end = item("status", "3", "In Progress", "6", "Closed");
        issue.status("6", "Closed", "done")
                .history("11", "2026-01-02T10:00:00.000+0000", start)
                .history("12", "2026-01-03T10:00:00.000+0000", end);
        TestIssue cloud = issue("100", "ABC-1")
                .status("6", "Closed", "done")
                .history("12", "2026-01-03T10:00:00.000+0000", end)
                .history("11", "2026-01-02T10:00:00.000+0000", start);

        assertThat(map(cloud)).isEqualTo(map(issue));
    }

    @Test
    void two_changes_of_one_instant_are_told_apart_and_ordered_by_their_history_ids() {
        issue.status("6", "Closed", "done")
                .history("12", "2026-01-02T10:00:00.000+0000", item("status", "3", "In Progress", "6", "Closed"))
                .history("11", "2026-01-02T10:00:00.000+0000", item("status", "1", "Open", "3", "In Progress"));

        List<FlowEvent.StateChanged> changes = all(FlowEvent.StateChanged.class);

        assertThat(changes).extracting(FlowEvent.StateChanged::to).containsExactly(PROGRESS, CLOSED);
        assertThat(changes).extracting(c -> c.header().sequence()).containsExactly(11L, 12L);
        assertThat(only(FlowEvent.Created.class).state()).isEqualTo(OPEN);
    }

    @Test
    void an_event_id_names_history_field_and_place_among_the_same_fields() {
        issue.history(
                "11",
                "2026-01-02T10:00:00.000+0000",
                item("Link", null, null, "ABC-2", "This issue is blocked by ABC-2"),
                item("status", "1", "Open", "3", "In Progress"),
                item("Link", null, null, "ABC-3", "This issue is blocked by ABC-3"));

        assertThat(map(issue).events())
                .extracting(event -> event.id().value().replace("jira:test:issue:100#", ""))
                .containsExactly("created", "11.link", "11.status", "11.link.1");
    }

    @Test
    void a_history_that_comes_twice_counts_once() {
        String[] change = item("status", "1", "Open", "3", "In Progress");
        issue.history("11", "2026-01-02T10:00:00.000+0000", change)
                .history("11", "2026-01-02T10:00:00.000+0000", change)
                .total(1)
                .status("3", "In Progress", "indeterminate");

        assertThat(all(FlowEvent.StateChanged.class)).hasSize(1);
        assertThat(ledger())
                .isEqualTo(new LedgerEntry(TOOL, "jira:test:issue:100", "changelog histories", 1L, 1, null));
    }

    @Test
    void a_resolution_is_kept_by_name() {
        issue.history(
                "11",
                "2026-01-02T10:00:00.000+0000",
                item("resolution", null, null, "1", "Fixed"),
                item("resolution", "1", "Fixed", "", ""));

        assertThat(all(FlowEvent.ResolutionChanged.class))
                .extracting(FlowEvent.ResolutionChanged::from, FlowEvent.ResolutionChanged::to)
                .containsExactly(tuple(null, "Fixed"), tuple("Fixed", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"issuetype", "type", "Issue Type"})
    void a_change_of_type_is_known_by_all_its_names(String field) {
        issue.history("11", "2026-01-02T10:00:00.000+0000", item(field, "4", "Improvement", "1", "Bug"));

        FlowEvent.TypeChanged change = only(FlowEvent.TypeChanged.class);

        assertThat(change.from()).isEqualTo(new NativeType("4", "Improvement"));
        assertThat(change.id().value()).endsWith("#11.issuetype");
    }

    @Test
    void a_custom_field_called_status_is_no_status() {
        issue.history("11", "2026-01-02T10:00:00.000+0000", item("status", null, "red", null, "green"));
        ((ObjectNode) issue.json().at("/changelog/histories/0/items/0")).put("fieldtype", "custom");

        assertThat(map(issue).events()).hasSize(1);
    }

    @Test
    void a_move_keeps_identity_and_tells_both_keys() {
        issue.history(
                "11",
                "2026-01-02T10:00:00.000+0000",
                item("Project", "9", "Old", "1", "Abc"),
                item("Key", null, "OLD-7", null, "ABC-1"));

        FlowEvent.Moved moved = only(FlowEvent.Moved.class);

        assertThat(moved.artifact()).isEqualTo(ID);
        assertThat(moved.fromKey()).isEqualTo("OLD-7");
        assertThat(moved.toKey()).isEqualTo("ABC-1");
    }

    @Test
    void states_belong_to_the_project_the_issue_was_in() {
        issue.status("6", "Closed", "done")
                .history("11", "2026-01-02T10:00:00.000+0000", item("status", "1", "Open", "3", "In Progress"))
                .history(
                        "12",
                        "2026-01-03T10:00:00.000+0000",
                        item("status", "3", "In Progress", "10", "Ready"),
                        item("Key", null, "OLD-7", null, "ABC-1"))
                .history("13", "2026-01-04T10:00:00.000+0000", item("status", "10", "Ready", "6", "Closed"));

        assertThat(map(issue).uses())
                .containsExactlyInAnyOrder(
                        new StateUse(TOOL, "OLD", OPEN),
                        new StateUse(TOOL, "OLD", PROGRESS),
                        new StateUse(TOOL, "ABC", new NativeState("10", "Ready")),
                        new StateUse(TOOL, "ABC", CLOSED));
    }

    @Test
    void a_parent_changes_by_id() {
        issue.history(
                "11",
                "2026-01-02T10:00:00.000+0000",
                item("Parent", null, null, "50", "ABC-50"),
                item("Parent", "50", "ABC-50", "", ""));

        assertThat(all(FlowEvent.ParentChanged.class))
                .extracting(FlowEvent.ParentChanged::from, FlowEvent.ParentChanged::to)
                .containsExactly(tuple(null, ArtifactId.issue(TOOL, "50")), tuple(ArtifactId.issue(TOOL, "50"), null));
    }

    @Test
    void a_status_without_id_keeps_its_name_and_one_without_name_is_looked_up() {
        issue.status("6", "Closed", "done")
                .history("11", "2026-01-02T10:00:00.000+0000", item("status", null, "Old", "3", null))
                .history("12", "2026-01-03T10:00:00.000+0000", item("status", "3", null, "77", null));

        assertThat(all(FlowEvent.StateChanged.class))
                .extracting(FlowEvent.StateChanged::from, FlowEvent.StateChanged::to)
                .containsExactly(
                        tuple(new NativeState(null, "Old"), PROGRESS),
                        tuple(PROGRESS, new NativeState("77", "status 77")));
    }
}
