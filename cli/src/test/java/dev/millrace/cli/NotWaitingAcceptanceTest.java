package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.app.item.Visibility;
import dev.millrace.app.query.Queries;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.Definition;
import dev.millrace.view.item.ItemJson;
import dev.millrace.view.item.ItemView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An item that skipped a review that most pass has the same efficiency wherever somebody looks. */
class NotWaitingAcceptanceTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String[] STATES = {"Open", "In Progress", "In Review", "Done"};
    private static final String UNKNOWN = "waiting-not-observable";

    /** What each of them has: 4 began before anybody was done, 5 skipped the review, 6 is the only story. */
    private static final Map<String, String> EXPECTED = new TreeMap<>(Map.of(
            "ABC-1", "0.5",
            "ABC-2", "0.5",
            "ABC-3", "0.5",
            "ABC-4", UNKNOWN,
            "ABC-5", "1.0",
            "ABC-6", UNKNOWN));

    @TempDir
    private Path directory;

    private final JiraDataCenterFake jira = JiraDataCenterFake.empty();
    private Millrace millrace;

    @BeforeEach
    void sync() throws IOException {
        for (int i = 1; i <= 3; i++) {
            jira.put(issue(i, "Bug", "2026-10-0" + i, 1, 2, 3));
        }
        jira.put(issue(4, "Bug", "2026-10-01", 1, 3));
        jira.put(issue(5, "Bug", "2026-10-10", 1, 3));
        jira.put(issue(6, "Story", "2026-10-10", 1, 3));
        jira.put(issue(7, "Bug", "2026-10-10", 1, 2)); // open, and so tells what state 3 is called
        jira.put(issue(8, "Bug", "2026-10-10", 1));
        jira.setTime(Millrace.NOW);
        millrace = Millrace.in(directory)
                .config("jira:\n  - id: work\n    url: " + jira.baseUrl()
                        + "\npublish: {jira: property}\nstore: facts.db\n");
        ok("sync");
    }

    @AfterEach
    void close() {
        jira.close();
    }

    @Test
    void every_surface_has_the_same_efficiency_of_every_item() throws IOException {
        assertThat(shown()).as("show").isEqualTo(EXPECTED);
        assertThat(exported()).as("export").isEqualTo(EXPECTED);
        assertThat(explained()).as("report --why").isEqualTo(EXPECTED);
        assertThat(asked()).as("the hub").isEqualTo(EXPECTED);
        assertThat(published()).as("the property of the issue").isEqualTo(EXPECTED);
    }

    @Test
    void report_and_its_parts_count_it() throws IOException {
        JsonNode report =
                JSON.readTree(ok("report", "--json", "--by", "project").out());

        for (String place : new String[] {"/flowEfficiency", "/breakdown/groups/0/flowEfficiency"}) {
            JsonNode efficiency = report.at(place);
            assertThat(efficiency.at("/outcomes/measured").asInt()).as(place).isEqualTo(4);
            assertThat(efficiency.at("/outcomes/others/0/code").asText())
                    .as(place)
                    .isEqualTo(UNKNOWN);
            assertThat(efficiency.at("/outcomes/others/0/n").asInt()).as(place).isEqualTo(2);
            // three of 2 of 4 days, one of 2 of 2
            assertThat(efficiency.at("/ratio/value").asDouble()).as(place).isEqualTo(8.0 / 14);
        }
        assertThat(ok("report").out()).contains("57%");
    }

    private Map<String, String> shown() throws IOException {
        Map<String, String> all = new TreeMap<>();
        for (String key : EXPECTED.keySet()) {
            all.put(key, figure(ok("show", key, "--json").out()));
        }
        return all;
    }

    private Map<String, String> exported() throws IOException {
        Map<String, String> all = new TreeMap<>();
        for (String line :
                ok("export", "--table", "items", "--format", "ndjson").lines()) {
            JsonNode row = JSON.readTree(line);
            String key = row.path("key").asText();
            if (EXPECTED.containsKey(key)) {
                all.put(
                        key,
                        row.path("efficiency_state").asText().equals("measured")
                                ? String.valueOf(row.path("efficiency").asDouble())
                                : row.path("efficiency_reason").asText());
            }
        }
        return all;
    }

    private Map<String, String> explained() throws IOException {
        Map<String, String> all = new TreeMap<>();
        JsonNode why =
                JSON.readTree(ok("report", "--why", "flow-efficiency", "--json").out());
        for (JsonNode row : why.path("rows")) {
            double active = row.at("/values/activeMs").asDouble();
            all.put(
                    row.path("key").asText(),
                    String.valueOf(
                            active / (active + row.at("/values/waitingMs").asDouble())));
        }
        for (JsonNode excluded : why.path("exclusions")) {
            all.put(excluded.path("key").asText(), excluded.at("/reason/code").asText());
        }
        all.keySet().retainAll(EXPECTED.keySet());
        return all;
    }

    private Map<String, String> asked() throws IOException {
        Path file = directory.resolve("facts.db");
        Map<String, String> all = new TreeMap<>();
        try (FlowStore store = SqliteFlowStore.open(file, InstantSource.fixed(Millrace.NOW))) {
            Queries queries = new Queries(Definition.standard(), ZoneOffset.UTC, InstantSource.fixed(Millrace.NOW));
            Knowledge now = new Knowledge(Millrace.NOW, Millrace.NOW);
            for (String key : EXPECTED.keySet()) {
                ItemView view = queries.item(store, ArtifactKind.ISSUE, key, now, Visibility.EVERYTHING)
                        .orElseThrow();
                all.put(key, figure(ItemJson.render(view)));
            }
        }
        return all;
    }

    /** The app computes the share, unless the property says why it is unknown. */
    private Map<String, String> published() throws IOException {
        ok("publish");
        Map<String, String> all = new TreeMap<>();
        for (String key : EXPECTED.keySet()) {
            JsonNode property = JSON.readTree(jira.writes().properties.get(key + "/millrace.flow"));
            double active = property.at("/totals/active").asDouble();
            double waiting = property.at("/totals/waiting").asDouble();
            boolean known = property.at("/unknown/efficiency").isMissingNode();
            all.put(key, known ? String.valueOf(active / (active + waiting)) : UNKNOWN);
        }
        return all;
    }

    private static String figure(String view) throws IOException {
        JsonNode figure = JSON.readTree(view).findValue("flowEfficiency");
        return figure.hasNonNull("value")
                ? String.valueOf(figure.path("value").asDouble())
                : figure.findValue("code").asText();
    }

    private Run ok(String... arguments) {
        Run run = millrace.run(arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    /** An issue that goes into each of these states, two days after the one before. */
    private static ObjectNode issue(int number, String type, String day, int... states) {
        ObjectNode issue = JSON.createObjectNode();
        issue.put("id", String.valueOf(number)).put("key", "ABC-" + number);
        ObjectNode fields = issue.putObject("fields");
        fields.put("summary", "Summary");
        fields.putObject("project").put("id", "1").put("key", "ABC");
        fields.putObject("issuetype").put("id", type).put("name", type).put("subtask", false);
        fields.put("created", at(day, 0));
        ObjectNode changelog = issue.putObject("changelog");
        changelog.put("startAt", 0).put("maxResults", states.length).put("total", states.length);
        ArrayNode histories = changelog.putArray("histories");
        int from = 0;
        for (int i = 0; i < states.length; i++) {
            ObjectNode history = histories.addObject();
            history.put("id", number + "0" + i).put("created", at(day, 2 * i));
            history.putObject("author").put("name", "ann").put("key", "ann");
            history.putArray("items")
                    .addObject()
                    .put("field", "status")
                    .put("fieldtype", "jira")
                    .put("from", String.valueOf(from + 1))
                    .put("fromString", STATES[from])
                    .put("to", String.valueOf(states[i] + 1))
                    .put("toString", STATES[states[i]]);
            from = states[i];
        }
        fields.put("updated", at(day, 2 * (states.length - 1)));
        fields.putObject("status")
                .put("id", String.valueOf(from + 1))
                .put("name", STATES[from])
                .putObject("statusCategory")
                .put("key", from == 0 ? "new" : from == 3 ? "done" : "indeterminate");
        return issue;
    }

    private static String at(String day, int later) {
        return LocalDate.parse(day).plusDays(later) + "T10:00:00.000+0000";
    }
}
