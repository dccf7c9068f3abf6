package dev.millrace.github;

import static dev.millrace.fake.github.FakeRepository.sha;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.collect.SyncStoppedException;
import dev.millrace.collect.SyncSummary;
import dev.millrace.fake.Response;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a sync of the default branch does, against a GitHub that answers over HTTP. */
class CommitSyncTest {

    private static final String REPO = "acme/shop";

    private final FakeGitHub gitHub = new FakeGitHub();
    private final FakeRepository repository = gitHub.repository(REPO);
    private final KeptFacts store = new KeptFacts();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private SyncSummary sync() {
        return sync(store);
    }

    private SyncSummary sync(KeptFacts into) {
        try (Sync sync = new Sync(gitHub.apiUrl())) {
            return sync.run(into, REPO, "commits");
        }
    }

    private static String minute(int minute) {
        return String.format("2026-03-01T%02d:%02d:00Z", minute / 60, minute % 60);
    }

    private void line(int from, int to) {
        for (int i = from; i <= to; i++) {
            String[] parents = i == 1 ? new String[0] : new String[] {sha(i - 1)};
            repository.head = repository.commit(sha(i), "commit " + i, minute(i), minute(i), parents);
        }
    }

    @Test
    void commit_keeps_both_dates_its_parents_and_the_keys_that_lead_it() {
        line(1, 1);
        repository.head = repository.commit(
                sha(2), "ABC-1, ABC-2: do it\n\nlike ABC-3", "2026-02-01T09:00:00+02:00", minute(5), sha(1));

        sync();

        assertThat(store.byKey("0000000000").project()).isEqualTo(REPO);
        var snapshot = store.snapshots.get(dev.millrace.model.ArtifactId.parse("github:test:commit:" + sha(2)));
        assertThat(snapshot.title()).isEqualTo("ABC-1, ABC-2: do it");
        assertThat(snapshot.createdAt()).isEqualTo("2026-02-01T07:00:00Z");
        assertThat(snapshot.updatedAt()).isEqualTo(minute(5));
        assertThat(snapshot.attributes())
                .containsEntry("parents", List.of(sha(1)))
                .containsEntry("branch", List.of("main"))
                .containsEntry("keys.commit", List.of("ABC-1", "ABC-2"));
    }

    @Test
    void old_branch_that_is_merged_later_is_not_missed() {
        line(1, 300);
        // written before most of the line above, and not merged yet
        repository.commit(sha(1001), "old work", minute(10), minute(10), sha(2));
        repository.commit(sha(1002), "old work, more", minute(11), minute(11), sha(1001));
        sync();
        assertThat(store.snapshots).hasSize(300);
        repository.head = repository.commit(sha(301), "merge", minute(400), minute(400), sha(300), sha(1002));
        gitHub.asked.clear();

        SyncSummary second = sync();

        assertThat(second.done()).isEqualTo(3);
        assertThat(gitHub.asked).as("no more is read than what is new").hasSize(2);
        KeptFacts fresh = new KeptFacts();
        sync(fresh);
        assertThat(store.export()).isEqualTo(fresh.export());
        assertThat(store.ledger(REPO, "commits of the default branch").captured())
                .isEqualTo(303);
        assertThat(store.incomplete()).isEmpty();
    }

    @Test
    void push_in_the_middle_of_the_first_run_moves_no_page() {
        line(1, 250);
        gitHub.before = request -> {
            if (request == 3) {
                line(251, 260);
            }
        };
        assertThat(sync().done()).isEqualTo(250);
        gitHub.before = request -> {};
        assertThat(sync().done()).isEqualTo(10);
        assertThat(store.snapshots).hasSize(260);
    }

    @Test
    void many_new_commits_are_paged() {
        line(1, 5);
        sync();
        line(6, 240);
        assertThat(sync().done()).isEqualTo(235);
        assertThat(store.snapshots).hasSize(240);
        assertThat(store.incomplete()).isEmpty();
    }

    @Test
    void rewritten_branch_is_read_from_scratch() {
        line(1, 5);
        sync();
        repository.commits.clear();
        repository.head = repository.commit(sha(77), "rewritten", minute(1), minute(1));

        sync();

        assertThat(store.snapshots).as("what was true then stays").hasSize(6);
        assertThat(store.incomplete()).isEmpty();
    }

    @Test
    void nothing_new_costs_one_question() {
        line(1, 5);
        sync();
        gitHub.asked.clear();
        assertThat(sync().done()).isZero();
        assertThat(gitHub.asked).containsExactly("DefaultBranch");
    }

    @Test
    void killed_run_goes_on_at_its_page() {
        line(1, 250);
        gitHub.before = request -> {
            if (request == 3) {
                gitHub.canned.add(new Response(400, Map.of(), "{}"));
            }
        };
        assertThatThrownBy(this::sync).isInstanceOf(SyncStoppedException.class);
        gitHub.before = request -> {};
        assertThat(store.snapshots).hasSize(100);
        assertThat(sync().done()).isEqualTo(250);
        assertThat(store.incomplete()).isEmpty();
    }

    @Test
    void repository_without_commits_is_no_error() {
        assertThat(sync().done()).isZero();
    }
}
