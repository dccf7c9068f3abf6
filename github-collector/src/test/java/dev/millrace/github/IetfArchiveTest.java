package dev.millrace.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Link;
import dev.millrace.pseudonym.KeyFile;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real pull requests, reviews and git histories of IETF working groups, served over HTTP in GraphQL's form. */
class IetfArchiveTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Knowledge ALL = new Knowledge(NOW, NOW);

    @TempDir
    private Path folder;

    private final FakeGitHub gitHub = new FakeGitHub();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ietf-gitwg, using-github, 38, 24, 211",
        "tlswg, tls-record-limit, 16, 14, 65",
        "capport-wg, api, 11, 11, 61",
    })
    void every_merged_pull_request_with_a_merge_commit_is_joined_to_it_in_the_git_history(
            String owner, String name, int pullRequests, int merged, int commits) throws IOException {
        FakeRepository repository = IetfArchive.load(gitHub, owner + '/' + name);
        try (FlowStore store = open("all.db");
                Sync sync = new Sync(gitHub.apiUrl(), 10)) {
            sync.runAll(store, repository.name);

            Set<String> history = new HashSet<>();
            store.forEachArtifact(
                    ArtifactKind.COMMIT,
                    ALL,
                    commit -> history.add(commit.snapshot().artifact().nativeId()));
            List<Link> joined = new ArrayList<>();
            store.forEachLink(ALL, link -> {
                if (link.relation().equals("merged as")
                        && history.contains(link.to().nativeId())) {
                    joined.add(link);
                }
            });
            List<String> read = new ArrayList<>();
            List<String> withMergeCommit = new ArrayList<>();
            store.forEachArtifact(ArtifactKind.PULL_REQUEST, ALL, pr -> {
                read.add(pr.snapshot().key());
                if (pr.snapshot().attributes().containsKey("mergeCommit")) {
                    withMergeCommit.add(pr.snapshot().key());
                }
            });
            System.out.printf(
                    "%s: %d pull requests, %d of them merged with a merge commit, %d joined to it in a history of %d commits%n",
                    repository.name, read.size(), withMergeCommit.size(), joined.size(), history.size());
            assertThat(read).hasSize(pullRequests);
            assertThat(history).hasSize(commits);
            assertThat(withMergeCommit).hasSize(merged);
            assertThat(joined).extracting(Link::from).doesNotHaveDuplicates().hasSize(merged);
            store.forEachLedgerEntry(
                    ALL,
                    line -> assertThat(line.incomplete()).as(line.toString()).isFalse());
        }
    }

    @Test
    void reviews_of_the_archive_are_captured() throws IOException {
        IetfArchive.load(gitHub, "ietf-gitwg/using-github");
        try (FlowStore store = open("reviews.db");
                Sync sync = new Sync(gitHub.apiUrl())) {
            sync.runAll(store, "ietf-gitwg/using-github");
            List<FlowEvent.Reviewed> reviews = new ArrayList<>();
            store.forEachEvent(ALL, event -> {
                if (event instanceof FlowEvent.Reviewed reviewed) {
                    reviews.add(reviewed);
                }
            });
            System.out.printf("ietf-gitwg/using-github: %d reviews%n", reviews.size());
            assertThat(reviews)
                    .hasSize(46)
                    .extracting(FlowEvent.Reviewed::verdict)
                    .contains("approved", "commented");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ietf-gitwg/using-github", "tlswg/tls-record-limit"})
    void successive_snapshots_lead_to_the_same_facts_as_the_last_one_alone(String fullName) throws IOException {
        FakeRepository repository = IetfArchive.history(gitHub, fullName);
        String successive;
        try (FlowStore store = open("successive.db")) {
            for (Path snapshot : IetfArchive.snapshots(fullName)) {
                IetfArchive.pulls(snapshot, repository);
                sync(store, fullName);
            }
            successive = export(store);
        }
        try (FlowStore store = open("last.db")) {
            sync(store, fullName);
            assertThat(successive).isEqualTo(export(store));
            System.out.printf(
                    "%s: 9 successive snapshots and the last alone agree in %d lines%n",
                    fullName, successive.lines().count());
        }
    }

    private void sync(FlowStore store, String fullName) {
        try (Sync sync = new Sync(gitHub.apiUrl(), 5)) {
            new SyncKernel(store).run(sync.source(fullName, "pull-requests"), SyncListener.silent());
        }
    }

    /** Under one key, so that people are the same in each. */
    private FlowStore open(String file) {
        return SqliteFlowStore.open(folder.resolve(file), new KeyFile(folder.resolve("people.key")), () -> NOW);
    }

    private static String export(FlowStore store) {
        List<String> lines = new ArrayList<>();
        store.forEachArtifact(
                ArtifactKind.PULL_REQUEST, ALL, pr -> lines.add(pr.snapshot().toString()));
        store.forEachEvent(ALL, event -> lines.add(event.toString()));
        store.forEachLink(ALL, link -> lines.add(link.toString()));
        store.forEachLedgerEntry(ALL, line -> lines.add(line.toString()));
        return String.join("\n", lines);
    }
}
