package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.fake.Response;
import dev.millrace.fake.jira.FakeWrites;
import dev.millrace.fake.jira.JiraCloudFake;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.fake.jira.JiraFake;
import dev.millrace.jira.panel.IssueProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code millrace publish} into a Jira of each kind, through the real command line and real HTTP. */
class PublishAcceptanceTest {

    private static final String PROPERTY = "publish: {jira: property}";
    private static final String LINK = "publish: {jira: link}\nserve: {url: \"https://flow.example.org\"}";

    @TempDir
    private Path directory;

    private final JiraDataCenterFake dataCenter = JiraDataCenterFake.empty();
    private final JiraCloudFake cloud = JiraCloudFake.empty();

    @BeforeEach
    void fill() throws IOException {
        for (ObjectNode issue : new ObjectNode[] {issue(1, "ABC"), issue(2, "ABC"), issue(3, "XYZ")}) {
            dataCenter.put(issue);
            cloud.put(issue);
        }
        dataCenter.setTime(Millrace.NOW);
        cloud.setTime(Millrace.NOW);
    }

    @AfterEach
    void close() {
        dataCenter.close();
        cloud.close();
    }

    @Test
    void a_data_center_gets_the_property_of_each_issue_once_and_again_only_when_its_flow_changes() throws Exception {
        Millrace millrace = dataCenter(PROPERTY);
        millrace.run("sync");

        Run first = millrace.run("publish");

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).isEqualTo("jira:work: 3 issues written, 0 unchanged\n");
        assertThat(dataCenter.requests()).contains("PUT /jira/rest/api/2/issue/1/properties/millrace.flow");
        JsonNode property = JsonMapper.builder()
                .build()
                .readTree(dataCenter.writes().properties.get("ABC-1/millrace.flow"));
        assertThat(property.path("millrace").asText()).isEqualTo(IssueProperty.FORM);
        assertThat(property.path("key").asText()).isEqualTo("ABC-1");

        Run second = millrace.at(Millrace.NOW.plus(Duration.ofHours(5))).run("publish");
        assertThat(second.out())
                .as("ages are the panel's to compute")
                .isEqualTo("jira:work: 0 issues written, 3 unchanged\n");
        assertThat(dataCenter.writes().asked).hasSize(3);

        done(dataCenter, "ABC-2");
        millrace.run("sync");
        assertThat(millrace.run("publish").out()).isEqualTo("jira:work: 1 issue written, 2 unchanged\n");
        assertThat(dataCenter.writes().asked.get(3)).isEqualTo("PUT ABC-2");
    }

    @Test
    void a_cloud_site_gets_it_over_version_3() throws Exception {
        Millrace millrace =
                Millrace.in(directory).with("JIRA_TOKEN", "t0ken").config("""
                        jira:
                          - id: work
                            url: %s
                            user: ann@acme.example
                            token: {env: JIRA_TOKEN}
                        %s
                        """.formatted(cloud.baseUrl(), PROPERTY));
        millrace.run("sync");

        Run run = millrace.run("publish");

        assertThat(run.out()).as(run.err()).isEqualTo("jira:work: 3 issues written, 0 unchanged\n");
        assertThat(cloud.requests()).contains("PUT /rest/api/3/issue/3/properties/millrace.flow");
        assertThat(cloud.writes().properties).hasSize(3);
    }

    @Test
    void a_link_has_a_stable_global_id_and_what_it_leaves_in_the_changelog_is_no_event_and_no_reason_to_write()
            throws Exception {
        Millrace millrace = dataCenter(LINK);
        millrace.run("sync");
        String before = millrace.run("export", "--table", "events", "--format", "ndjson")
                .out();

        assertThat(millrace.run("publish").out()).isEqualTo("jira:work: 3 issues written, 0 unchanged\n");
        JsonNode link = dataCenter.writes().links.get("ABC-1/system=millrace&id=jira:work:issue:1");
        assertThat(link.at("/object/url").asText()).isEqualTo("https://flow.example.org/items/ABC-1");
        assertThat(link.at("/object/title").asText()).startsWith("Flow: ");
        assertThat(link.at("/object/status/resolved").asBoolean(true)).isFalse();
        assertThat(link.at("/object/icon/url16x16").asText())
                .isEqualTo("https://flow.example.org/assets/state-active.svg");
        assertThat(link.at("/object/icon/title").asText()).isEqualTo("Active");

        Run sync = millrace.at(Millrace.NOW.plusSeconds(60)).run("sync");
        assertThat(sync.exitCode()).isZero();
        assertThat(sync.out()).as("the issues were read again").contains("0 new events, 0 revised; 0 problems");
        assertThat(millrace.run("export", "--table", "events", "--format", "ndjson")
                        .out())
                .isEqualTo(before);
        assertThat(millrace.run("publish").out()).isEqualTo("jira:work: 0 issues written, 3 unchanged\n");
    }

    @Test
    void title_of_a_link_follows_the_state_of_the_issue_and_is_struck_through_at_its_end() throws Exception {
        Millrace millrace = dataCenter(LINK);
        millrace.run("sync");
        millrace.run("publish");
        done(dataCenter, "ABC-2");
        millrace.run("sync");

        assertThat(millrace.run("publish").out()).isEqualTo("jira:work: 1 issue written, 2 unchanged\n");

        JsonNode link = dataCenter.writes().links.get("ABC-2/system=millrace&id=jira:work:issue:2");
        assertThat(link.at("/object/title").asText()).startsWith("Flow: done on ");
        assertThat(link.at("/object/status/resolved").asBoolean()).isTrue();
        assertThat(link.at("/object/icon/title").asText()).isEqualTo("Done");
    }

    @Test
    void number_fields_by_name_or_id_are_set_on_both_kinds_of_jira_only_when_they_change() throws Exception {
        List<String> fields = List.of(
                "{\"id\":\"customfield_1\",\"name\":\"Flow days\",\"schema\":{\"type\":\"number\"}}",
                "{\"id\":\"customfield_2\",\"name\":\"Efficiency\",\"schema\":{\"type\":\"number\"}}",
                "{\"id\":\"customfield_3\",\"name\":\"Flow days\",\"schema\":{\"type\":\"string\"}}");
        Response answer = Response.of(200, fields.toString());
        for (JiraFake jira : List.of(cloud, dataCenter)) {
            jira.answer("field", answer);
            Millrace millrace = Millrace.in(Files.createDirectory(directory.resolve(jira == cloud ? "c" : "d")))
                    .config("""
                            jira:
                              - id: work
                                url: %s
                            publish:
                              fields: {flowTime: flow days, flowEfficiency: customfield_2, waitingTime: "Waits"}
                            """.formatted(jira.baseUrl()));
            millrace.run("sync");
            Run unknown = millrace.run("publish");
            assertThat(unknown.exitCode()).isEqualTo(1);
            assertThat(unknown.out())
                    .contains(
                            "Jira shows no number field \"Waits\" for publish.fields; it has \"Flow days\""
                                    + " (customfield_1), \"Efficiency\" (customfield_2)",
                            "edit screen");
            assertThat(jira.writes().fields).isEmpty();
            millrace.config("""
                    jira:
                      - id: work
                        url: %s
                    publish:
                      fields: {flowTime: flow days, flowEfficiency: customfield_2}
                    """.formatted(jira.baseUrl()));

            assertThat(millrace.run("publish").out()).isEqualTo("jira:work: 3 issues written, 0 unchanged\n");
            assertThat(jira.writes().fields.get("ABC-2/customfield_1").isNull())
                    .as("an open issue has no flow time")
                    .isTrue();
            done(jira, "ABC-2");
            Run sync = millrace.run("sync");
            assertThat(sync.out()).as("our own writes are no events").contains("1 new event, 0 revised; 0 problems");

            assertThat(millrace.run("publish").out()).isEqualTo("jira:work: 1 issue written, 2 unchanged\n");

            assertThat(jira.writes().fields.get("ABC-2/customfield_1").decimalValue())
                    .as("2 October 10:00 to 1 November 11:00")
                    .isEqualByComparingTo("30.04");
            assertThat(jira.writes().fields).doesNotContainKey("ABC-2/customfield_3");
            assertThat(millrace.run("publish").out()).isEqualTo("jira:work: 0 issues written, 3 unchanged\n");
            assertThat(millrace.run("publish", "--remove").out()).isEqualTo("jira:work: 3 issues cleared\n");
            assertThat(jira.writes().fields)
                    .allSatisfy((field, value) ->
                            assertThat(value.isNull()).as(field).isTrue());
        }
    }

    @Test
    void project_without_the_field_on_its_screen_is_told_once_with_what_to_do() throws Exception {
        Millrace millrace = dataCenter("publish: {fields: {leadTime: Lead}}");
        dataCenter.answer("field", Response.of(200, """
                [{"id":"customfield_1","name":"Lead","schema":{"type":"number"}}]"""));
        millrace.run("sync");
        dataCenter.writes().refusals.put("ABC-1", Response.of(400, """
                {"errorMessages":[],"errors":{"customfield_1":"Field 'customfield_1' cannot be set. It is not on the \
                appropriate screen, or unknown."}}"""));

        Run run = millrace.run("publish");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out())
                .contains("jira:work: 1 issue written", "not on the appropriate screen", "edit screen of the project")
                .contains("project ABC: 1 more not tried for the same reason");
    }

    @Test
    void two_figures_in_one_field_are_a_mistake_with_its_place() throws Exception {
        Run run = dataCenter("publish: {fields: {leadTime: Lead, flowTime: Lead}}")
                .run("publish");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("publish.fields.leadTime: is the field of another figure already");
    }

    @Test
    void app_gets_its_lozenge_and_a_removal_takes_everything_out_of_jira_again() throws Exception {
        String app = "0a1b2c3d-0000-4000-8000-00000000000f";
        Millrace millrace = dataCenter("publish: {jira: both, forgeApp: \"ari:cloud:ecosystem::app/" + app + "\"}\n"
                + "serve: {url: \"https://flow.example.org\"}");
        millrace.run("sync");
        millrace.run("publish");
        FakeWrites writes = dataCenter.writes();
        String lozenge = "ABC-1/com.atlassian.jira.issue:" + app + ":millrace-context:status";
        assertThat(writes.properties).hasSize(6).containsKey("ABC-1/millrace.flow");
        assertThat(JsonMapper.builder()
                        .build()
                        .readTree(writes.properties.get(lozenge))
                        .path("type")
                        .asText())
                .isEqualTo("lozenge");
        assertThat(writes.links).hasSize(3);

        Run dry = millrace.run("publish", "--remove", "--dry-run");
        assertThat(dry.out()).startsWith("jira:work: 3 issues would be cleared\n  ABC-1\n");
        assertThat(writes.properties).hasSize(6);

        writes.refusals.put("ABC-2", Response.of(403, "{}"));
        Run first = millrace.run("publish", "--remove");
        assertThat(first.exitCode()).isEqualTo(3);
        assertThat(first.out()).contains("jira:work: 2 issues cleared", "ABC-2: DELETE ", "HTTP 403");
        writes.refusals.clear();
        assertThat(millrace.run("publish", "--remove", "--json").out()).contains("\"cleared\" : [ \"ABC-2\" ]");

        assertThat(writes.properties).isEmpty();
        assertThat(writes.links).isEmpty();
        assertThat(millrace.run("publish", "--remove").out()).isEqualTo("jira:work: 0 issues cleared\n");
        assertThat(millrace.run("publish").out()).isEqualTo("jira:work: 3 issues written, 0 unchanged\n");
    }

    @Test
    void project_gets_its_figures_only_when_asked_for_and_loses_them_with_a_removal() throws Exception {
        Millrace millrace = dataCenter("publish: {jira: property, projects: true}");
        millrace.run("sync");

        assertThat(millrace.run("publish", "--dry-run").out()).contains("  project ABC\n", "  project XYZ\n");
        assertThat(millrace.run("publish").out()).isEqualTo("jira:work: 5 issues and projects written, 0 unchanged\n");
        FakeWrites writes = dataCenter.writes();
        JsonNode project = JsonMapper.builder().build().readTree(writes.properties.get("project ABC/millrace.flow"));
        assertThat(project.path("millrace").asText()).isEqualTo("project/1");
        assertThat(project.path("key").asText()).isEqualTo("ABC");
        assertThat(project.path("sentence").asText()).isNotBlank();
        assertThat(project.path("stages")).isNotEmpty();
        assertThat(millrace.run("publish").out()).isEqualTo("jira:work: 0 issues written, 5 unchanged\n");

        writes.refusals.put("project XYZ", Response.of(403, "{}"));
        Run removal = millrace.run("publish", "--remove");
        assertThat(removal.exitCode()).isEqualTo(3);
        assertThat(removal.out()).contains("project XYZ: DELETE ", "Administer projects");
        writes.refusals.clear();
        assertThat(millrace.run("publish", "--remove").exitCode()).isZero();
        assertThat(writes.properties).isEmpty();
    }

    @Test
    void id_of_an_app_that_is_none_is_a_mistake_with_its_place() throws Exception {
        Run run = dataCenter("publish: {jira: property, forgeApp: millrace}").run("publish");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("publish.forgeApp: must be the id of the Forge app");
    }

    @Test
    void a_dry_run_says_what_would_be_written_and_needs_no_token() throws Exception {
        Millrace millrace = dataCenter(PROPERTY + "\n");
        millrace.run("sync");

        Run run = millrace.run("publish", "--dry-run");

        assertThat(run.out()).isEqualTo("""
                jira:work: 3 issues would be written, 0 unchanged
                  ABC-1
                  ABC-2
                  XYZ-3
                """);
        assertThat(dataCenter.writes().asked).isEmpty();
        assertThat(millrace.run("publish", "--json").out())
                .contains("\"written\" : [ \"ABC-1\", \"ABC-2\", \"XYZ-3\" ]");
    }

    @Test
    void a_refused_project_is_told_once_with_the_permission_and_stops_no_other() throws Exception {
        Millrace millrace = dataCenter(PROPERTY);
        millrace.run("sync");
        FakeWrites writes = dataCenter.writes();
        writes.refusals.put("ABC-1", Response.of(403, "{\"errorMessages\":[\"You do not have permission\"]}"));

        Run run = millrace.run("publish");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out())
                .contains("jira:work: 1 issue written, 0 unchanged")
                .contains(
                        "ABC-1: PUT ", "HTTP 403", "You do not have permission", "it needs the permissions Edit issues")
                .contains("project ABC: 1 more not tried for the same reason");
        assertThat(writes.asked).containsExactly("PUT ABC-1", "PUT XYZ-3");
        writes.refusals.clear();
        assertThat(millrace.run("publish").out()).isEqualTo("jira:work: 2 issues written, 1 unchanged\n");
    }

    @Test
    void a_host_that_asks_to_come_back_much_later_ends_the_run_and_the_next_goes_on_there() throws Exception {
        Millrace millrace = dataCenter(PROPERTY);
        millrace.run("sync");
        FakeWrites writes = dataCenter.writes();
        writes.refusals.put("ABC-2", new Response(429, Map.of("Retry-After", "7200"), ""));

        Run run = millrace.run("publish");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("jira:work: 1 issue written", "Run it again at 2026-11-01T14:00:01Z or later", "2 are left");
        writes.refusals.clear();
        assertThat(millrace.run("publish").out()).isEqualTo("jira:work: 2 issues written, 1 unchanged\n");
        assertThat(writes.asked).containsExactly("PUT ABC-1", "PUT ABC-2", "PUT ABC-2", "PUT XYZ-3");
    }

    @Test
    void the_report_is_written_as_a_page_also_without_any_jira_to_write_to() throws Exception {
        Files.createDirectories(directory.resolve("site"));
        Millrace millrace = dataCenter("publish: {report: site/report.html, days: 30}");
        millrace.run("sync");

        Run run = millrace.run("publish");

        assertThat(run.out()).isEqualTo("report: wrote " + directory.resolve("site/report.html") + "\n");
        assertThat(Files.readString(directory.resolve("site/report.html"))).startsWith("<!DOCTYPE html>");
        assertThat(dataCenter.writes().asked).isEmpty();
    }

    @Test
    void the_hub_syncs_and_publishes_at_its_times_and_status_says_how_that_went() throws Exception {
        Millrace millrace = dataCenter(PROPERTY + "\nserve: {port: 0, syncEvery: 1h, publishEvery: 1h}");
        Process hub = millrace.start("serve");
        try {
            for (int look = 0; look < 600 && dataCenter.writes().asked.size() < 3; look++) {
                Thread.sleep(100);
            }
            assertThat(dataCenter.writes().properties).hasSize(3);
        } finally {
            hub.toHandle().destroy();
            assertThat(hub.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(millrace.run("status").out()).contains("Jobs of the hub").containsPattern("sync .* done");
    }

    @Test
    void without_the_section_nothing_is_published_and_the_user_is_told_what_to_write() throws Exception {
        Millrace millrace = dataCenter("");
        millrace.run("sync");

        Run run = millrace.run("publish");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("publish: {jira: property}", "docs/configuration.md");
        assertThat(millrace.run("serve", "--publish-every", "5").exitCode()).isEqualTo(2);
    }

    private Millrace dataCenter(String sections) throws IOException {
        return Millrace.in(directory).config("""
                jira:
                  - id: work
                    url: %s
                %s
                """.formatted(dataCenter.baseUrl(), sections));
    }

    private static void done(JiraFake jira, String key) {
        jira.change(key, issue -> {
            ObjectNode fields = (ObjectNode) issue.path("fields");
            fields.putObject("status")
                    .put("id", "5")
                    .put("name", "Done")
                    .putObject("statusCategory")
                    .put("key", "done");
            ObjectNode changelog = (ObjectNode) issue.path("changelog");
            ObjectNode history = changelog.withArray("histories").addObject();
            history.put("id", "77").put("created", "2026-11-01T11:00:00.000+0000");
            history.putObject("author").put("name", "ann").put("key", "ann");
            history.putArray("items")
                    .addObject()
                    .put("field", "status")
                    .put("fieldtype", "jira")
                    .put("from", "3")
                    .put("fromString", "In Progress")
                    .put("to", "5")
                    .put("toString", "Done");
            changelog.put("total", changelog.withArray("histories").size());
        });
    }

    /** An issue in progress since the day after it was created. */
    private static ObjectNode issue(int id, String project) throws IOException {
        return (ObjectNode) JsonMapper.builder().build().readTree("""
                {"id":"%1$d","key":"%2$s-%1$d","fields":{"summary":"Summary %1$d","project":{"id":"1","key":"%2$s"},
                 "issuetype":{"id":"1","name":"Bug","subtask":false},
                 "created":"2026-10-01T10:00:00.000+0000","updated":"2026-10-02T10:00:00.000+0000",
                 "status":{"id":"3","name":"In Progress","statusCategory":{"key":"indeterminate"}}},
                 "changelog":{"startAt":0,"maxResults":1,"total":1,"histories":[
                  {"id":"%1$d0","created":"2026-10-02T10:00:00.000+0000","author":{"name":"ann","key":"ann"},
                   "items":[{"field":"status","fieldtype":"jira","from":"1","fromString":"Open","to":"3",
                    "toString":"In Progress"}]}]}}
                """.formatted(id, project));
    }
}
