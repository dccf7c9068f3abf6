package dev.millrace.jira;

import static dev.millrace.jira.TestIssue.issue;
import static dev.millrace.jira.TestIssue.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.NativeType;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the fields of an issue become. */
class JiraIssueMapperTest extends MappedIssue {

    @Test
    void the_fields_become_a_snapshot() {
        ObjectNode fields = issue.fields();
        fields.put("summary", "A title").put("updated", "2026-01-02T10:00:00.000+0000");
        fields.putObject("resolution").put("id", "1").put("name", "Fixed");
        fields.putArray("labels").add("b").add("a");
        fields.putArray("components").addObject().put("name", "core");
        fields.putArray("fixVersions").addObject().put("name", "1.0");
        fields.putObject("priority").put("name", "Highest");

        assertThat(snapshot())
                .isEqualTo(new ArtifactSnapshot(
                        ID,
                        "ABC-1",
                        "A title",
                        "ABC",
                        new NativeType("1", "Bug"),
                        Level.STANDARD,
                        null,
                        OPEN,
                        "Fixed",
                        URI.create("https://jira.example/context/browse/ABC-1"),
                        Instant.parse("2026-01-01T10:00:00Z"),
                        Instant.parse("2026-01-02T10:00:00Z"),
                        new TreeMap<>(Map.of(
                                "labels",
                                List.of("a", "b"),
                                "components",
                                List.of("core"),
                                "fixVersions",
                                List.of("1.0"),
                                "priority",
                                List.of("Highest"),
                                "resolutionIds",
                                List.of("1 Fixed")))));
    }

    @Test
    void levels_are_told_by_flag_name_and_hierarchy() {
        assertThat(snapshot().level()).isEqualTo(Level.STANDARD);
        issue.fields().putObject("issuetype").put("name", "Technical task").put("subtask", true);
        assertThat(snapshot().level()).isEqualTo(Level.SUB_TASK);
        issue.fields().putObject("issuetype").put("name", "Epic").put("subtask", false);
        assertThat(snapshot().level()).isEqualTo(Level.PORTFOLIO);
        issue.fields().putObject("issuetype").put("name", "Initiative").put("hierarchyLevel", 2);
        assertThat(snapshot().level()).isEqualTo(Level.PORTFOLIO);
        issue.fields().putObject("issuetype").put("name", "Unteraufgabe").put("hierarchyLevel", -1);
        assertThat(snapshot().level()).isEqualTo(Level.SUB_TASK);
    }

    @Test
    void hierarchy_of_cloud_decides_over_the_name() {
        issue.fields().putObject("issuetype").put("name", "Epic").put("hierarchyLevel", 0);
        assertThat(snapshot().level()).isEqualTo(Level.STANDARD);
        issue.fields()
                .putObject("issuetype")
                .put("name", "\u30a8\u30d4\u30c3\u30af")
                .put("hierarchyLevel", 1);
        assertThat(snapshot().level()).isEqualTo(Level.PORTFOLIO);
    }

    @Test
    void epic_of_data_center_is_found_in_any_language_by_its_icon_or_its_epic_name() {
        issue.fields()
                .putObject("issuetype")
                .put("name", "Epos")
                .put("iconUrl", "https://jira.example/images/icons/issuetypes/epic.svg");
        assertThat(snapshot().level()).isEqualTo(Level.PORTFOLIO);
        issue.fields().putObject("issuetype").put("name", "Epos");
        assertThat(snapshot().level()).as("neither").isEqualTo(Level.STANDARD);
        issue.fields().put("customfield_9", "A name that only epics have");
        assertThat(snapshot().level()).isEqualTo(Level.PORTFOLIO);
    }

    @Test
    void resolutions_keep_the_ids_that_mean_the_same_in_every_language() {
        issue.fields().putObject("resolution").put("id", "10001").put("name", "Wird nicht erledigt");
        issue.history("11", "2026-01-02T10:00:00.000+0000", item("resolution", null, null, "1", "Fertig"));
        issue.history("12", "2026-01-03T10:00:00.000+0000", item("resolution", "1", "Fertig", "10001", "Won't Do"));

        assertThat(snapshot().attributes().get("resolutionIds"))
                .containsExactlyInAnyOrder("10001 Wird nicht erledigt", "1 Fertig", "10001 Won't Do");
    }

    @Test
    void a_sub_task_is_linked_to_its_parent() {
        issue.fields().putObject("issuetype").put("name", "Sub-task").put("subtask", true);
        issue.fields().putObject("parent").put("id", "50").put("key", "ABC-50");

        assertThat(snapshot().parent()).isEqualTo(ArtifactId.issue(TOOL, "50"));
        assertThat(map(issue).links())
                .containsExactly(new Link(ID, ArtifactId.issue(TOOL, "50"), "sub-task of", Link.Rule.EXPLICIT));
    }

    @Test
    void both_ends_of_a_link_tell_the_same_link() {
        TestIssue other = issue("200", "ABC-2");
        link(issue.fields(), "outwardIssue", "200");
        link(other.fields(), "inwardIssue", "100");

        assertThat(map(issue).links())
                .containsExactly(new Link(ID, ArtifactId.issue(TOOL, "200"), "blocks", Link.Rule.EXPLICIT))
                .isEqualTo(map(other).links());
    }

    @Test
    void a_link_to_nowhere_or_to_itself_is_left_out() {
        link(issue.fields(), "outwardIssue", "100");
        issue.fields()
                .withArray("issuelinks")
                .addObject()
                .putObject("outwardIssue")
                .put("key", "ABC-3");
        issue.fields().withArray("issuelinks").addObject().putObject("outwardIssue");

        assertThat(map(issue).links()).isEmpty();
    }

    @Test
    void the_epic_is_kept_by_its_key() {
        issue.fields().put("customfield_8", "ABC-77");

        assertThat(snapshot().attributes()).containsEntry("epic", List.of("ABC-77"));
    }

    @Test
    void a_state_the_site_did_not_list_is_defined_by_the_issue() {
        issue.status("42", "Odd", "indeterminate");

        assertThat(map(issue).definitions())
                .containsExactly(new StateDefinition(TOOL, "42", "Odd", StateCategory.INDETERMINATE));
        issue.status("3", "In Progress", "indeterminate");
        assertThat(map(issue).definitions()).isEmpty();
    }

    @Test
    void text_no_database_can_hold_is_replaced() {
        issue.fields().put("summary", "a\u0000b \uD83D c \uD83D\uDE80");

        assertThat(snapshot().title()).isEqualTo("a\uFFFDb \uFFFD c \uD83D\uDE80");
    }

    @Test
    void what_may_be_missing_is_not_missed() {
        ObjectNode fields = issue.fields();
        fields.remove(List.of("summary", "project", "issuetype", "updated"));

        ArtifactSnapshot snapshot = snapshot();

        assertThat(snapshot.title()).isEmpty();
        assertThat(snapshot.project()).isEqualTo("ABC");
        assertThat(snapshot.type()).isNull();
        assertThat(snapshot.updatedAt()).isEqualTo(snapshot.createdAt());
    }

    private ArtifactSnapshot snapshot() {
        return map(issue).snapshots().get(0);
    }

    private static void link(ObjectNode fields, String end, String id) {
        ObjectNode link = fields.withArray("issuelinks").addObject().put("id", "1");
        link.putObject("type")
                .put("name", "Blocks")
                .put("inward", "is blocked by")
                .put("outward", "Blocks");
        link.putObject(end).put("id", id).put("key", "ABC-" + id);
    }
}
