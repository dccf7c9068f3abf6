package dev.millrace.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.chain.RandomSources;
import dev.millrace.chain.link.ChangesOfCommits;
import dev.millrace.chain.link.KeyLinker;
import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links that are made of what changed are those that are made of everything. */
interface LinkingContract extends StoreContract {

    Knowledge ALL = new Knowledge(Instant.MAX, Instant.MAX);

    ToolInstance GITHUB = new ToolInstance("github", "acme");
    ArtifactId ISSUE = ArtifactId.issue(ToolInstance.jira("acme"), "1");
    ArtifactId PULL_REQUEST = new ArtifactId(GITHUB, ArtifactKind.PULL_REQUEST, "1");

    static LongStream linkSeeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("millrace.deep") ? 200 : 1);
    }

    @ParameterizedTest
    @MethodSource("dev.millrace.store.jdbc.LinkingContract#linkSeeds")
    default void whatever_changes_links_are_those_that_all_facts_imply(long seed, @TempDir Path folder) {
        RandomSources sources = new RandomSources(seed);
        try (FlowStore other = SqliteFlowStore.open(folder.resolve("other.db"), clock())) {
            for (int step = 0; step < 45; step++) {
                clock().advance(Duration.ofSeconds(1));
                FactBatch batch = sources.next(1 + step % 5);
                store().commit(batch, new Cursor("test", "1"));
                other.commit(batch, new Cursor("test", "1"));
                KeyLinker.link(store());
                if (step % 6 == 5) {
                    // as by an import that says that there is no such link
                    FactBatch unlinked = FactBatch.ofExistence(
                            List.of(new ExistenceFact.Unlinked(links(other).get(0))));
                    store().commit(unlinked, new Cursor("test", "2"));
                    other.commit(unlinked, new Cursor("test", "2"));
                    KeyLinker.link(store());
                }
                other.linkNames().begin(); // it knows nothing of what it linked before
                KeyLinker.link(other);
                assertThat(links(store()))
                        .as("seed %d, step %d", seed, step)
                        .containsExactlyInAnyOrderElementsOf(links(other));
            }
            assertThat(links(other)).hasSizeGreaterThan(10);
            assertThat(links(other)).extracting(Link::rule).contains(Link.Rule.DEVELOPMENT);
        }
    }

    @Test
    default void a_link_looks_only_at_what_changed() {
        RandomSources sources = new RandomSources(1);
        store().commit(sources.next(40), new Cursor("test", "1"));
        KeyLinker.link(store());
        KeyLinker.link(store());

        assertThat(store().linkNames().state()).isPresent();
        assertThat(KeyLinker.link(store()).changedAnything()).isFalse();
    }

    @Test
    default void a_link_that_outlived_its_issue_goes_when_the_issue_comes_back() {
        capture(ISSUE, "SHOP-1", Map.of());
        capture(PULL_REQUEST, "acme/shop#1", Map.of("keys.title", List.of("SHOP-1")));
        assertThat(links(store())).hasSize(1);

        store().commit(FactBatch.ofExistence(List.of(new ExistenceFact.Gone(ISSUE))), new Cursor("test", "2"));
        capture(PULL_REQUEST, "acme/shop#1", Map.of());
        assertThat(links(store())).as("the issue is gone").hasSize(1);
        capture(commit("1".repeat(40)), "another", Map.of());
        capture(commit("2".repeat(40)), "and another", Map.of());

        capture(ISSUE, "SHOP-1", Map.of());
        assertThat(links(store())).isEmpty();
    }

    @Test
    default void pull_request_is_found_by_its_merge_or_newest_commit_without_a_look_at_others() {
        String merge = "a".repeat(40);
        String head = "b".repeat(40);
        capture(PULL_REQUEST, "acme/shop#1", Map.of("mergeCommit", List.of(merge), "headCommit", List.of(head)));
        capture(new ArtifactId(GITHUB, ArtifactKind.PULL_REQUEST, "2"), "acme/shop#2", Map.of());
        Instant before = clock().instant();

        assertThat(changesOf(ALL, merge)).containsExactly("acme/shop#1");
        assertThat(changesOf(ALL, head)).containsExactly("acme/shop#1");
        assertThat(changesOf(ALL, "c".repeat(40))).isEmpty();
        assertThat(changesOf(ALL)).isEmpty();

        add(
                new ArtifactId(GITHUB, ArtifactKind.PULL_REQUEST, "3"),
                "acme/shop#3",
                Map.of("headCommit", List.of("c".repeat(40))));
        assertThat(changesOf(ALL, "c".repeat(40))).as("not linked yet").containsExactly("acme/shop#3");

        capture(PULL_REQUEST, "acme/shop#1", Map.of("headCommit", List.of("d".repeat(40))));
        capture(ISSUE, "SHOP-1", Map.of()); // what was stored last is always looked at
        assertThat(changesOf(ALL, head)).isEmpty();
        assertThat(changesOf(new Knowledge(Instant.MAX, before), head)).contains("acme/shop#1");
    }

    @Test
    default void a_short_hash_names_a_commit_once_no_other_begins_so() {
        String one = "abcdef0" + "1".repeat(33);
        String other = "abcdef0" + "2".repeat(33);
        capture(ISSUE, "SHOP-1", Map.of());
        capture(commit(one), "one", Map.of("keys.commit", List.of("SHOP-1")));
        capture(PULL_REQUEST, "acme/shop#1", Map.of("mergeCommit", List.of(other), "keys.title", List.of("SHOP-9")));
        capture(commit("9".repeat(40)), "revert", Map.of("reverts", List.of("abcdef0")));
        assertThat(links(store())).as("it may be either").hasSize(1);

        capture(
                PULL_REQUEST,
                "acme/shop#1",
                Map.of("mergeCommit", List.of("3".repeat(40)), "keys.title", List.of("SHOP-9")));
        assertThat(links(store())).extracting(Link::relation).containsExactlyInAnyOrder("for", "reverts work for");
    }

    private static ArtifactId commit(String sha) {
        return new ArtifactId(GITHUB, ArtifactKind.COMMIT, sha);
    }

    private void capture(ArtifactId artifact, String key, Map<String, List<String>> attributes) {
        add(artifact, key, attributes);
        KeyLinker.link(store());
    }

    private List<String> changesOf(Knowledge knowledge, String... commits) {
        List<String> keys = new ArrayList<>();
        ChangesOfCommits.forEach(store(), knowledge, List.of(commits), change -> keys.add(change.key()));
        return keys;
    }

    private void add(ArtifactId artifact, String key, Map<String, List<String>> attributes) {
        clock().advance(Duration.ofSeconds(1));
        Instant at = Instant.parse("2026-01-05T08:00:00Z");
        NativeState open = new NativeState("open", "open");
        store().commit(
                        new FactBatch(
                                List.of(new ArtifactSnapshot(
                                        artifact,
                                        key,
                                        "A title",
                                        "SHOP",
                                        null,
                                        Level.STANDARD,
                                        null,
                                        open,
                                        null,
                                        null,
                                        at,
                                        at,
                                        new TreeMap<>(attributes))),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of()),
                        new Cursor("test", "1"));
    }

    private static List<Link> links(FlowStore store) {
        List<Link> links = new ArrayList<>();
        store.forEachLink(ALL, links::add);
        return links;
    }
}
