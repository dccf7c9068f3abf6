package dev.millrace.jira;

import static dev.millrace.jira.TestIssue.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.model.Attribute;
import dev.millrace.model.FlowEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sprints, priorities, releases and flags of an issue, as of each moment. */
class PlanningAttributesTest extends MappedIssue {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private List<String> attribute(String name) {
        return map(issue).snapshots().get(0).attributes().getOrDefault(name, List.of());
    }

    private void custom() {
        issue.json()
                .at("/changelog/histories")
                .forEach(history ->
                        history.path("items").forEach(item -> ((ObjectNode) item).put("fieldtype", "custom")));
    }

    @Test
    void sprints_of_cloud_are_objects_and_their_history_begins_with_the_creation() throws Exception {
        issue.fields().set("customfield_6", JSON.readTree("""
                [{"id":3,"name":"Sprint 3","state":"closed","boardId":1,"startDate":"2026-01-05T08:00:00.000Z",
                  "endDate":"2026-01-19T08:00:00.000Z","completeDate":"2026-01-19T09:30:00.000Z"},
                 {"id":4,"name":"Sprint 4, at last","state":"active","startDate":"2026-01-19T10:00:00.000Z"}]"""));
        issue.history("11", "2026-01-04T10:00:00.000+0000", item("Sprint", "", "", "3", "Sprint 3"));
        issue.history(
                "12", "2026-01-19T09:30:00.000+0000", item("Sprint", "3", "Sprint 3", "3, 4", "Sprint 3, Sprint 4"));
        custom();

        assertThat(attribute(Attribute.SPRINTS))
                .containsExactly(
                        "3 closed 2026-01-05T08:00:00Z 2026-01-19T08:00:00Z 2026-01-19T09:30:00Z Sprint 3",
                        "4 active 2026-01-19T10:00:00Z - - Sprint 4, at last");
        assertThat(attribute(Attribute.SPRINT_TIMES))
                .containsExactly("2026-01-01T10:00:00Z -", "2026-01-04T10:00:00Z 3", "2026-01-19T09:30:00Z 3 4");
    }

    @Test
    void sprints_of_data_center_are_texts_whose_names_may_hold_anything() {
        issue.fields()
                .putArray("customfield_6")
                .add(
                        "com.atlassian.greenhopper.service.sprint.Sprint@1bf07cbb[rapidViewId=12,state=CLOSED,name=A [b], c=d,"
                                + "startDate=2014-05-15T22:22:55.250Z,endDate=<null>,completeDate=2014-06-12T22:39:08.289Z,id=31]")
                .add("nonsense");

        assertThat(attribute(Attribute.SPRINTS))
                .containsExactly("31 closed 2014-05-15T22:22:55.250Z - 2014-06-12T22:39:08.289Z A [b], c=d");
        assertThat(attribute(Attribute.SPRINT_TIMES))
                .as("without any change it was in them from the start")
                .containsExactly("2026-01-01T10:00:00Z 31");
    }

    @Test
    void first_priority_is_what_its_first_change_found() {
        issue.fields().putObject("priority").put("name", "Blocker");
        issue.history("11", "2026-01-02T10:00:00.000+0000", item("priority", "3", "Major", "2", "Critical"));
        issue.history("12", "2026-01-03T10:00:00.000+0000", item("priority", "2", "Critical", "1", "Blocker"));

        assertThat(attribute(Attribute.PRIORITY_TIMES))
                .containsExactly(
                        "2026-01-01T10:00:00Z Major", "2026-01-02T10:00:00Z Critical", "2026-01-03T10:00:00Z Blocker");
        assertThat(attribute(Attribute.PRIORITY)).containsExactly("Blocker");
    }

    @Test
    void releases_have_their_dates() throws Exception {
        issue.fields().set("fixVersions", JSON.readTree("""
                [{"id":"7","name":"1.2 final","released":true,"releaseDate":"2026-02-01"},{"id":"8","name":"2.0"}]"""));

        assertThat(attribute(Attribute.RELEASES))
                .containsExactly("7 released 2026-02-01 1.2 final", "8 unreleased - 2.0");
    }

    @Test
    void flag_of_a_data_center_is_known_by_its_field_and_not_by_its_english_name() {
        issue.history("11", "2026-01-02T10:00:00.000+0000", item("Markiert", "", "", "[10000]", "Hindernis"));
        custom();

        assertThat(only(FlowEvent.FlagChanged.class).raised()).isTrue();
    }

    @Test
    void field_of_the_flag_is_found_in_any_language_by_the_name_that_jql_knows() throws Exception {
        JsonNode listed = JSON.readTree("""
                [{"id":"customfield_10021","name":"Markiert","clauseNames":["cf[10021]","Flagged","Markiert"],
                  "schema":{"custom":"com.atlassian.jira.plugin.system.customfieldtypes:multicheckboxes"}},
                 {"id":"customfield_10020","name":"Sprint-Feld","schema":{"custom":"com.pyxis.greenhopper.jira:gh-sprint"}}]""");

        JiraFields fields = JiraFields.of(listed);

        assertThat(fields.flagged()).containsExactly("customfield_10021");
        assertThat(fields.sprints()).containsExactly("customfield_10020");
        assertThat(fields.named("", "Markiert")).contains("customfield_10021");
        assertThat(fields.named("customfield_10020", "renamed")).contains("customfield_10020");
        assertThat(fields.named("customfield_9", "Markiert"))
                .as("the id decides")
                .isEmpty();
    }
}
