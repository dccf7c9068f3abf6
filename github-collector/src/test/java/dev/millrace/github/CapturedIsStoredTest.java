package dev.millrace.github;

import static dev.millrace.fake.github.FakeRepository.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.collect.SyncStoppedException;
import dev.millrace.fake.Response;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.model.LedgerEntry;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails and however often it is read, the ledger counts what is in the store, and not what passed by. */
class CapturedIsStoredTest {

    private static final String REPO = "acme/shop";
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");
    private static final Knowledge NOW = new Knowledge(LATER, LATER);

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void ledger_counts_what_is_stored(long seed) {
        Random random = new Random(seed);
        try (FakeGitHub gitHub = new FakeGitHub();
                FlowStore store = SqliteFlowStore.open(
                        folder.resolve("millrace.db"), () -> Instant.parse("2026-11-22T12:00:00Z"))) {
            FakeRepository repository = gitHub.repository(REPO);
            int[] numbers = new int[3];
            for (int round = 0; round < 3; round++) {
                work(repository, random, numbers);
                gitHub.before = request -> {
                    if (random.nextInt(6) == 0) {
                        gitHub.canned.add(new Response(400, Map.of(), "{}"));
                    }
                };
                untilDone(gitHub, store, random);
                check(store, repository);
            }
        }
    }

    private static String at(int minute) {
        return String.format("2026-03-%02dT%02d:%02d:00Z", 1 + minute / 1440, minute / 60 % 24, minute % 60);
    }

    /** Some of each; one in ten cannot be stored. */
    private static void work(FakeRepository repository, Random random, int[] numbers) {
        for (int i = random.nextInt(130); i > 0; i--) {
            int n = ++numbers[0];
            String authored = random.nextInt(10) == 0 ? "yesterday" : at(n);
            repository.head = repository.commit(
                    sha(n), "commit " + n, authored, at(n), n == 1 ? new String[0] : new String[] {sha(n - 1)});
        }
        for (int i = random.nextInt(40); i > 0; i--) {
            int n = ++numbers[1];
            Map<String, Object> pullRequest = repository.pullRequest(n, at(n));
            if (random.nextInt(10) == 0) {
                pullRequest.put("closedAt", "yesterday");
                pullRequest.put("state", "CLOSED");
            }
        }
        for (int i = random.nextInt(130); i > 0; i--) {
            int n = ++numbers[2];
            repository.deployment(n, "test", sha(1), random.nextInt(10) == 0 ? "yesterday" : at(n), at(n), false);
        }
        Collections.shuffle(repository.deployments, random);
    }

    private static void untilDone(FakeGitHub gitHub, FlowStore store, Random random) {
        Set<String> open = new HashSet<>(List.of("commits", "pull-requests", "deployments"));
        for (int attempt = 0; !open.isEmpty(); attempt++) {
            if (attempt == 60) {
                gitHub.before = request -> {};
            }
            assertThat(attempt).as("attempts").isLessThan(70);
            for (String kind : List.copyOf(open)) {
                try (Sync sync = new Sync(gitHub.apiUrl(), 4 + random.nextInt(20))) {
                    sync.run(store, REPO, kind);
                    open.remove(kind);
                } catch (SyncStoppedException e) {
                    gitHub.canned.clear();
                }
            }
        }
    }

    private static void check(FlowStore store, FakeRepository repository) {
        check(store, "commits of the default branch", ArtifactKind.COMMIT, repository.commits.size());
        check(store, "pull requests", ArtifactKind.PULL_REQUEST, repository.pullRequests.size());
        check(store, "deployments", ArtifactKind.DEPLOYMENT, repository.deployments.size());
    }

    private static void check(FlowStore store, String measure, ArtifactKind kind, long there) {
        List<LedgerEntry> lines = new ArrayList<>();
        store.forEachLedgerEntry(NOW, line -> {
            if (line.measure().equals(measure)) {
                lines.add(line);
            }
        });
        long[] stored = new long[1];
        store.forEachArtifact(kind, NOW, history -> stored[0]++);
        if (there == 0 && lines.isEmpty()) {
            return;
        }
        assertThat(lines).as(measure).singleElement().satisfies(line -> {
            assertThat(line.captured()).as("captured of " + measure).isEqualTo(stored[0]);
            assertThat(line.expected()).as("expected of " + measure).isEqualTo(there);
        });
    }
}
