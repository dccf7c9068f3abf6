package dev.millrace.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Link;
import dev.millrace.store.FlowStore;
import dev.millrace.store.SqliteFlowStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real pull requests, reviews and git histories of IETF working groups, served over HTTP in GraphQL's form. */
class IetfArchiveTest {

    private static final ObjectMapper JSON = new ObjectMapper();
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
        FakeRepository repository = load(owner, name);
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
        load("ietf-gitwg", "using-github");
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
        String[] parts = fullName.split("/");
        Path archive = archive(parts[0], parts[1]);
        FakeRepository repository = gitHub.repository(fullName);
        git(archive, repository);
        String successive;
        try (FlowStore store = open("successive.db");
                Stream<Path> snapshots = Files.list(archive.resolve("snapshots"))) {
            for (Path snapshot : snapshots.sorted().toList()) {
                pulls(snapshot, repository);
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

    private FlowStore open(String file) {
        return SqliteFlowStore.open(folder.resolve(file), () -> NOW);
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

    // ---- the archives

    private static Path archive(String owner, String name) {
        return Needed.realData("ietf-github").resolve(owner + '+' + name);
    }

    private FakeRepository load(String owner, String name) throws IOException {
        Path archive = archive(owner, name);
        FakeRepository repository = gitHub.repository(owner + '/' + name);
        git(archive, repository);
        if (Files.exists(archive.resolve("pulls.json"))) {
            pulls(archive.resolve("pulls.json"), repository);
        }
        if (Files.exists(archive.resolve("archive.json"))) {
            archived(JSON.readTree(archive.resolve("archive.json").toFile()), repository);
        }
        return repository;
    }

    /** The newest commit stands first; it is the head of the default branch. */
    private static void git(Path archive, FakeRepository repository) throws IOException {
        for (String line : Files.readAllLines(archive.resolve("git-commits.jsonl"))) {
            JsonNode commit = JSON.readTree(line);
            List<String> parents = new ArrayList<>();
            commit.path("parents").forEach(parent -> parents.add(parent.asText()));
            String oid = repository.commit(
                    commit.path("sha").asText(),
                    commit.path("subject").asText(),
                    commit.path("authored").asText(),
                    commit.path("committed").asText(),
                    parents.toArray(String[]::new));
            repository.head = repository.head == null ? oid : repository.head;
        }
    }

    private static void pulls(Path file, FakeRepository repository) throws IOException {
        repository.pullRequests.clear();
        for (JsonNode rest : JSON.readTree(file.toFile())) {
            Map<String, Object> pr = RestShapes.pullRequest(rest);
            String head = rest.path("head").path("sha").asText();
            String base = rest.path("base").path("sha").asText();
            if (repository.commits.containsKey(head) && repository.commits.containsKey(base)) {
                repository.between(base, head).stream()
                        .map(repository.commits::get)
                        .map(FakeRepository::ownCommit)
                        .forEach(FakeRepository.list(pr, "commits")::add);
            }
            repository.pullRequests.add(pr);
        }
    }

    /** What the archive of archive-repo adds to, or has instead of, the answers of the REST API. */
    private static void archived(JsonNode archive, FakeRepository repository) {
        Map<Integer, Map<String, Object>> known = new HashMap<>();
        repository.pullRequests.forEach(pr -> known.put((Integer) pr.get("number"), pr));
        for (JsonNode pull : archive.path("pulls")) {
            Map<String, Object> pr = known.computeIfAbsent(
                    pull.path("number").asInt(),
                    number -> repository.pullRequest(
                            number, pull.path("createdAt").asText()));
            if (pull.path("headRefName").isTextual()) {
                for (String field : List.of(
                        "title",
                        "body",
                        "url",
                        "state",
                        "updatedAt",
                        "closedAt",
                        "mergedAt",
                        "headRefName",
                        "baseRefName")) {
                    pr.put(field, pull.path(field).textValue());
                }
                pr.put("fullDatabaseId", databaseId(pull.path("id").asText()));
                pr.put(
                        "author",
                        FakeRepository.account("User", pull.path("author").asText(), 7));
                JsonNode oid = pull.path("mergeCommit").path("oid");
                if (oid.isTextual()) {
                    pr.put(
                            "mergeCommit",
                            Map.of("__typename", "Commit", "id", "C_" + oid.asText(), "oid", oid.asText()));
                }
            }
            for (JsonNode review : pull.path("reviews")) {
                FakeRepository.list(pr, "reviews")
                        .add(FakeRepository.review(
                                Long.parseLong(databaseId(review.path("id").asText())),
                                review.path("state").asText(),
                                review.path("createdAt").asText(),
                                FakeRepository.account(
                                        "User", review.path("author").asText(), 8)));
            }
        }
    }

    /** Node ids of that time are Base64 of the type and the number. */
    private static String databaseId(String nodeId) {
        String decoded = new String(Base64.getDecoder().decode(nodeId), StandardCharsets.UTF_8);
        return decoded.replaceAll(".*[A-Za-z]", "");
    }
}
