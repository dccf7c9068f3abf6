package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.fake.jira.JiraCloudFake;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.fake.jira.JiraFake;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issues that no sane Jira has, and real ones have all the same: nothing is lost, and what is not whole does not claim to be. */
class HostileJiraAcceptanceTest {

    private static final String WHOLE = "all of its history was captured";

    @TempDir
    private Path directory;

    private final JiraDataCenterFake dataCenter = JiraDataCenterFake.empty();
    private final JiraCloudFake cloud = JiraCloudFake.empty();

    @AfterEach
    void close() {
        dataCenter.close();
        cloud.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hostile_issues_are_captured_and_say_what_they_lack(boolean isCloud) throws Exception {
        JiraFake jira = isCloud ? cloud : dataCenter;
        jira.setTime(Millrace.NOW);
        jira.put(started(1));

        ObjectNode large = started(2);
        ((ObjectNode) large.path("fields")).put("summary", "<script>alert(1)</script>" + "x".repeat(3 << 20));
        jira.put(large);

        ObjectNode longHistory = started(3);
        for (int entry = 1; entry <= (isCloud && !Boolean.getBoolean("millrace.deep") ? 5_000 : 50_000); entry++) {
            history(
                            longHistory,
                            "3" + (100_000 + entry),
                            Instant.parse("2026-10-03T00:00:00Z")
                                    .plusSeconds(entry)
                                    .toString())
                    .addObject()
                    .put("field", "labels")
                    .put("fieldtype", "jira")
                    .put("toString", "l" + entry);
        }
        jira.put(longHistory);

        ObjectNode future = started(4);
        move(future, "44", "2099-01-01T00:00:00.000+0000", "3", "5", "Done");
        status(future, "5", "Done", "done");
        jira.put(future);

        ObjectNode noList = started(5);
        ((ObjectNode) noList.at("/changelog/histories").get(0)).put("items", "none");
        jira.put(noList);

        ObjectNode withoutItems = started(6);
        ((ArrayNode) withoutItems.at("/changelog/histories"))
                .addObject()
                .put("id", "66")
                .put("created", "2026-10-04T00:00:00.000+0000");
        jira.put(withoutItems);

        // 7 is a sub-task of 8, and 8 of 7; 9 is its own parent
        jira.put(subTask(7, 8));
        jira.put(subTask(8, 7));
        jira.put(subTask(9, 9));
        total(jira);

        Millrace millrace = Millrace.in(directory)
                .config("jira:\n  - {id: work, url: \"" + (isCloud ? cloud.baseUrl() : dataCenter.baseUrl()) + "\"}\n");
        Millrace.Run sync = millrace.run("sync");

        assertThat(sync.exitCode()).as(sync.err()).isIn(0, 3);
        assertThat(sync.err()).doesNotContain("Exception", "\tat ");
        for (int issue = 1; issue <= 9; issue++) {
            Millrace.Run show = millrace.run("show", "HOS-" + issue);
            assertThat(show.exitCode()).as("HOS-%d: %s", issue, show.err()).isZero();
            assertThat(show.err()).as("HOS-%d", issue).doesNotContain("Exception");
        }
        assertThat(millrace.run("show", "HOS-1").out()).contains(WHOLE);
        for (int issue : new int[] {4, 5, 6, 9}) {
            assertThat(millrace.run("show", "HOS-" + issue).out())
                    .as("HOS-%d", issue)
                    .doesNotContain(WHOLE);
        }
        assertThat(millrace.run("show", "HOS-3").out()).contains(WHOLE);
        Millrace.Run report = millrace.run("report", "--json");
        assertThat(report.exitCode()).as(report.err()).isZero();
        assertThat(millrace.run("sync").exitCode()).isIn(0, 3);
    }

    /** Data Center says how many entries there are. */
    private static void total(JiraFake jira) {
        for (int issue = 1; issue <= 9; issue++) {
            jira.change(
                    "HOS-" + issue,
                    json -> ((ObjectNode) json.path("changelog"))
                            .put("total", json.at("/changelog/histories").size()));
        }
    }

    private static ObjectNode started(int id) {
        ObjectNode issue = JsonNodeFactory.instance.objectNode();
        issue.put("id", String.valueOf(id)).put("key", "HOS-" + id);
        ObjectNode fields = issue.putObject("fields");
        fields.put("summary", "Summary " + id);
        fields.putObject("project").put("id", "1").put("key", "HOS");
        fields.putObject("issuetype").put("id", "1").put("name", "Story").put("subtask", false);
        fields.put("created", "2026-10-01T10:00:00.000+0000").put("updated", "2026-10-02T10:00:00.000+0000");
        status(issue, "3", "In Progress", "indeterminate");
        issue.putObject("changelog").putArray("histories");
        move(issue, id + "1", "2026-10-02T10:00:00.000+0000", "1", "3", "In Progress");
        return issue;
    }

    private static ObjectNode subTask(int id, int parent) {
        ObjectNode issue = started(id);
        ObjectNode fields = (ObjectNode) issue.path("fields");
        fields.putObject("issuetype").put("id", "2").put("name", "Sub-task").put("subtask", true);
        fields.putObject("parent").put("id", String.valueOf(parent)).put("key", "HOS-" + parent);
        return issue;
    }

    private static void status(ObjectNode issue, String id, String name, String category) {
        ((ObjectNode) issue.path("fields"))
                .putObject("status")
                .put("id", id)
                .put("name", name)
                .putObject("statusCategory")
                .put("key", category);
    }

    private static ArrayNode history(ObjectNode issue, String id, String at) {
        ObjectNode history = ((ArrayNode) issue.at("/changelog/histories")).addObject();
        history.put("id", id).put("created", at);
        history.putObject("author").put("name", "ann").put("key", "ann").put("accountId", "ann");
        return history.putArray("items");
    }

    private static void move(ObjectNode issue, String id, String at, String from, String to, String name) {
        history(issue, id, at)
                .addObject()
                .put("field", "status")
                .put("fieldId", "status")
                .put("fieldtype", "jira")
                .put("from", from)
                .put("fromString", from.equals("1") ? "Open" : "In Progress")
                .put("to", to)
                .put("toString", name);
    }
}
