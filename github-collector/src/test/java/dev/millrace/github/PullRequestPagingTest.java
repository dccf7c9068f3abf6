package dev.millrace.github;

import static dev.millrace.fake.github.FakeRepository.account;
import static dev.millrace.fake.github.FakeRepository.happened;
import static dev.millrace.fake.github.FakeRepository.list;
import static dev.millrace.fake.github.FakeRepository.ownCommit;
import static dev.millrace.fake.github.FakeRepository.review;
import static dev.millrace.fake.github.FakeRepository.sha;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.collect.SyncStoppedException;
import dev.millrace.collect.SyncSummary;
import dev.millrace.fake.Response;
import dev.millrace.model.FlowEvent;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pages, portions and runs: nothing is lost between them, and little is read twice. */
class PullRequestPagingTest extends SyncedPullRequests {

    @Test
    void lists_inside_a_pull_request_are_read_to_their_end() {
        Map<String, Object> pr = repository.pullRequest(1, day(1));
        for (int i = 0; i < 230; i++) {
            String oid = repository.commit(sha(1000 + i), "c" + i, day(1), day(1));
            list(pr, "commits").add(ownCommit(repository.commits.get(oid)));
            list(pr, "labels").add(Map.of("id", "L" + i, "name", "label " + i));
            list(pr, "reviews").add(review(500 + i, "COMMENTED", day(2), account("User", "bob", 2)));
            list(pr, "closingIssuesReferences")
                    .add(Map.of("id", "I" + i, "fullDatabaseId", "" + (9000 + i), "number", i));
        }
        IntStream.range(0, 105).forEach(i -> {
            happened(pr, "ConvertToDraftEvent", String.format("2026-03-05T10:%02d:%02dZ", i / 60 * 2, i % 60));
            happened(pr, "ReadyForReviewEvent", String.format("2026-03-05T10:%02d:%02dZ", i / 60 * 2 + 1, i % 60));
        });

        sync();

        assertThat(store.eventsOf("acme/shop#1").stream().filter(FlowEvent.CommitAdded.class::isInstance))
                .hasSize(230);
        assertThat(store.eventsOf("acme/shop#1").stream().filter(FlowEvent.Reviewed.class::isInstance))
                .hasSize(230);
        assertThat(store.byKey("acme/shop#1").attributes().get("labels")).hasSize(230);
        assertThat(store.links).hasSize(230);
        assertThat(store.incomplete()).isEmpty();
        assertThat(gitHub.asked).contains("MoreCommits", "MoreReviews", "MoreLabels", "MoreClosing", "MoreTimeline");
    }

    @Test
    void nothing_is_lost_when_pull_requests_change_while_they_are_read() {
        for (int i = 1; i <= 20; i++) {
            repository.pullRequest(i, day(i));
        }
        gitHub.before = request -> {
            // each request finds another one changed, and two more created
            repository.byNumber(1 + request * 7 % 20).put("title", "changed " + request);
            repository
                    .byNumber(1 + request * 7 % 20)
                    .put("updatedAt", String.format("2026-04-01T00:%02d:00Z", request));
            if (request == 2 || request == 6) {
                repository.pullRequest(20 + request, String.format("2026-04-01T00:%02d:30Z", request));
            }
        };
        sync(3);
        gitHub.before = request -> {};
        sync(3);

        KeptFacts fresh = new KeptFacts();
        try (Sync sync = new Sync(gitHub.apiUrl())) {
            sync.run(fresh, REPO, KIND);
        }
        assertThat(store.export()).isEqualTo(fresh.export());
        assertThat(store.ledger("acme/shop", "pull requests").captured()).isEqualTo(22);
        assertThat(store.incomplete()).isEmpty();
    }

    @Test
    void later_run_reads_only_what_changed() {
        for (int i = 1; i <= 20; i++) {
            repository.pullRequest(i, day(i));
        }
        sync(5);
        repository.byNumber(4).put("updatedAt", "2026-05-01T00:00:00Z");
        repository.pullRequest(21, "2026-05-02T00:00:00Z");
        gitHub.asked.clear();

        SyncSummary second = sync(5);

        assertThat(gitHub.asked).containsExactly("PullRequests");
        assertThat(second.stored().newSnapshots()).isEqualTo(2);
        assertThat(store.ledger("acme/shop", "pull requests").captured()).isEqualTo(21);
        assertThat(sync(5).stored().changedAnything()).isFalse();
    }

    @Test
    void killed_run_goes_on_at_the_page_it_had_not_stored() {
        for (int i = 1; i <= 20; i++) {
            repository.pullRequest(i, day(i));
        }
        gitHub.before = request -> {
            if (request == 4) {
                gitHub.canned.add(new Response(400, Map.of(), "{\"message\":\"no\"}"));
            }
        };
        assertThatThrownBy(() -> sync(5))
                .isInstanceOf(SyncStoppedException.class)
                .hasMessageContaining("HTTP 400");
        assertThat(store.snapshots).hasSize(10);
        gitHub.before = request -> {};
        gitHub.asked.clear();

        SyncSummary resumed = sync(5);

        assertThat(store.snapshots).hasSize(20);
        assertThat(gitHub.asked)
                .as("two pages were left, and one for what changed meanwhile")
                .hasSize(3);
        assertThat(resumed.done()).isEqualTo(20);
    }

    @Test
    void page_that_is_too_heavy_is_asked_for_in_smaller_portions() {
        for (int i = 1; i <= 8; i++) {
            repository.pullRequest(i, day(i));
        }
        gitHub.before = request -> {
            if (request == 2) {
                gitHub.canned.add(new Response(
                        200,
                        Map.of(),
                        "{\"errors\":[{\"message\":\"Something went wrong while executing your query. This may be the"
                                + " result of a timeout\"}]}"));
            }
        };

        sync(8);

        assertThat(store.snapshots).hasSize(8);
        assertThat(store.incomplete()).isEmpty();
    }

    @Test
    void empty_repository_is_no_error() {
        assertThat(sync().done()).isZero();
        repository.pullRequest(1, day(1));
        assertThat(sync().done()).isEqualTo(1);
    }
}
