package dev.millrace.github;

import dev.millrace.collect.SyncSummary;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One repository of a GitHub that answers over HTTP, and one of its sources, which are read into memory. */
abstract class OneSource {

    static final String REPO = "acme/shop";

    final FakeGitHub gitHub = new FakeGitHub();
    final FakeRepository repository = gitHub.repository(REPO);
    final KeptFacts store = new KeptFacts();
    GitHubExtent extent = GitHubExtent.STANDARD;
    Sync sync;
    private final String kind;

    /** The last part of the id of the source. */
    OneSource(String kind) {
        this.kind = kind;
    }

    @BeforeEach
    final void connect() {
        sync = new Sync(gitHub.apiUrl());
    }

    @AfterEach
    final void disconnect() {
        sync.close();
        gitHub.close();
    }

    final SyncSummary sync() {
        return sync.run(store, extent, REPO, kind);
    }
}
