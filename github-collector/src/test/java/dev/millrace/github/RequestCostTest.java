package dev.millrace.github;

import static dev.millrace.fake.github.FakeRepository.merged;
import static dev.millrace.fake.github.FakeRepository.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a first sync costs, counted at a GitHub that answers over HTTP; docs/performance.md has the figures. */
class RequestCostTest {

    private static final int CHANGES = 1_000;

    @Test
    void thousand_pull_requests_and_their_commits_cost_at_most_45_requests() {
        try (FakeGitHub gitHub = new FakeGitHub()) {
            FakeRepository repository = gitHub.repository("acme/shop");
            Instant time = Instant.parse("2026-01-01T00:00:00Z");
            for (int i = 1; i <= CHANGES; i++) {
                String at = time.plusSeconds(3_600L * i).toString();
                repository.head = repository.commit(
                        sha(i), "change " + i, at, at, i == 1 ? new String[0] : new String[] {sha(i - 1)});
                merged(repository.pullRequest(i, at), at, sha(i));
            }
            AtomicLong points = new AtomicLong();
            gitHub.twist = (request, answer) -> {
                points.addAndGet(QueryPoints.of(request));
                return null;
            };
            KeptFacts store = new KeptFacts();
            try (Sync sync = new Sync(gitHub.apiUrl())) {
                sync.run(store, "acme/shop", "commits");
                sync.run(store, "acme/shop", "pull-requests");
            }
            System.out.printf(
                    "cost of %,d pull requests and commits: %d requests, %d points%n",
                    CHANGES, gitHub.asked.size(), points.get());
            assertThat(store.snapshots).hasSize(2 * CHANGES);
            assertThat(gitHub.asked).hasSizeLessThanOrEqualTo(45);
            assertThat(points.get()).isLessThanOrEqualTo(100);
        }
    }
}
