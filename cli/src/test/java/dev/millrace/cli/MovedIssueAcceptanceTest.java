package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.fake.jira.JiraCloudFake;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.fake.jira.JiraFake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An issue that is moved to another project, of which its key changes and its id does not. */
class MovedIssueAcceptanceTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"cloud", "data-center"})
    void moved_issue_keeps_its_history_and_is_found_by_the_key_that_it_had(String dialect) throws Exception {
        try (JiraFake jira = dialect.equals("cloud") ? JiraCloudFake.empty() : JiraDataCenterFake.empty()) {
            jira.setTime(Millrace.NOW);
            jira.put(issue());
            Millrace millrace = Millrace.in(Files.createDirectories(directory.resolve(dialect)))
                    .config("jira: [{id: work, url: \"%s\"}]".formatted(jira.baseUrl()));
            millrace.run("sync");
            JsonNode before = show(millrace, "ABC-1");
            jira.setTime(Millrace.NOW.plusSeconds(60));
            jira.change("ABC-1", MovedIssueAcceptanceTest::move);
            millrace.at(Millrace.NOW.plus(Duration.ofMinutes(5)));

            Run sync = millrace.run("sync");

            assertThat(sync.exitCode()).as(sync.out() + sync.err()).isZero();
            JsonNode after = show(millrace, "ABC-1");
            assertThat(after).isEqualTo(show(millrace, "XYZ-7"));
            assertThat(after.at("/item/key").asText()).isEqualTo("XYZ-7");
            assertThat(after.at("/item/project").asText()).isEqualTo("XYZ");
            assertThat(after.at("/item/id").asText()).as("the id stays").isEqualTo("jira:work:issue:1");
            assertThat(states(after))
                    .as("and so does what happened before the move")
                    .containsExactly("Open", "In Progress", "Review");
            assertThat(after.at("/cycles/0/createdAt")).isEqualTo(before.at("/cycles/0/createdAt"));
            assertThat(millrace.run("export", "--table", "items", "--format", "ndjson")
                            .out()
                            .lines())
                    .as("one issue")
                    .hasSize(1);
        }
    }

    private static JsonNode show(Millrace millrace, String key) throws IOException {
        Run run = millrace.run("show", key, "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return JsonMapper.builder().build().readTree(run.out());
    }

    private static List<String> states(JsonNode item) {
        List<String> states = new ArrayList<>();
        item.at("/cycles/0/visits")
                .forEach(visit -> states.add(visit.at("/state/name").asText()));
        return states;
    }

    /** As Jira logs it: key, project and status in one entry. */
    private static void move(ObjectNode issue) {
        issue.put("key", "XYZ-7");
        ObjectNode fields = (ObjectNode) issue.path("fields");
        fields.putObject("project").put("id", "2").put("key", "XYZ");
        fields.putObject("status")
                .put("id", "30")
                .put("name", "Review")
                .putObject("statusCategory")
                .put("key", "indeterminate");
        ObjectNode changelog = (ObjectNode) issue.path("changelog");
        ArrayNode histories = (ArrayNode) changelog.path("histories");
        ObjectNode entry = histories.addObject().put("id", "11").put("created", "2026-11-01T12:00:30.000+0000");
        entry.putObject("author").put("name", "ann").put("key", "ann");
        ArrayNode items = entry.putArray("items");
        item(items, "Key", null, "ABC-1", null, "XYZ-7");
        item(items, "project", "1", "ABC", "2", "XYZ");
        item(items, "status", "3", "In Progress", "30", "Review");
        changelog.put("total", histories.size());
    }

    private static void item(ArrayNode items, String field, String fromId, String from, String toId, String to) {
        items.addObject()
                .put("field", field)
                .put("fieldtype", "jira")
                .put("from", fromId)
                .put("fromString", from)
                .put("to", toId)
                .put("toString", to);
    }

    private static ObjectNode issue() throws IOException {
        return (ObjectNode) JsonMapper.builder().build().readTree("""
                {"id":"1","key":"ABC-1","fields":{"summary":"Summary","project":{"id":"1","key":"ABC"},
                 "issuetype":{"id":"1","name":"Bug","subtask":false},
                 "created":"2026-10-01T10:00:00.000+0000","updated":"2026-10-02T10:00:00.000+0000",
                 "status":{"id":"3","name":"In Progress","statusCategory":{"key":"indeterminate"}}},
                 "changelog":{"startAt":0,"maxResults":1,"total":1,"histories":[
                  {"id":"10","created":"2026-10-02T10:00:00.000+0000","author":{"name":"ann","key":"ann"},
                   "items":[{"field":"status","fieldtype":"jira","from":"1","fromString":"Open","to":"3",
                    "toString":"In Progress"}]}]}}
                """);
    }
}
