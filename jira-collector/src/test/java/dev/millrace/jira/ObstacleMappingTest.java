package dev.millrace.jira;

import static dev.millrace.jira.TestIssue.issue;
import static dev.millrace.jira.TestIssue.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.model.FlowEvent;
import org.junit.jupiter.api.Test;

/** Flags and blockers, which come and go. */
class ObstacleMappingTest extends MappedIssue {

    @Test
    void a_flag_goes_up_and_down() {
        issue.history("11", "2026-01-02T10:00:00.000+0000", flag(null, "Impediment"))
                .history("12", "2026-01-03T10:00:00.000+0000", flag("Impediment", ""));
        customFlag();

        assertThat(all(FlowEvent.FlagChanged.class))
                .extracting(FlowEvent.FlagChanged::raised)
                .containsExactly(true, false);
    }

    @Test
    void a_flag_that_was_up_from_the_start_is_told() {
        issue.history("12", "2026-01-03T10:00:00.000+0000", flag("Impediment", ""));
        customFlag();

        assertThat(all(FlowEvent.FlagChanged.class))
                .extracting(e -> e.id().value(), FlowEvent.FlagChanged::raised)
                .containsExactly(
                        tuple("jira:test:issue:100#created.flagged", true),
                        tuple("jira:test:issue:100#12.flagged", false));
    }

    @Test
    void a_flag_that_is_up_without_any_change_was_up_from_the_start() {
        issue.fields().putArray("customfield_7").addObject().put("value", "Impediment");

        assertThat(only(FlowEvent.FlagChanged.class).occurredAt()).isEqualTo("2026-01-01T10:00:00Z");
    }

    @Test
    void a_blocker_comes_and_goes() {
        issue.history(
                "11",
                "2026-01-02T10:00:00.000+0000",
                item("Link", null, null, "ABC-9", "This issue is blocked by ABC-9"),
                item("Link", null, null, "ABC-8", "This issue blocks ABC-8"),
                item("Link", null, null, "ABC-7", "This issue relates to ABC-7"),
                item("Link", "ABC-9", "This issue is blocked by ABC-9", null, null));

        assertThat(all(FlowEvent.BlockerChanged.class))
                .extracting(FlowEvent.BlockerChanged::blockerKey, FlowEvent.BlockerChanged::added)
                .containsExactly(tuple("ABC-9", true), tuple("ABC-9", false));
    }

    @Test
    void a_blocker_without_key_is_read_from_the_words() {
        issue.history(
                "11", "2026-01-02T10:00:00.000+0000", item("Link", null, null, null, "This issue is blocked by ABC-9"));

        assertThat(only(FlowEvent.BlockerChanged.class).blockerKey()).isEqualTo("ABC-9");
    }

    private static String[] flag(String from, String to) {
        return item("Flagged", null, from, to == null || to.isEmpty() ? null : "[10019]", to);
    }

    private void customFlag() {
        issue.json()
                .at("/changelog/histories")
                .forEach(history -> ((ObjectNode) history.at("/items/0")).put("fieldtype", "custom"));
    }
}
