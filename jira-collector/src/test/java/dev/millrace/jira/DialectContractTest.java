package dev.millrace.jira;

import static dev.millrace.jira.TestIssue.issue;
import static dev.millrace.jira.TestIssue.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncProblem;
import dev.millrace.collect.SyncSummary;
import dev.millrace.fake.Response;
import dev.millrace.fake.jira.JiraCloudFake;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.TransportSettings;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.EventOrder;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Link;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import dev.millrace.model.ToolInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same content, served by a Jira Cloud and by a Jira Data Center in their own ways, is the same facts: apart from the address
 * of an issue, and from the expected numbers that Cloud does not tell.
 */
class DialectContractTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ToolInstance TOOL = ToolInstance.jira("test");
    private static final URI NOWHERE = URI.create("https://nowhere.example");
    private static final String FLAG = "customfield_10021";

    private final JiraCloudFake cloud = JiraCloudFake.empty();
    private final JiraDataCenterFake dataCenter = JiraDataCenterFake.empty();
    private final OkHttpTransport transport = new OkHttpTransport(TransportSettings.standard("millrace-test"));

    @AfterEach
    void close() {
        transport.close();
        dataCenter.close();
        cloud.close();
    }

    @Test
    void a_messy_site() {
        put(moved());
        put(busy());
        put(simultaneous());
        put(withoutIds());
        put(everythingElse());
        put(issue("6", "ABC-6").created("2026-01-06T10:00:00.000+0000").json());
        put(unreadable());

        Facts facts = same(3, 4);

        assertThat(facts.events()).filteredOn(FlowEvent.Moved.class::isInstance).hasSize(1);
        assertThat(facts.events())
                .filteredOn(FlowEvent.StateChanged.class::isInstance)
                .hasSize(1 + 30 + 2 + 2);
        assertThat(facts.events())
                .filteredOn(FlowEvent.FlagChanged.class::isInstance)
                .hasSize(2);
        assertThat(facts.events())
                .filteredOn(FlowEvent.BlockerChanged.class::isInstance)
                .hasSize(1);
        assertThat(facts.events())
                .filteredOn(FlowEvent.ParentChanged.class::isInstance)
                .hasSize(2);
        assertThat(facts.snapshots()).hasSize(6);
        assertThat(facts.problems()).extracting(SyncProblem::item).containsExactly("ABC-7");
    }

    @Test
    void real_issues_of_a_cloud_site() {
        for (Path file : RealData.jsonFiles(RealData.folder("jirametrics/spec/complete_sample/sample_issues"))) {
            put(read(file));
        }
        for (String linked : List.of("SP-14.json", "SP-15.json")) {
            put(read(RealData.folder("jirametrics/spec/testdata").resolve(linked)));
        }

        Facts facts = same(2, 2);

        assertThat(facts.snapshots()).hasSize(7);
        assertThat(facts.events())
                .filteredOn(FlowEvent.BlockerChanged.class::isInstance)
                .as("the change of a link carries no field id")
                .hasSize(1);
    }

    @Test
    void real_issues_of_an_old_server() {
        Path folder = RealData.folder("jira-seanalytics/duraspace");
        RealData.jsonFiles(folder).forEach(file -> put(read(file)));

        Facts facts = same(50, 100);

        assertThat(facts.snapshots()).hasSize(739);
        assertThat(facts.events()).hasSizeGreaterThan(2_000);
    }

    @Test
    void real_issues_of_another_cloud_site() {
        DevLakeTable.rows("raw_tables/_raw_jira_api_issues.csv").forEach(row -> put((ObjectNode) row.data()));

        Facts facts = same(10, 100);

        assertThat(facts.snapshots()).hasSize(33);
        assertThat(facts.events())
                .filteredOn(FlowEvent.StateChanged.class::isInstance)
                .hasSize(165);
    }

    /** Jira's own time in status counts up to the last resolution, and so does this. */
    @Test
    void time_in_status_of_the_other_old_server_is_jiras_own_to_the_millisecond() throws IOException {
        Path folder = RealData.folder("jira-seanalytics/apache");
        RealData.jsonFiles(folder).forEach(file -> put(read(file)));
        Map<String, List<FlowEvent>> events = new TreeMap<>();
        Facts facts = same(20, 100);
        Map<ArtifactId, String> keys = new HashMap<>();
        facts.snapshots().forEach(snapshot -> keys.put(snapshot.artifact(), snapshot.key()));
        facts.events()
                .forEach(event -> events.computeIfAbsent(keys.get(event.artifact()), key -> new ArrayList<>())
                        .add(event));
        Map<String, Map<String, String>> expected = new TreeMap<>();
        for (String line : Files.readAllLines(
                        RealData.folder("jira-time-in-status-visible").resolve("jira-time-in-status.csv"))
                .stream()
                .skip(1)
                .toList()) {
            String[] cells = line.split(",", -1);
            expected.computeIfAbsent(cells[1], key -> new TreeMap<>()).put(cells[2], cells[3] + " " + cells[4]);
        }

        Map<String, Map<String, String>> found = new TreeMap<>();
        expected.keySet().forEach(key -> found.put(key, timeInStatus(events.getOrDefault(key, List.of()))));

        assertThat(facts.snapshots()).hasSize(117);
        assertThat(expected).hasSize(114);
        assertThat(found).isEqualTo(expected);
    }

    private static Map<String, String> timeInStatus(List<FlowEvent> events) {
        List<FlowEvent> inOrder = EventOrder.of(events);
        Instant last = inOrder.stream()
                .filter(event -> event instanceof FlowEvent.ResolutionChanged changed && changed.to() != null)
                .map(FlowEvent::occurredAt)
                .max(Instant::compareTo)
                .orElseThrow();
        Map<String, Integer> visits = new TreeMap<>();
        Map<String, Long> millis = new TreeMap<>();
        String state = null;
        Instant since = last;
        for (FlowEvent event : inOrder) {
            boolean created = event instanceof FlowEvent.Created;
            if (event.occurredAt().isAfter(last) || !created && !(event instanceof FlowEvent.StateChanged)) {
                continue;
            }
            if (state != null) {
                millis.merge(state, Duration.between(since, event.occurredAt()).toMillis(), Long::sum);
            }
            state = event instanceof FlowEvent.StateChanged changed
                    ? changed.to().id()
                    : ((FlowEvent.Created) event).state().id();
            since = event.occurredAt();
            visits.merge(String.valueOf(state), 1, Integer::sum);
        }
        millis.merge(String.valueOf(state), Duration.between(since, last).toMillis(), Long::sum);
        Map<String, String> result = new TreeMap<>();
        visits.forEach((id, n) -> result.put(id, n + " " + millis.get(id)));
        return result;
    }

    /** Issues of one set may share an id, because they are of several sites: the last one stands. */
    @ParameterizedTest
    @CsvSource({"jira-seanalytics/bad-utf8, 2", "jirametrics, 7", "jira-arrow, 246", "jira-small, 10"})
    void whatever_issue_was_recorded_is_the_same_facts_in_both_dialects(String set, int least) {
        for (Path file : RealData.jsonFiles(RealData.folder(set))) {
            for (ObjectNode issue : issues(file)) {
                put(issue);
            }
        }

        assertThat(sameFacts().snapshots()).hasSizeGreaterThanOrEqualTo(least);
    }

    @Test
    void every_row_that_devlake_recorded_is_the_same_facts_in_both_dialects() {
        for (String table : List.of("issues", "issue_relationships", "issues_for_due_date")) {
            DevLakeTable.rows("raw_tables/_raw_jira_api_" + table + ".csv")
                    .forEach(row -> put((ObjectNode) row.data()));
        }
        DevLakeTable.rows("raw_tables/_raw_jira_external_epics.csv").forEach(row -> put((ObjectNode) row.data()));

        assertThat(sameFacts().snapshots()).hasSize(55);
    }

    /** The issues of a file, as an answer about one or as a page of many; without a changelog, one without entries. */
    private static List<ObjectNode> issues(Path file) {
        List<ObjectNode> issues = new ArrayList<>();
        JsonNode json;
        try {
            json = JSON.readTree(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return List.of(); // some recordings are no JSON
        }
        List<JsonNode> found = new ArrayList<>(List.of(json));
        json.path("issues").forEach(found::add);
        for (JsonNode one : found) {
            if (one.path("id").asText().matches("\\d+")
                    && one.path("key").asText().matches("[A-Z][A-Z0-9]*-\\d+")
                    && one.at("/fields/status").isObject()
                    && one.at("/fields/project").isObject()) {
                ObjectNode issue = (ObjectNode) one;
                if (!issue.at("/changelog/histories").isArray()) {
                    issue.putObject("changelog");
                }
                ObjectNode changelog = issue.withObject("/changelog");
                changelog.put("total", changelog.withArray("histories").size());
                issues.add(issue);
            }
        }
        return issues;
    }

    /** A move that changes key, project and state in one go; the state it gets there has a localised category. */
    private static ObjectNode moved() {
        TestIssue issue =
                issue("1", "DEF-1").status("10", "進行中", "indeterminate").updated("2026-01-03T10:00:00.000+0000");
        ((ObjectNode) issue.fields().at("/status/statusCategory")).put("name", "進行中");
        issue.history(
                "100",
                "2026-01-02T09:30:00.000+0000",
                item("Key", null, "ABC-1", null, "DEF-1"),
                item("project", "1", "ABC", "2", "DEF"),
                item("status", "1", "Open", "10", "進行中"));
        return issue.json();
    }

    /** More entries than fit on a page of changelogs. */
    private static ObjectNode busy() {
        TestIssue issue = issue("2", "ABC-2").created("2026-01-02T10:00:00.000+0000");
        for (int n = 0; n < 30; n++) {
            boolean there = n % 2 == 0;
            issue.history(
                    String.valueOf(200 + n),
                    "2026-01-02T11:" + (10 + n) + ":00.000+0000",
                    item(
                            "status",
                            there ? "1" : "2",
                            there ? "Open" : "Doing",
                            there ? "2" : "1",
                            there ? "Doing" : "Open"));
        }
        return issue.json();
    }

    private static ObjectNode simultaneous() {
        return issue("3", "ABC-3")
                .created("2026-01-03T10:00:00.000+0000")
                .status("3", "Done", "done")
                .history("301", "2026-01-03T12:00:00.000+0000", item("status", "2", "Doing", "3", "Done"))
                .history("300", "2026-01-03T12:00:00.000+0000", item("status", "1", "Open", "2", "Doing"))
                .json();
    }

    /** Of the states only names, of a person only nothing; and an entry that says neither who nor which. */
    private static ObjectNode withoutIds() {
        ObjectNode issue = issue("4", "ABC-4")
                .created("2026-01-04T10:00:00.000+0000")
                .history("400", "2026-01-04T11:00:00.000+0000", item("status", null, "Open", null, "Doing"))
                .history("401", "2026-01-04T12:00:00.000+0000", item("status", null, "Doing", null, "Open"))
                .json();
        ((ObjectNode) issue.at("/changelog/histories/1")).remove(List.of("author", "id"));
        return issue;
    }

    private static ObjectNode everythingElse() {
        TestIssue issue = issue("5", "ABC-5")
                .created("2026-01-05T10:00:00.000+0100")
                .history(
                        "500",
                        "2026-01-05T11:00:00.000+0100",
                        item("resolution", null, null, "1", "Fixed"),
                        item("assignee", null, null, "ann", "Ann"),
                        item("issuetype", "2", "Task", "1", "Bug"))
                .history(
                        "501",
                        "2026-01-05T12:00:00.000+0100",
                        item("Link", null, null, "ABC-2", "This issue is blocked by ABC-2"),
                        item("Workflow", "1", "old", "2", "new"))
                .history("502", "2026-01-05T13:00:00.000+0100", item("Parent", null, null, "2", "ABC-2"))
                .history(
                        "503",
                        "2026-01-05T14:00:00.000+0100",
                        item("IssueParentAssociation", "2", "ABC-2", "3", "ABC-3"))
                .history("504", "2026-01-05T15:00:00.000+0100", item("Flagged", null, null, "9", "Impediment"))
                .history("505", "2026-01-05T16:00:00.000+0100", item("Flagged", "9", "Impediment", null, null));
        for (int n = 4; n < 6; n++) {
            ((ObjectNode) issue.json().at("/changelog/histories/" + n + "/items/0"))
                    .put("fieldtype", "custom")
                    .put("fieldId", FLAG);
        }
        ObjectNode fields = issue.fields();
        fields.putObject("creator").put("name", "ann").put("key", "ann");
        fields.putArray("labels").add("x");
        fields.putObject("parent").put("id", "3").put("key", "ABC-3");
        ObjectNode link = fields.putArray("issuelinks").addObject();
        link.putObject("type")
                .put("name", "Blocks")
                .put("inward", "is blocked by")
                .put("outward", "blocks");
        link.putObject("inwardIssue").put("id", "2").put("key", "ABC-2");
        return issue.json();
    }

    private static ObjectNode unreadable() {
        return issue("7", "ABC-7")
                .created("2026-01-07T10:00:00.000+0000")
                .history("700", "some day", item("status", "1", "Open", "2", "Doing"))
                .json();
    }

    private void put(ObjectNode issue) {
        cloud.put(issue);
        dataCenter.put(issue);
    }

    private static ObjectNode read(Path file) {
        try {
            return (ObjectNode) JSON.readTree(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is known of a site in the end. */
    private record Facts(
            List<ArtifactSnapshot> snapshots,
            List<FlowEvent> events,
            List<Link> links,
            List<StateDefinition> definitions,
            List<StateUse> uses,
            Map<String, LedgerEntry> ledger,
            List<SyncProblem> problems) {}

    /** Syncs both and compares. */
    private Facts same(int issuesPerPage, int entriesPerPage) {
        dataCenter.capPagesAt(issuesPerPage);
        cloud.capPagesAt(issuesPerPage, entriesPerPage, 1);
        Facts facts = sameFacts();
        assertThat(cloud.searches()).hasSizeGreaterThan(1);
        assertThat(cloud.fetches()).hasSizeGreaterThan(cloud.searches().size());
        return facts;
    }

    private Facts sameFacts() {
        dataCenter.addField(FLAG, "Flagged", "com.atlassian.jira.plugin.system.customfieldtypes:multicheckboxes");
        cloud.answer(
                "field",
                Response.of(200, "[{\"id\":\"" + FLAG + "\",\"name\":\"Markiert\",\"untranslatedName\":\"Flagged\"}]"));
        Facts ofCloud = facts(cloud.baseUrl());
        Facts ofDataCenter = facts(dataCenter.baseUrl());

        assertThat(ofCloud.snapshots()).containsExactlyInAnyOrderElementsOf(ofDataCenter.snapshots());
        assertThat(ofCloud.events()).containsExactlyInAnyOrderElementsOf(ofDataCenter.events());
        assertThat(ofCloud.links()).containsExactlyInAnyOrderElementsOf(ofDataCenter.links());
        assertThat(ofCloud.definitions()).containsExactlyInAnyOrderElementsOf(ofDataCenter.definitions());
        assertThat(ofCloud.uses()).containsExactlyInAnyOrderElementsOf(ofDataCenter.uses());
        assertThat(ofCloud.ledger()).isEqualTo(ofDataCenter.ledger());
        assertThat(ofCloud.problems()).isEqualTo(ofDataCenter.problems());
        return ofCloud;
    }

    private Facts facts(URI baseUrl) {
        FactRecorder store = new FactRecorder();
        SyncSummary summary = SyncKernel.ofPages(store)
                .run(new JiraSource(JiraSettings.of(TOOL, baseUrl), transport), SyncListener.silent());
        Map<String, LedgerEntry> ledger = new LinkedHashMap<>();
        for (LedgerEntry line : store.all(LedgerEntry.class)) {
            boolean told = line.measure().equals(PageMapper.ISSUE);
            ledger.put(
                    line.scope() + " " + line.measure(),
                    new LedgerEntry(
                            line.tool(),
                            line.scope(),
                            line.measure(),
                            told ? line.expected() : null,
                            line.captured(),
                            line.note()));
        }
        return new Facts(
                store.all(ArtifactSnapshot.class).stream()
                        .map(DialectContractTest::anywhere)
                        .toList(),
                store.all(FlowEvent.class),
                store.all(Link.class),
                store.all(StateDefinition.class),
                store.all(StateUse.class),
                ledger,
                new ArrayList<>(summary.problems()));
    }

    private static ArtifactSnapshot anywhere(ArtifactSnapshot snapshot) {
        return new ArtifactSnapshot(
                snapshot.artifact(),
                snapshot.key(),
                snapshot.title(),
                snapshot.project(),
                snapshot.type(),
                snapshot.level(),
                snapshot.parent(),
                snapshot.state(),
                snapshot.resolution(),
                NOWHERE,
                snapshot.createdAt(),
                snapshot.updatedAt(),
                snapshot.attributes());
    }
}
