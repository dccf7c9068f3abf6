package dev.millrace.jira;

import static dev.millrace.jira.TestIssue.issue;
import static dev.millrace.jira.TestIssue.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.model.Actor;
import dev.millrace.model.FlowEvent;
import org.junit.jupiter.api.Test;

/** Who did it: a pseudonym, the same wherever the tool names the person. */
class PeopleMappingTest extends MappedIssue {

    @Test
    void people_are_pseudonyms_that_agree_between_author_and_assignee() {
        issue.history("11", "2026-01-02T10:00:00.000+0000", item("assignee", null, null, "ann", "Ann Smithers"));

        FlowEvent.AssigneeChanged change = only(FlowEvent.AssigneeChanged.class);

        assertThat(change.from()).isNull();
        assertThat(change.to()).isEqualTo(Actor.of(TOOL, "ann", Actor.Type.UNKNOWN));
        assertThat(change.header().actor()).isEqualTo(change.to());
        assertThat(map(issue).toString()).doesNotContain("Smithers").doesNotContain("=ann");
    }

    @Test
    void a_server_without_user_keys_means_the_name_in_lower_case() {
        issue.history("11", "2026-01-02T10:00:00.000+0000", item("assignee", "zaspire", "Z", null, null));
        ((ObjectNode) issue.json().at("/changelog/histories/0"))
                .putObject("author")
                .put("name", "Zaspire");

        FlowEvent.AssigneeChanged change = only(FlowEvent.AssigneeChanged.class);

        assertThat(change.header().actor()).isEqualTo(change.from());
    }

    @Test
    void jira_says_who_is_a_bot() {
        issue.history("11", "2026-01-02T10:00:00.000+0000", item("status", "1", "Open", "3", "In Progress"));
        ObjectNode history = (ObjectNode) issue.json().at("/changelog/histories/0");

        history.putObject("author").put("accountId", "557058:x").put("accountType", "app");
        assertThat(actor().type()).isEqualTo(Actor.Type.BOT);
        history.putObject("author").put("accountId", "557058:x").put("accountType", "atlassian");
        assertThat(actor().type()).isEqualTo(Actor.Type.HUMAN);
        history.putObject("author").put("accountId", "557058:x").put("accountType", "martian");
        assertThat(actor().type()).isEqualTo(Actor.Type.UNKNOWN);
        history.remove("author");
        assertThat(actor()).as("anonymous changes exist").isNull();
    }

    private Actor actor() {
        return only(FlowEvent.StateChanged.class).header().actor();
    }
}
