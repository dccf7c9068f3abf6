package dev.millrace.github;

import static dev.millrace.fake.github.FakeRepository.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncSummary;
import dev.millrace.fake.Response;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import dev.millrace.http.Authorization;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.valuestream.OriginRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read of commits that were deployed from another branch: main is 1 to 10, the branch 101 to 103 begins at 5. */
class DeployedCommitSyncTest {

    private static final String REPO = "acme/shop";
    private static final String MEASURE = "deployed commits off the default branch";

    private final FakeGitHub gitHub = new FakeGitHub();
    private final FakeRepository repository = gitHub.repository(REPO);
    private final KeptFacts store = new KeptFacts();
    private final List<String> deployed = new ArrayList<>();

    @BeforeEach
    void branches() {
        for (int i = 1; i <= 10; i++) {
            String[] parents = i == 1 ? new String[0] : new String[] {sha(i - 1)};
            repository.head = repository.commit(sha(i), "commit " + i, hour(i), hour(i), parents);
        }
        repository.commit(sha(101), "ABC-1: fix", hour(11), hour(11), sha(5));
        repository.commit(sha(102), "fix", hour(12), hour(12), sha(101));
        repository.commit(sha(103), "fix", hour(13), hour(13), sha(102));
        try (Sync sync = new Sync(gitHub.apiUrl())) {
            sync.run(store, REPO, "commits");
        }
        gitHub.asked.clear();
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    @Test
    void history_of_a_deployed_commit_is_read_down_to_what_is_captured() {
        deployed.addAll(List.of(sha(103), sha(9)));

        assertThat(sync().done()).isEqualTo(1);

        assertThat(gitHub.asked).containsExactly("History");
        assertThat(store.snapshots).hasSize(13);
        ArtifactSnapshot read = snapshot(101);
        assertThat(read.attributes())
                .containsEntry("defaultBranch", List.of("false"))
                .containsEntry("parents", List.of(sha(5)))
                .doesNotContainKey("branch");
        assertThat(snapshot(5).attributes()).containsEntry("branch", List.of("main"));
        assertThat(store.incomplete()).isEmpty();
    }

    @Test
    void earlier_deployments_of_the_branch_and_a_second_run_cost_nothing() {
        deployed.addAll(List.of(sha(103), sha(102), sha(101)));
        sync();
        assertThat(gitHub.asked).containsExactly("History");
        gitHub.asked.clear();

        sync();

        assertThat(gitHub.asked).isEmpty();
        assertThat(store.ledger(REPO, MEASURE).captured())
                .as("the same line as before, so that nothing is new")
                .isEqualTo(1);
    }

    @Test
    void commits_with_skewed_clocks_are_all_found() {
        repository.commit(sha(201), "from the future", hour(40), hour(40), sha(5));
        repository.commit(sha(202), "from the past", hour(2), hour(2), sha(5));
        repository.commit(sha(203), "both", hour(13), hour(13), sha(202), sha(201));
        deployed.add(sha(203));

        sync();

        assertThat(store.snapshots).hasSize(13);
    }

    @Test
    void history_of_several_pages_is_read_to_its_end() {
        for (int i = 301; i <= 550; i++) {
            repository.commit(sha(i), "c", hour(20), hour(20), sha(i == 301 ? 3 : i - 1));
        }
        deployed.add(sha(550));

        sync();

        assertThat(gitHub.asked).containsExactly("History", "History", "History");
        assertThat(store.snapshots).hasSize(260);
    }

    @Test
    void commit_that_github_does_not_have_is_said_once_and_keeps_no_other_out() {
        deployed.addAll(List.of(sha(999), sha(101)));

        SyncSummary first = sync();

        assertThat(first.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("does not have this commit"));
        assertThat(store.snapshots).hasSize(11);
        assertThat(store.ledger(REPO, MEASURE).incomplete()).isTrue();
        gitHub.asked.clear();
        assertThat(sync().problems()).isEmpty();
        assertThat(gitHub.asked).isEmpty();
        assertThat(store.ledger(REPO, MEASURE).incomplete()).isTrue();
    }

    @Test
    void refused_commit_is_tried_again_by_the_next_run_and_nothing_of_it_is_stored() {
        deployed.addAll(List.of(sha(103), sha(101)));
        gitHub.canned.add(new Response(
                200,
                Map.of(),
                "{\"errors\":[{\"type\":\"FORBIDDEN\",\"path\":[\"repository\",\"object\"],\"message\":\"no\"}]}"));

        assertThat(sync().problems()).hasSize(1);
        assertThat(store.snapshots).hasSize(11);

        assertThat(sync().problems()).isEmpty();
        assertThat(store.snapshots).hasSize(13);
    }

    @Test
    void branch_that_is_merged_later_comes_to_the_trunk() {
        deployed.add(sha(103));
        sync();
        repository.head = repository.commit(sha(11), "merge", hour(14), hour(14), sha(10), sha(103));

        try (Sync sync = new Sync(gitHub.apiUrl())) {
            sync.run(store, REPO, "commits");
        }

        assertThat(snapshot(101).attributes())
                .containsEntry("branch", List.of("main"))
                .doesNotContainKey("defaultBranch");
    }

    private static String hour(int hour) {
        return String.format("2026-03-%02dT%02d:00:00Z", 1 + hour / 24, hour % 24);
    }

    private ArtifactSnapshot snapshot(int number) {
        return store.snapshots.get(new ArtifactId(Sync.TOOL, ArtifactKind.COMMIT, sha(number)));
    }

    private SyncSummary sync() {
        try (Sync sync = new Sync(gitHub.apiUrl())) {
            GitHubSettings settings = new GitHubSettings(
                    Sync.TOOL,
                    gitHub.apiUrl(),
                    GitHubSettings.graphqlUrl(gitHub.apiUrl()),
                    Authorization.bearer(Sync.TOKEN, "github.test.token"),
                    List.of(REPO),
                    10,
                    GitHubExtent.STANDARD,
                    OriginRules.STANDARD);
            return SyncKernel.ofPages(store)
                    .run(
                            new GitHubCollector(settings, sync.transport()).deployedCommits(REPO, new Known()),
                            SyncListener.silent());
        }
    }

    private final class Known implements DeployedCommits {

        @Override
        public List<String> uncaptured() {
            Set<String> captured = captured(deployed);
            return deployed.stream()
                    .filter(commit -> !captured.contains(commit))
                    .toList();
        }

        @Override
        public Set<String> captured(Collection<String> commits) {
            Set<String> found = new HashSet<>(commits);
            found.removeIf(sha -> !store.snapshots.containsKey(new ArtifactId(Sync.TOOL, ArtifactKind.COMMIT, sha)));
            return found;
        }
    }
}
