package dev.millrace.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.Removals;
import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncProblem;
import dev.millrace.collect.SyncStoppedException;
import dev.millrace.collect.SyncSummary;
import dev.millrace.fake.Response;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.fake.jira.JiraDataCenterFake.SearchHook;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.TransportSettings;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Knowledge;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.CommitResult;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real issues of two real Jira sites, over real HTTP, into a real store. Ids are unique within a site only, and both sites have
 * some in common.
 */
class RealJiraSyncTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ToolInstance APACHE = ToolInstance.jira("apache");
    private static final ToolInstance DURASPACE = ToolInstance.jira("duraspace");
    private static final Knowledge NOW = new Knowledge(Instant.parse("2027-01-01T00:00:00Z"), Instant.MAX);

    @TempDir
    private Path folder;

    private final OkHttpTransport transport = new OkHttpTransport(TransportSettings.standard("millrace-test"));
    private final AtomicLong ticks = new AtomicLong();
    private final InstantSource clock = () -> JiraDataCenterFake.NOW.plusMillis(ticks.incrementAndGet());
    private Path realIssues;
    private FlowStore store;

    @BeforeEach
    void open() {
        realIssues = RealData.folder("jira-seanalytics");
        store = SqliteFlowStore.open(folder.resolve("millrace.db"), clock);
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
        transport.close();
    }

    @Test
    void all_issues_of_both_sites_are_captured_and_a_second_sync_changes_nothing() throws IOException {
        try (JiraDataCenterFake apache = JiraDataCenterFake.serving(realIssues.resolve("apache"));
                JiraDataCenterFake duraspace = JiraDataCenterFake.serving(realIssues.resolve("duraspace"))) {
            SyncSummary first = sync(APACHE, apache);
            SyncSummary second = sync(DURASPACE, duraspace);

            assertThat(first.done() + second.done()).isEqualTo(856);
            assertThat(first.problems()).isEmpty();
            assertThat(second.problems()).isEmpty();
            assertThat(captured()).containsExactlyInAnyOrderElementsOf(served());

            int requests = apache.requests().size() + duraspace.requests().size();
            CommitResult again = sync(APACHE, apache)
                    .stored()
                    .plus(sync(DURASPACE, duraspace).stored());

            assertThat(again).isEqualTo(CommitResult.NOTHING);
            assertThat(apache.requests().size() + duraspace.requests().size() - requests)
                    .as("requests of a sync without news")
                    .isEqualTo(2);

            CommitResult afresh = kernel().refresh(source(APACHE, apache), Removals.FEW, SyncListener.silent())
                    .stored();
            assertThat(afresh).as("even if everything is read again").isEqualTo(CommitResult.NOTHING);
        }
    }

    @Test
    void every_status_change_of_the_changelogs_is_an_event_and_they_join_up() throws IOException {
        try (JiraDataCenterFake apache = JiraDataCenterFake.serving(realIssues.resolve("apache"));
                JiraDataCenterFake duraspace = JiraDataCenterFake.serving(realIssues.resolve("duraspace"))) {
            sync(APACHE, apache);
            sync(DURASPACE, duraspace);
        }
        List<FlowEvent> events = new ArrayList<>();
        store.forEachEvent(NOW, events::add);
        List<LedgerEntry> ledger = new ArrayList<>();
        store.forEachLedgerEntry(NOW, ledger::add);

        assertThat(events).filteredOn(FlowEvent.Created.class::isInstance).hasSize(856);
        assertThat(events).filteredOn(FlowEvent.StateChanged.class::isInstance).hasSize(1_415);
        assertThat(events)
                .filteredOn(FlowEvent.ResolutionChanged.class::isInstance)
                .hasSize(760);
        assertThat(events)
                .filteredOn(FlowEvent.AssigneeChanged.class::isInstance)
                .hasSize(532);
        assertThat(events).filteredOn(FlowEvent.TypeChanged.class::isInstance).hasSize(269 + 5 + 2);
        assertThat(events).filteredOn(FlowEvent.Moved.class::isInstance).hasSize(23);
        assertThat(events).filteredOn(FlowEvent.ParentChanged.class::isInstance).hasSize(9);
        assertThat(events)
                .filteredOn(FlowEvent.BlockerChanged.class::isInstance)
                .hasSize(7);
        assertThat(ledger).hasSize(856 + 2).noneMatch(LedgerEntry::incomplete);

        Map<ArtifactId, NativeState> current = new HashMap<>();
        for (FlowEvent event : events) {
            if (event instanceof FlowEvent.Created created) {
                current.put(event.artifact(), created.state());
            } else if (event instanceof FlowEvent.StateChanged changed) {
                assertThat(changed.from().sameAs(current.get(event.artifact())))
                        .as(event.id() + " leaves the state the issue was in")
                        .isTrue();
                current.put(event.artifact(), changed.to());
            }
        }
        store.forEachItem(
                NOW,
                item -> assertThat(current.get(item.item().artifact())
                                .sameAs(item.item().snapshot().state()))
                        .as(item.item().snapshot().key() + " is in the state its history ends in")
                        .isTrue());
    }

    @Test
    void moved_issues_are_found_by_every_key_they_had() throws IOException {
        try (JiraDataCenterFake apache = JiraDataCenterFake.serving(realIssues.resolve("apache"));
                JiraDataCenterFake duraspace = JiraDataCenterFake.serving(realIssues.resolve("duraspace"))) {
            sync(APACHE, apache);
            sync(DURASPACE, duraspace);
        }
        int moves = 0;
        for (Map.Entry<Path, ToolInstance> file : files().entrySet()) {
            JsonNode issue = JSON.readTree(file.getKey().toFile());
            ArtifactId id = ArtifactId.issue(file.getValue(), issue.path("id").asText());
            for (JsonNode history : issue.at("/changelog/histories")) {
                for (JsonNode item : history.path("items")) {
                    if (item.path("field").asText().equals("Key")) {
                        moves++;
                        String oldKey = item.path("fromString").asText();
                        assertThat(store.find(oldKey, NOW)).as(oldKey).hasValue(id);
                    }
                }
            }
        }
        assertThat(moves).isEqualTo(23);
    }

    @Test
    void deletions_updates_small_pages_and_refusals_on_the_way_lose_nothing() throws IOException {
        try (JiraDataCenterFake duraspace = JiraDataCenterFake.serving(realIssues.resolve("duraspace"))) {
            duraspace.capPagesAt(40);
            List<String> keys = keys(realIssues.resolve("duraspace"));
            duraspace.onSearch(3, SearchHook.doing(() -> duraspace.delete("FCREPO-407")));
            duraspace.onSearch(
                    6,
                    SearchHook.doing(() -> duraspace.change(
                            keys.get(700),
                            issue -> ((ObjectNode) issue.path("fields")).put("summary", "changed meanwhile"))));
            duraspace.onSearch(8, () -> Optional.of(Response.of(503, "{}")));

            assertThatExceptionOfType(SyncStoppedException.class)
                    .isThrownBy(() -> sync(DURASPACE, duraspace))
                    .withMessageContaining("the next sync continues from there");
            SyncSummary rest = sync(DURASPACE, duraspace);
            SyncSummary news = sync(DURASPACE, duraspace);

            assertThat(rest.total()).hasValue(738);
            assertThat(captured()).containsExactlyInAnyOrderElementsOf(served(DURASPACE));
            assertThat(news.done()).as("what changed while it ran").isEqualTo(1);
            ArtifactId changed = store.find(keys.get(700), NOW).orElseThrow();
            assertThat(store.item(changed, NOW).orElseThrow().item().snapshot().title())
                    .isEqualTo("changed meanwhile");
        }
    }

    @Test
    void broken_utf_8_costs_nothing_but_the_broken_characters() {
        try (JiraDataCenterFake jira = JiraDataCenterFake.serving(realIssues.resolve("bad-utf8"))) {
            // the broken bytes of these issues lie in comments and descriptions, which are not asked for
            jira.change(
                    "CB-7499",
                    issue -> ((ObjectNode) issue.path("fields"))
                            .put(
                                    "summary",
                                    issue.path("fields").path("description").textValue()));

            SyncSummary summary = sync(APACHE, jira);

            assertThat(summary.outcome()).isEqualTo(SyncSummary.Outcome.COMPLETE);
            assertThat(summary.done()).isEqualTo(2);
            ArtifactId broken = store.find("CB-7499", NOW).orElseThrow();
            assertThat(store.item(broken, NOW).orElseThrow().item().snapshot().title())
                    .contains("עברית")
                    .contains("\uFFFD");
            List<LedgerEntry> noted = new ArrayList<>();
            store.forEachLedgerEntry(NOW, line -> {
                if (line.note() != null) {
                    noted.add(line);
                }
            });
            assertThat(noted).hasSize(1).first().satisfies(line -> {
                assertThat(line.scope()).isEqualTo(broken.toString());
                assertThat(line.note()).startsWith("characters that are not valid UTF-8 were replaced: ");
                assertThat(line.incomplete()).as("the history is whole").isFalse();
            });
            assertThat(sync(APACHE, jira).stored()).isEqualTo(CommitResult.NOTHING);
        }
    }

    @Test
    void a_bad_issue_among_real_ones_keeps_its_last_good_facts_in_the_store() {
        try (JiraDataCenterFake apache = JiraDataCenterFake.serving(realIssues.resolve("apache"))) {
            sync(APACHE, apache);
            apache.setTime(JiraDataCenterFake.NOW.plusSeconds(3_600));
            apache.change("DRILL-1211", issue -> ((ObjectNode) issue.path("fields")).put("created", "28/Jul/14"));

            SyncSummary summary = sync(APACHE, apache);

            assertThat(summary.problems()).extracting(SyncProblem::item).containsExactly("DRILL-1211");
            ArtifactId id = store.find("DRILL-1211", NOW).orElseThrow();
            assertThat(store.item(id, NOW).orElseThrow().item().snapshot().title())
                    .startsWith("Tpch query 3");
            assertThat(store.item(id, NOW).orElseThrow().item().gaps()).isNotEmpty();
        }
    }

    private SyncSummary sync(ToolInstance tool, JiraDataCenterFake jira) {
        return kernel().run(source(tool, jira), SyncListener.silent());
    }

    private SyncKernel kernel() {
        return new SyncKernel(store);
    }

    private JiraSource source(ToolInstance tool, JiraDataCenterFake jira) {
        return new JiraSource(JiraSettings.of(tool, jira.baseUrl()), transport);
    }

    /** The ids of all issues the store knows, each as an item or inside one. */
    private Set<ArtifactId> captured() {
        Set<ArtifactId> ids = new TreeSet<>();
        store.forEachItem(NOW, item -> {
            ids.add(item.item().artifact());
            item.subTasks().forEach(task -> ids.add(task.artifact()));
        });
        return ids;
    }

    private List<ArtifactId> served(ToolInstance... tools) throws IOException {
        List<ArtifactId> ids = new ArrayList<>();
        for (Map.Entry<Path, ToolInstance> file : files().entrySet()) {
            if (tools.length == 0 || List.of(tools).contains(file.getValue())) {
                String id = JSON.readTree(file.getKey().toFile()).path("id").asText();
                ids.add(ArtifactId.issue(file.getValue(), id));
            }
        }
        return ids;
    }

    private Map<Path, ToolInstance> files() {
        Map<Path, ToolInstance> files = new HashMap<>();
        RealData.jsonFiles(realIssues.resolve("apache")).forEach(file -> files.put(file, APACHE));
        RealData.jsonFiles(realIssues.resolve("duraspace")).forEach(file -> files.put(file, DURASPACE));
        assertThat(files)
                .hasSize(856)
                .allSatisfy((file, tool) -> assertThat(Files.exists(file)).isTrue());
        return files;
    }

    private static List<String> keys(Path folder) throws IOException {
        List<String> keys = new ArrayList<>();
        for (Path file : RealData.jsonFiles(folder)) {
            keys.add(JSON.readTree(file.toFile()).path("key").asText());
        }
        return keys;
    }
}
