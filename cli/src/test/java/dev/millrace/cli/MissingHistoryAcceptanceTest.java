package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.cli.Millrace.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no history tells is unknown in every answer, and what happened in one instant is read as the chain that it is. */
class MissingHistoryAcceptanceTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String WINDOW = "--since=2026-03-01 --until=2026-03-31 --as-of=2026-06-01";

    @TempDir
    private Path folder;

    private Millrace millrace;

    @BeforeEach
    void configure() throws IOException {
        millrace = Millrace.in(folder).config("store: facts.db\njira:\n  - url: https://jira.example.org\n");
    }

    @Test
    void an_issue_imported_closed_has_the_lead_time_that_its_tool_tells_or_none() throws IOException {
        importing(states()
                + issue("1", "DONE-1", "5", "Done", "2026-03-02T09:00:00Z", "\"resolved\":[\"2026-03-20T09:00:00Z\"]")
                + created("1", "5", "Done", "2026-03-02T09:00:00Z")
                + issue("2", "DONE-2", "5", "Done", "2026-03-02T09:00:00Z", "")
                + created("2", "5", "Done", "2026-03-02T09:00:00Z"));

        JsonNode report = report();
        assertThat(report.at("/leadTime/outcomes/measured").asInt()).isEqualTo(1);
        assertThat(report.at("/leadTime/outcomes/others/0/code").asText()).isEqualTo("stop-unknown");
        assertThat(report.at("/flowVelocity/undated").asInt()).isEqualTo(1);
        JsonNode dated = JSON.readTree(
                run("show", "DONE-1", "--json", "--as-of=2026-06-01").out());
        assertThat(dated.findValue("stop").asText()).isEqualTo("2026-03-20T09:00:00Z");
        Run undated = run("show", "DONE-2", "--as-of=2026-06-01");
        assertThat(undated.out()).contains("unknown; at the latest");
        assertThat(run("export", "--table", "items", "--format", "ndjson", "--as-of=2026-06-01")
                        .lines())
                .filteredOn(line -> line.contains("DONE-2"))
                .singleElement()
                .satisfies(line ->
                        assertThat(JSON.readTree(line).path("stop").asText("")).isIn("", "null"));
    }

    @Test
    void a_build_that_begins_and_ends_in_one_instant_counts_in_the_red_rate() throws IOException {
        importing(build("1", "2026-03-02T09:00:05Z", "failure") + build("2", "2026-03-03T09:00:00Z", "success"));

        JsonNode red = report().findValue("pipelineRedRate");
        assertThat(red.path("part").asInt()).isEqualTo(1);
        assertThat(red.toString()).contains(":2");
    }

    @Test
    void an_efficiency_that_rests_on_few_items_says_so_in_the_same_line() throws IOException {
        StringBuilder facts = new StringBuilder(states());
        for (int i = 1; i <= 3; i++) {
            String id = String.valueOf(i);
            facts.append(issue(id, "FEW-" + i, "5", "Done", "2026-03-02T09:00:00Z", ""))
                    .append(created(id, "1", "To Do", "2026-03-02T09:00:00Z"))
                    .append(change(id, "a", "2026-03-03T09:00:00Z", "1", "To Do", "3", "In Progress"));
            if (i == 1) {
                facts.append(change(id, "b", "2026-03-05T09:00:00Z", "3", "In Progress", "4", "In Review"))
                        .append(change(id, "c", "2026-03-07T09:00:00Z", "4", "In Review", "5", "Done"));
            } else {
                facts.append(change(id, "c", "2026-03-07T09:00:00Z", "3", "In Progress", "5", "Done"));
            }
        }
        importing(facts.toString());

        JsonNode efficiency = report().path("flowEfficiency");
        assertThat(efficiency.path("fewItems").asBoolean()).isTrue();
        assertThat(efficiency.path("outcomes").path("measured").asInt()).isEqualTo(1);
        String said = "50% (only 1 of 3 items done)";
        assertThat(run(("report " + WINDOW).split(" ")).out()).contains(said);
        assertThat(run(("report --markdown " + WINDOW).split(" ")).out()).contains(said);
        run(("report --html=page.html " + WINDOW).split(" "));
        assertThat(folder.resolve("page.html")).content().contains(said);
    }

    private JsonNode report() throws IOException {
        return JSON.readTree(run(("report --json " + WINDOW).split(" ")).out());
    }

    private Run run(String... arguments) {
        Run run = millrace.run(arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private void importing(String facts) throws IOException {
        Files.writeString(folder.resolve("facts.ndjson"), "{\"millrace\":\"events/1\"}\n" + facts);
        run("import", "facts.ndjson");
    }

    private static String states() {
        return state("1", "To Do", "new")
                + state("3", "In Progress", "indeterminate")
                + state("4", "In Review", "indeterminate")
                + state("5", "Done", "done");
    }

    private static String state(String id, String name, String category) {
        return "{'fact':'state','tool':'jira:test','id':'%s','name':'%s','category':'%s'}\n"
                .formatted(id, name, category)
                .replace('\'', '"');
    }

    private static String issue(String id, String key, String state, String name, String at, String attributes) {
        return ("{'fact':'snapshot','artifact':'jira:test:issue:%s','key':'%s','title':'T','project':'P','level':'standard','state':{'id':'%s','name':'%s'},'createdAt':'%s','updatedAt':'2026-03-25T09:00:00Z','attributes':{%s}}\n")
                .formatted(id, key, state, name, at, attributes)
                .replace('\'', '"');
    }

    private static String created(String id, String state, String name, String at) {
        return ("{'fact':'event','id':'jira:test:issue:%s#created','artifact':'jira:test:issue:%s','kind':'created','occurredAt':'%s','sequence':0,'state':{'id':'%s','name':'%s'}}\n")
                .formatted(id, id, at, state, name)
                .replace('\'', '"');
    }

    private static String change(
            String id, String local, String at, String from, String fromName, String to, String toName) {
        return ("{'fact':'event','id':'jira:test:issue:%s#%s','artifact':'jira:test:issue:%s','kind':'state-changed','occurredAt':'%s','sequence':0,'from':{'id':'%s','name':'%s'},'to':{'id':'%s','name':'%s'}}\n")
                .formatted(id, local, id, at, from, fromName, to, toName)
                .replace('\'', '"');
    }

    private static String build(String number, String at, String result) {
        String id = "jenkins:ci:build:shop/main#" + number + "@1";
        String event = "{'fact':'event','id':'%s#%s','artifact':'%s','kind':'%s','occurredAt':'%s','sequence':0,%s}\n";
        return ("{'fact':'snapshot','artifact':'" + id + "','key':'shop/main #" + number
                        + "','title':'','project':'shop/main','level':'standard','createdAt':'" + at + "','updatedAt':'"
                        + at
                        + "','attributes':{}}\n"
                        + event.formatted(id, "created", id, "created", at, "'state':{'name':'queued'}")
                        + event.formatted(
                                id,
                                "started",
                                id,
                                "state-changed",
                                at,
                                "'from':{'name':'queued'},'to':{'name':'running'}")
                        + event.formatted(
                                id,
                                "ended",
                                id,
                                "state-changed",
                                at,
                                "'from':{'name':'running'},'to':{'name':'" + result + "'}"))
                .replace('\'', '"');
    }
}
