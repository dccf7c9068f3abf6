package dev.millrace.cli;

import static dev.millrace.fake.github.FakeRepository.account;
import static dev.millrace.fake.github.FakeRepository.happened;
import static dev.millrace.fake.github.FakeRepository.inProject;
import static dev.millrace.fake.github.FakeRepository.list;
import static dev.millrace.fake.github.FakeRepository.merged;
import static dev.millrace.fake.github.FakeRepository.review;
import static dev.millrace.fake.github.FakeRepository.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.Workspace;
import dev.millrace.app.sync.GitHubHint;
import dev.millrace.app.sync.GitHubHint.Part;
import dev.millrace.app.sync.HintedSync;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import dev.millrace.fake.github.FakeRuns;
import dev.millrace.model.ToolInstance;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What GitHub's webhooks name is read between two syncs, and the next sync has nothing to add. */
class GitHubHintsTest {

    private static final ToolInstance GITHUB = new ToolInstance("github", "acme");
    private static final String FIRST = "2026-10-01T10:00:00Z";
    private static final String NOW = "2026-11-01T11:00:00Z";

    @TempDir
    private Path directory;

    private final FakeGitHub gitHub = new FakeGitHub();
    private final FakeRepository repository = gitHub.repository("acme/shop");
    private Millrace millrace;
    private Workspace workspace;

    @BeforeEach
    void sync() throws Exception {
        repository.head = repository.commit(sha(1), "first", FIRST, FIRST);
        repository.pullRequest(1, FIRST).put("id", "PR_1");
        repository.issue(2, FIRST).put("id", "I_2");
        inProject(repository.issues.get(0), 1, "Todo", "Todo", "Done");
        repository.deployment(7, "production", sha(1), FIRST, FIRST, true);
        repository.status(7, 70, "success", FIRST);
        repository.runs.add(
                FakeRuns.run(500, FIRST, "completed", "success"),
                List.of(FakeRuns.job(1, "build", FIRST, FIRST, FIRST, "success")));
        String yaml = """
            github:
              - id: acme
                url: %s
                repositories: [Acme/shop]
                token: {env: GITHUB_TOKEN}
            """.formatted(gitHub.apiUrl());
        gitHub.rename("acme/shop", "Acme/shop");
        millrace = Millrace.in(directory).with("GITHUB_TOKEN", "t").config(yaml);
        assertThat(millrace.run("sync").exitCode()).isZero();
        workspace = new Workspace(
                Map.of(
                        "GITHUB_TOKEN",
                        "t",
                        "MILLRACE_PSEUDONYM_KEY_FILE",
                        SameKey.file().toString()),
                directory,
                InstantSource.fixed(Millrace.NOW),
                null,
                null,
                "test",
                message -> {});
        gitHub.asked.clear();
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private static GitHubHint hint(Part part, String id, String handle) {
        return new GitHubHint(
                GITHUB,
                handle.startsWith("I_") ? "" : "acme/SHOP",
                part,
                handle.startsWith("I_") ? "" : id,
                handle,
                false,
                Millrace.NOW,
                Millrace.NOW);
    }

    private void read(GitHubHint... hints) {
        new HintedSync(workspace).run(workspace.configWithTokens(), List.of(hints));
    }

    private void everythingChanges() {
        repository.head = repository.commit(sha(2), "second", NOW, NOW, sha(1));
        Map<String, Object> pullRequest = repository.byNumber(1);
        list(pullRequest, "reviews").add(review(9, "APPROVED", NOW, account("User", "bob", 2)));
        merged(pullRequest, NOW, sha(2));
        happened(repository.issues.get(0), "ClosedEvent", NOW);
        repository.issues.get(0).put("state", "CLOSED");
        repository.issues.get(0).put("closedAt", NOW);
        inProject(repository.issues.get(0), 1, "Done", "Todo", "Done");
        repository.deployment(8, "production", sha(2), NOW, NOW, true);
        repository.status(8, 80, "success", NOW);
        repository.runs.add(
                FakeRuns.run(600, NOW, "completed", "failure"),
                List.of(FakeRuns.job(2, "build", NOW, NOW, NOW, "failure")));
    }

    private final GitHubHint[] all = {
        hint(Part.COMMITS, "", ""),
        hint(Part.PULL_REQUESTS, "5000000001", "PR_1"),
        hint(Part.ISSUES, "", "I_2"),
        hint(Part.DEPLOYMENTS, "8", "8"),
        hint(Part.RUNS, "600", "600"),
        hint(Part.RELEASES, "", "")
    };

    @Test
    void what_was_named_is_in_the_store_at_little_cost_and_the_next_sync_finds_nothing_new() {
        everythingChanges();

        read(all);

        assertThat(gitHub.asked.stream().distinct())
                .as("one question each, and the jobs of the run")
                .contains("PullRequestsById", "IssuesById", "IssuePlaces");
        assertThat(gitHub.asked).hasSizeLessThanOrEqualTo(14);
        assertThat(millrace.run("show", "Acme/shop#1").out()).contains("merged");
        assertThat(millrace.run("show", "Acme/shop#2").out()).contains("closed");
        assertThat(millrace.run("sync").lines())
                .as("nothing was lost and nothing was stored twice; only the number of deployments is counted by syncs")
                .allMatch(line -> line.contains("; nothing new;") || line.contains("; 0 new events, 0 revised;"));
    }

    @Test
    void delivery_that_comes_again_changes_nothing() {
        everythingChanges();
        read(all);
        String once = millrace.run("show", "Acme/shop#1", "--json").out();

        read(all);
        read(all);

        assertThat(millrace.run("show", "Acme/shop#1", "--json").out()).isEqualTo(once);
        assertThat(millrace.run("sync").lines()).noneMatch(line -> line.matches(".*[1-9]\\d* new event.*"));
    }

    @Test
    void things_of_other_repositories_and_things_that_are_not_there_are_left_alone() {
        read(
                new GitHubHint(GITHUB, "evil/shop", Part.COMMITS, "", "", false, Millrace.NOW, Millrace.NOW),
                hint(Part.ISSUES, "", "I_404"));
        read(hint(Part.PULL_REQUESTS, "404", "PR_404"), hint(Part.RUNS, "404", "404"));

        assertThat(gitHub.asked).noneMatch(path -> path.contains("evil"));
        assertThat(millrace.run("sync").exitCode()).isZero();
        assertThat(millrace.run("status").out()).doesNotContain("404");
    }

    @Test
    void before_the_first_sync_a_hint_reads_nothing() {
        workspace = new Workspace(
                workspace.environment(),
                directory,
                workspace.clock(),
                null,
                directory.resolve("new.db"),
                "test",
                message -> {});

        read(hint(Part.COMMITS, "", ""), hint(Part.PULL_REQUESTS, "5000000001", "PR_1"));

        assertThat(gitHub.asked).isEmpty();
    }
}
