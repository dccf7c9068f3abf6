package dev.millrace.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.chain.link.KeyLinker;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.Definition;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chains out of a real store: from the key in a branch name to the deployment that contains the merge. */
class ChainReaderTest {

    private static final ToolInstance JIRA = ToolInstance.jira("acme");
    private static final ToolInstance GITHUB = new ToolInstance("github", "acme");
    private static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Knowledge ALL = new Knowledge(Instant.MAX, Instant.MAX);
    private static final String BASE = "a".repeat(40);
    private static final String MERGE = "b".repeat(40);
    private static final ArtifactId ISSUE = ArtifactId.issue(JIRA, "1");
    private static final ArtifactId PULL_REQUEST = new ArtifactId(GITHUB, ArtifactKind.PULL_REQUEST, "7");

    @TempDir
    Path folder;

    private FlowStore store;
    private final List<ArtifactSnapshot> snapshots = new ArrayList<>();
    private final List<FlowEvent> events = new ArrayList<>();

    @BeforeEach
    void open() {
        store = SqliteFlowStore.open(folder.resolve("chain.db"), InstantSource.system());
        add(ISSUE, "ABC-123", Map.of(), "Open");
        commit(BASE, List.of());
        commit(MERGE, List.of(BASE));
        deployment("1", BASE, 1);
        deployment("2", MERGE, 9);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void key_in_a_branch_joins_issue_pull_request_and_deployment() {
        pullRequest(Map.of("keys.branch", List.of("ABC-123"), "mergeCommit", List.of(MERGE)));

        ChainedChange change = onlyChange();
        assertThat(change.source().artifact()).isEqualTo(PULL_REQUEST);
        assertThat(change.traced()).isTrue();
        assertThat(change.attempts()).extracting(ArtifactHistory::artifact).containsExactly(deploymentId("2"));
        assertThat(change.service().firstProduction()).isEqualTo(DAY.plusSeconds(1));
    }

    @Test
    void key_in_the_body_is_a_link_and_joins_nothing() {
        pullRequest(Map.of("keys.body", List.of("ABC-123"), "mergeCommit", List.of(MERGE)));

        List<ItemHistory> items = items();
        assertThat(items.get(0).changes()).isEmpty();
        assertThat(items).hasSize(2);
        List<Link> links = new ArrayList<>();
        store.forEachLink(ALL, links::add);
        assertThat(links).containsExactly(new Link(PULL_REQUEST, ISSUE, "for", Link.Rule.BODY));
    }

    @Test
    void words_that_only_look_like_keys_make_no_links() {
        pullRequest(Map.of("keys.title", List.of("UTF-8", "BC-1", "ABC-1234")));

        List<Link> links = new ArrayList<>();
        items();
        store.forEachLink(ALL, links::add);
        assertThat(links).isEmpty();
    }

    @Test
    void change_older_than_the_first_production_deployment_is_not_traced() {
        pullRequest(Map.of("keys.title", List.of("abc-123"), "mergeCommit", List.of(BASE)));

        assertThat(onlyChange().traced()).isFalse();
        assertThat(onlyChange().attempts()).isEmpty();
    }

    @Test
    void pull_request_without_an_issue_is_an_item_and_a_bots_is_none() {
        pullRequest(Map.of("mergeCommit", List.of(MERGE)));
        ArtifactId bots = new ArtifactId(GITHUB, ArtifactKind.PULL_REQUEST, "8");
        add(bots, "acme/shop#8", Map.of("authorType", List.of("bot")), "open");

        assertThat(items()).extracting(item -> item.item().artifact()).containsExactly(ISSUE, PULL_REQUEST);
    }

    @Test
    void merge_commit_that_names_the_key_is_no_second_change() {
        pullRequest(Map.of("keys.title", List.of("ABC-123"), "mergeCommit", List.of(MERGE)));
        snapshots.add(
                snapshot(commitId(MERGE), "bbb", Map.of("parents", List.of(BASE), "keys.commit", List.of("ABC-123"))));

        assertThat(items().get(0).changes()).hasSize(1);
    }

    @Test
    void commit_on_the_trunk_without_a_pull_request_is_a_change() {
        snapshots.add(
                snapshot(commitId(MERGE), "bbb", Map.of("parents", List.of(BASE), "keys.commit", List.of("ABC-123"))));

        assertThat(onlyChange().source().artifact()).isEqualTo(commitId(MERGE));
        assertThat(onlyChange().attempts()).hasSize(1);
    }

    @Test
    void linking_twice_adds_nothing() {
        pullRequest(Map.of("keys.branch", List.of("ABC-123")));
        items();

        assertThat(KeyLinker.link(store).changedAnything()).isFalse();
    }

    private ChainedChange onlyChange() {
        List<ChainedChange> changes = items().get(0).changes();
        assertThat(changes).hasSize(1);
        return changes.get(0);
    }

    private List<ItemHistory> items() {
        store.commit(
                new FactBatch(snapshots, events, List.of(), List.of(), List.of(), List.of()), new Cursor("test", "1"));
        KeyLinker.link(store);
        List<ItemHistory> items = new ArrayList<>();
        new ChainReader(store, ALL, Definition.standard()).forEachItem(items::add);
        return items;
    }

    private void pullRequest(Map<String, List<String>> attributes) {
        add(PULL_REQUEST, "acme/shop#7", attributes, "open");
    }

    private void commit(String sha, List<String> parents) {
        add(commitId(sha), sha.substring(0, 10), Map.of("parents", parents), "committed");
    }

    private void deployment(String id, String sha, int second) {
        ArtifactId deployment = deploymentId(id);
        add(
                deployment,
                "deploy " + id,
                Map.of(
                        "commit", List.of(sha),
                        "environment", List.of("live"),
                        "production", List.of("true")),
                "pending");
        events.add(new FlowEvent.StateChanged(
                new EventHeader(EventId.of(deployment, "done"), deployment, DAY.plusSeconds(second), 1, null),
                new NativeState(null, "pending"),
                new NativeState(null, "success")));
    }

    private void add(ArtifactId artifact, String key, Map<String, List<String>> attributes, String state) {
        snapshots.add(snapshot(artifact, key, attributes));
        events.add(new FlowEvent.Created(
                new EventHeader(EventId.of(artifact, "created"), artifact, DAY, 0, null),
                new NativeState(null, state),
                null));
    }

    private static ArtifactSnapshot snapshot(ArtifactId artifact, String key, Map<String, List<String>> attributes) {
        return new ArtifactSnapshot(
                artifact,
                key,
                "",
                artifact.tool().equals(JIRA) ? "ABC" : "acme/shop",
                null,
                Level.STANDARD,
                null,
                null,
                null,
                null,
                DAY,
                DAY,
                new TreeMap<>(attributes));
    }

    private static ArtifactId commitId(String sha) {
        return new ArtifactId(GITHUB, ArtifactKind.COMMIT, sha);
    }

    private static ArtifactId deploymentId(String id) {
        return new ArtifactId(GITHUB, ArtifactKind.DEPLOYMENT, id);
    }
}
