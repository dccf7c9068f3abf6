package dev.millrace.github;

import dev.millrace.collect.SyncSummary;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import org.junit.jupiter.api.AfterEach;

/** The pull requests of one repository, synced from a GitHub that answers over HTTP. */
abstract class SyncedPullRequests {

    static final String REPO = "acme/shop";
    static final String KIND = "pull-requests";

    final FakeGitHub gitHub = new FakeGitHub();
    final FakeRepository repository = gitHub.repository(REPO);
    final KeptFacts store = new KeptFacts();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    SyncSummary sync(int pageSize) {
        try (Sync sync = new Sync(gitHub.apiUrl(), pageSize)) {
            return sync.run(store, REPO, KIND);
        }
    }

    SyncSummary sync() {
        return sync(GitHubSite.DEFAULT_PAGE_SIZE);
    }

    static String day(int day) {
        return String.format("2026-03-%02dT10:00:00Z", day);
    }
}
