package dev.millrace.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.chain.link.KeyLinker;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.KeyCandidates;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.MessageKeys;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.OriginRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Issue keys in the messages of real histories: what looks like one, and what is left once only captured issues count. */
class GitHistoryKeysTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Knowledge ALL = new Knowledge(Instant.MAX, Instant.MAX);

    @TempDir
    private Path folder;

    /**
     * Counts commits with distinct keys each. The projects are those that the tracker had; everything else that looks like a key is a
     * typing error, another tracker's, or {@code UTF-8}.
     */
    @ParameterizedTest
    @CsvSource({
        "apache+gora, GORA INFRA NUTCH SPARK, 1993, 618, 3, 749, 6, 875, 9, 0, 0",
        "duracloud+duracloud, DURACLOUD DURACHRON DPS DFR DURACLOUDPRIV DURACLOUDMC, 3004, 120, 1, 610, 40, 796, 13,"
                + " 2, 0",
        "apache+any23, ANY23 INFRA, 2384, 345, 1, 432, 10, 537, 6, 0, 0",
        "tidev+alloy, ALOY TIDOC TIMOB CLI AC TC TISTUD, 6083, 690, 0, 1354, 29, 1638, 0, 10, 1"
    })
    void leading_keys_of_real_messages_are_nearly_all_keys(
            String history,
            String projects,
            int commits,
            int leading,
            int leadingOther,
            int workedOn,
            int workedOnOther,
            int anywhere,
            int anywhereOther,
            int reverts,
            int picked)
            throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        List<String> tracked = List.of(projects.split(" "));
        CommitMapper mapper = new CommitMapper(new ToolInstance("github", "real"), OriginRules.STANDARD);
        for (JsonNode commit : commits(history)) {
            String message = commit.path("message").asText();
            count(counts, "leading", KeyCandidates.leading(message), tracked);
            count(counts, "worked on", MessageKeys.in(message), tracked);
            count(counts, "anywhere", KeyCandidates.inText(message), tracked);
            ArtifactSnapshot snapshot =
                    mapper.ofRest(rest(commit), "a/b", "main").snapshots().get(0);
            counts.merge("reverts", snapshot.attributes().containsKey("reverts") ? 1 : 0, Integer::sum);
            counts.merge("picked", snapshot.attributes().containsKey("cherryPickedFrom") ? 1 : 0, Integer::sum);
            counts.merge("commits", 1, Integer::sum);
        }

        assertThat(new TreeMap<>(counts))
                .isEqualTo(new TreeMap<>(Map.of(
                        "commits", commits,
                        "leading", leading,
                        "leading, other", leadingOther,
                        "worked on", workedOn,
                        "worked on, other", workedOnOther,
                        "anywhere", anywhere,
                        "anywhere, other", anywhereOther,
                        "reverts", reverts,
                        "picked", picked)));
    }

    @ParameterizedTest
    @CsvSource({"apache+gora, apache, GORA", "duracloud+duracloud, duraspace, DURACLOUD"})
    void only_captured_issues_are_linked(String history, String tracker, String project) throws IOException {
        SortedSet<String> issues = issues(tracker, project);
        List<JsonNode> commits = commits(history);
        long expected = commits.stream()
                .flatMap(commit -> MessageKeys.in(commit.path("message").asText()).stream())
                .filter(issues::contains)
                .count();
        try (FlowStore store = SqliteFlowStore.open(folder.resolve("keys.db"), InstantSource.system())) {
            CommitMapper mapper = new CommitMapper(new ToolInstance("github", "real"), OriginRules.STANDARD);
            List<ArtifactSnapshot> snapshots = new ArrayList<>();
            for (String key : issues) {
                snapshots.add(issue(key));
            }
            commits.forEach(commit ->
                    snapshots.addAll(mapper.ofRest(rest(commit), "a/b", "main").snapshots()));
            store.commit(
                    new FactBatch(snapshots, List.of(), List.of(), List.of(), List.of(), List.of()),
                    new Cursor("test", ""));
            KeyLinker.link(store);
            Map<ArtifactId, List<String>> keys = new HashMap<>();
            store.forEachArtifact(ArtifactKind.COMMIT, ALL, commit -> keys.put(commit.artifact(), candidates(commit)));
            List<Link> links = new ArrayList<>();
            store.forEachLink(ALL, links::add);

            assertThat(links).filteredOn(link -> link.relation().equals("for")).hasSize((int) expected);
            assertThat(expected).isPositive();
            // precision: every link leads to a key that the message says it works on
            assertThat(links)
                    .filteredOn(link -> link.relation().equals("for"))
                    .allSatisfy(link -> assertThat(keys.get(link.from()))
                            .contains(project + "-" + link.to().nativeId()));
        }
    }

    private static List<String> candidates(ArtifactHistory commit) {
        return commit.snapshot().attributes().getOrDefault("keys.commit", List.of());
    }

    private static void count(Map<String, Integer> counts, String where, SortedSet<String> keys, List<String> tracked) {
        counts.merge(where, 0, Integer::sum);
        counts.merge(where + ", other", 0, Integer::sum);
        for (String key : keys) {
            boolean known = tracked.contains(key.substring(0, key.indexOf('-')));
            counts.merge(known ? where : where + ", other", 1, Integer::sum);
        }
    }

    private static SortedSet<String> issues(String tracker, String project) throws IOException {
        SortedSet<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.list(Needed.realData("jira-seanalytics").resolve(tracker))) {
            files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .filter(key -> key.startsWith(project + "-"))
                    .forEach(keys::add);
        }
        return keys;
    }

    private static ArtifactSnapshot issue(String key) {
        Instant at = Instant.EPOCH;
        return new ArtifactSnapshot(
                ArtifactId.issue(ToolInstance.jira("real"), key.substring(key.indexOf('-') + 1)),
                key,
                "",
                key.substring(0, key.indexOf('-')),
                null,
                Level.STANDARD,
                null,
                null,
                null,
                null,
                at,
                at,
                new TreeMap<>());
    }

    private static List<JsonNode> commits(String history) throws IOException {
        List<JsonNode> commits = new ArrayList<>();
        for (String line : Files.readAllLines(
                Needed.realData("git-histories").resolve(history).resolve("commits.jsonl"))) {
            commits.add(JSON.readTree(line));
        }
        return commits;
    }

    /** The same commit as GitHub's REST tells it. */
    private static JsonNode rest(JsonNode commit) {
        ObjectNode rest = JSON.createObjectNode();
        rest.put("sha", commit.path("sha").asText());
        ObjectNode git = rest.putObject("commit");
        git.put("message", commit.path("message").asText());
        git.putObject("author").put("date", instant(commit, "authored"));
        git.putObject("committer").put("date", instant(commit, "committed"));
        commit.path("parents")
                .forEach(parent -> rest.withArray("parents").addObject().put("sha", parent.asText()));
        return rest;
    }

    private static String instant(JsonNode commit, String field) {
        return OffsetDateTime.parse(commit.path(field).asText()).toInstant().toString();
    }
}
