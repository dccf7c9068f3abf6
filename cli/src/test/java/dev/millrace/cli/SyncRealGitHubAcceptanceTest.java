package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import dev.millrace.github.IetfArchive;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Link;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real pull requests and histories of IETF working groups, over real HTTP, through the real command line. */
class SyncRealGitHubAcceptanceTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String USING_GITHUB = "ietf-gitwg/using-github";
    private static final String RECORD_LIMIT = "tlswg/tls-record-limit";
    private static final String API = "capport-wg/api";

    @TempDir
    private Path directory;

    private final FakeGitHub gitHub = new FakeGitHub();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private Millrace millrace(String... repositories) throws IOException {
        return Millrace.in(directory).with("GITHUB_TOKEN", "t0ken").config("""
            github:
              - id: ietf
                url: %s
                repositories: [%s]
                token: {env: GITHUB_TOKEN}
                pageSize: 10
            """.formatted(
                        gitHub.apiUrl(), String.join(", ", repositories)));
    }

    @Test
    void every_merged_pull_request_is_joined_to_its_commit_and_reported() throws Exception {
        List<FakeRepository> repositories = new ArrayList<>();
        for (String repository : List.of(USING_GITHUB, RECORD_LIMIT, API)) {
            repositories.add(IetfArchive.load(gitHub, repository));
        }
        Run sync = millrace(USING_GITHUB, RECORD_LIMIT, API).run("sync");
        assertThat(sync.exitCode()).as(sync.out() + sync.err()).isZero();
        assertThat(sync.lines())
                .hasSize(19)
                .allSatisfy(line -> assertThat(line).containsAnyOf("; 0 problems", " requests"));

        Map<String, Map<String, String>> truth = new TreeMap<>();
        for (String repository : List.of(USING_GITHUB, RECORD_LIMIT, API)) {
            truth.put(repository, mergedByTheArchive(repository));
        }
        Map<String, Map<String, String>> joined = joinedInTheStore();
        truth.forEach((repository, merged) -> System.out.printf(
                "%s: %d merged pull requests with a merge commit in the history, %d joined to it%n",
                repository,
                merged.size(),
                joined.getOrDefault(repository, Map.of()).size()));
        assertThat(joined).isEqualTo(truth);

        Run report = millrace(USING_GITHUB, RECORD_LIMIT, API).run("report", "--all", "--json");
        JsonNode whole = JSON.readTree(report.out());
        JsonNode flowTime = whole.path("flowTime");
        System.out.println("IETF archives: " + whole.path("flowEfficiency"));
        everythingIsAccountedFor(
                whole, truth.values().stream().mapToInt(Map::size).sum());
        everythingIsAccountedFor(
                JSON.readTree(millrace(USING_GITHUB, RECORD_LIMIT, API)
                        .run("report", "--since", "2017-06-01", "--until", "2018-06-01", "--json")
                        .out()),
                truth.values().stream().mapToInt(Map::size).sum());
        JsonNode figures = flowTime.at("/percentiles/value");
        System.out.println("IETF archives: flow time " + figures + ", " + flowTime.path("outcomes"));
        List<Duration> times = fromCodingToMerge(repositories);
        assertThat(figures.path("n").asInt()).isEqualTo(times.size()).isEqualTo(49);
        assertThat(figures.path("p50").asLong()).isEqualTo(times.get(24).toMillis());

        Run show = millrace(USING_GITHUB).run("show", firstKey(truth));
        assertThat(show.exitCode()).isZero();
        assertThat(show.out()).contains("merged");
    }

    /** What is offered is counted or left out, and at least what the archives know as merged is offered. */
    private static void everythingIsAccountedFor(JsonNode report, int merged) {
        for (String what : List.of("changes", "deployments", "builds", "incidents")) {
            JsonNode account = report.at("/accounts/" + what);
            long leftOut = 0;
            for (JsonNode reason : account.path("leftOut")) {
                leftOut += reason.asLong();
            }
            assertThat(account.path("counted").asLong() + leftOut)
                    .as(account.toString())
                    .isEqualTo(account.path("offered").asLong());
        }
        assertThat(report.at("/accounts/changes/offered").asInt()).isGreaterThanOrEqualTo(merged);
        System.out.println("IETF archives: accounts " + report.path("accounts") + ", items " + report.path("items"));
    }

    /** Each run sees what had changed since the snapshot before, as a nightly sync would. */
    @ParameterizedTest
    @ValueSource(strings = {USING_GITHUB, RECORD_LIMIT})
    void successive_snapshots_lead_to_the_same_export_as_the_last_one_alone(String repository) throws Exception {
        FakeRepository served = IetfArchive.history(gitHub, repository);
        List<Path> snapshots = IetfArchive.snapshots(repository);
        assertThat(snapshots).hasSize(9);
        for (Path snapshot : snapshots) {
            IetfArchive.pulls(snapshot, served);
            assertThat(millrace(repository).run("sync").exitCode()).isZero();
        }
        List<String> successive = exports(repository);
        Files.delete(directory.resolve("millrace.db"));
        assertThat(millrace(repository).run("sync").exitCode()).isZero();

        assertThat(successive)
                .isEqualTo(exports(repository))
                .allSatisfy(table -> assertThat(table).isNotBlank());
        System.out.printf(
                "%s: 9 snapshots one after the other and the last alone export the same, %d lines%n",
                repository,
                successive.stream().mapToLong(table -> table.lines().count()).sum());
    }

    private List<String> exports(String repository) throws IOException {
        List<String> tables = new ArrayList<>();
        for (String table : List.of("events", "items", "visits", "links", "ledger")) {
            tables.add(millrace(repository)
                    .run("export", "--table", table, "--format", "ndjson")
                    .out());
        }
        return tables;
    }

    // ---- the truth, from the archives and not through the product

    /** Merge commit by pull request, of those whose commit is in the history. */
    private static Map<String, String> mergedByTheArchive(String repository) throws IOException {
        Set<String> history = new HashSet<>();
        for (String line : Files.readAllLines(IetfArchive.folder(repository).resolve("git-commits.jsonl"))) {
            history.add(JSON.readTree(line).path("sha").asText());
        }
        Map<String, String> merged = new HashMap<>();
        Path pulls = IetfArchive.folder(repository).resolve("pulls.json");
        if (Files.exists(pulls)) {
            for (JsonNode pull : JSON.readTree(pulls.toFile())) {
                if (pull.path("merged_at").isTextual()) {
                    merged.put(
                            repository + '#' + pull.path("number").asInt(),
                            pull.path("merge_commit_sha").asText());
                }
            }
        } else {
            for (JsonNode pull : JSON.readTree(IetfArchive.folder(repository)
                            .resolve("archive.json")
                            .toFile())
                    .path("pulls")) {
                if (pull.path("mergedAt").isTextual()) {
                    merged.put(
                            repository + '#' + pull.path("number").asInt(),
                            pull.at("/mergeCommit/oid").asText());
                }
            }
        }
        merged.values().removeIf(sha -> !history.contains(sha));
        return merged;
    }

    /**
     * From the earliest author date of its own commits to the merge, the shortest first; from the creation where that is earlier, where no
     * commit is in the history, or where the author date is later than the merge.
     */
    private static List<Duration> fromCodingToMerge(List<FakeRepository> repositories) {
        List<Duration> times = new ArrayList<>();
        for (FakeRepository repository : repositories) {
            for (Map<String, Object> pull : repository.pullRequests) {
                if (pull.get("mergedAt") instanceof String mergedAt) {
                    Instant merged = Instant.parse(mergedAt);
                    Instant begun = Instant.parse((String) pull.get("createdAt"));
                    Instant authored = FakeRepository.list(pull, "commits").stream()
                            .map(own -> (Map<?, ?>) ((Map<?, ?>) own).get("commit"))
                            .map(commit -> OffsetDateTime.parse((String) commit.get("authoredDate"))
                                    .toInstant())
                            .min(Comparator.naturalOrder())
                            .orElse(begun);
                    times.add(Duration.between(authored.isBefore(begun) ? authored : begun, merged));
                }
            }
        }
        times.sort(null);
        return times;
    }

    // ---- the store

    private static final Knowledge ALL = new Knowledge(Instant.MAX, Instant.MAX);

    private FlowStore open() {
        return SqliteFlowStore.open(directory.resolve("millrace.db"), InstantSource.system());
    }

    private Map<String, Map<String, String>> joinedInTheStore() {
        Map<String, Map<String, String>> joined = new TreeMap<>();
        try (FlowStore store = open()) {
            List<Link> links = new ArrayList<>();
            store.forEachLink(ALL, links::add);
            for (Link link : links) {
                if (link.relation().equals("merged as")
                        && !store.histories(List.of(link.to()), ALL).isEmpty()) {
                    var pullRequest =
                            store.histories(List.of(link.from()), ALL).get(0).snapshot();
                    joined.computeIfAbsent(pullRequest.project(), unseen -> new HashMap<>())
                            .put(pullRequest.key(), link.to().nativeId());
                }
            }
        }
        return joined;
    }

    private static String firstKey(Map<String, Map<String, String>> truth) {
        return truth.get(USING_GITHUB).keySet().iterator().next();
    }
}
