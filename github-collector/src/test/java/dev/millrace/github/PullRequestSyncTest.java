package dev.millrace.github;

import static dev.millrace.github.FakeRepository.account;
import static dev.millrace.github.FakeRepository.happened;
import static dev.millrace.github.FakeRepository.list;
import static dev.millrace.github.FakeRepository.merged;
import static dev.millrace.github.FakeRepository.ownCommit;
import static dev.millrace.github.FakeRepository.review;
import static dev.millrace.github.FakeRepository.sha;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.collect.SyncStoppedException;
import dev.millrace.collect.SyncSummary;
import dev.millrace.config.GitHubSite;
import dev.millrace.model.Actor;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a sync of pull requests does, against a GitHub that answers over HTTP. */
class PullRequestSyncTest {

    private static final String REPO = "acme/shop";
    private static final String KIND = "pull-requests";

    private final FakeGitHub gitHub = new FakeGitHub();
    private final FakeRepository repository = gitHub.repository(REPO);
    private final KeptFacts store = new KeptFacts();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private SyncSummary sync(int pageSize) {
        try (Sync sync = new Sync(gitHub.apiUrl(), pageSize)) {
            return sync.run(store, REPO, KIND);
        }
    }

    private SyncSummary sync() {
        return sync(GitHubSite.DEFAULT_PAGE_SIZE);
    }

    private static String day(int day) {
        return String.format("2026-03-%02dT10:00:00Z", day);
    }

    // ---- what one pull request says

    @Test
    void merged_pull_request_is_joined_to_its_commit_and_merging_is_not_closing() {
        repository.head = repository.commit(sha(9), "first", day(1), day(1));
        merged(repository.pullRequest(1, day(2)), day(3), sha(9));

        sync();

        assertThat(store.statesOf("acme/shop#1"))
                .containsExactly("open@2026-03-02T10:00:00Z", "merged@2026-03-03T10:00:00Z");
        assertThat(store.links).singleElement().satisfies(link -> {
            assertThat(link.to().nativeId()).isEqualTo(sha(9));
            assertThat(link.relation()).isEqualTo("merged as");
            assertThat(link.rule()).isEqualTo(Link.Rule.EXPLICIT);
        });
        assertThat(store.byKey("acme/shop#1").attributes())
                .containsEntry("mergeCommit", List.of(sha(9)))
                .containsEntry("defaultBranch", List.of("true"))
                .containsEntry("authorType", List.of("human"));
    }

    @Test
    void first_draft_event_tells_how_it_began() {
        Map<String, Object> ready = repository.pullRequest(1, day(1));
        happened(ready, "ReadyForReviewEvent", day(2));
        Map<String, Object> converted = repository.pullRequest(2, day(1));
        happened(converted, "ConvertToDraftEvent", day(2));
        converted.put("isDraft", true);
        repository.pullRequest(3, day(1)).put("isDraft", true);

        sync();

        assertThat(store.statesOf("acme/shop#1"))
                .containsExactly("draft@2026-03-01T10:00:00Z", "open@2026-03-02T10:00:00Z");
        assertThat(store.statesOf("acme/shop#2"))
                .containsExactly("open@2026-03-01T10:00:00Z", "draft@2026-03-02T10:00:00Z");
        assertThat(store.statesOf("acme/shop#3")).containsExactly("draft@2026-03-01T10:00:00Z");
        assertThat(store.incomplete()).isEmpty();
    }

    @Test
    void draft_that_is_closed_and_reopened_is_a_draft_again() {
        Map<String, Object> pr = repository.pullRequest(1, day(1));
        pr.put("isDraft", true);
        happened(pr, "ClosedEvent", day(2));
        happened(pr, "ReopenedEvent", day(3));

        sync();

        assertThat(store.statesOf("acme/shop#1"))
                .containsExactly(
                        "draft@2026-03-01T10:00:00Z", "closed@2026-03-02T10:00:00Z", "draft@2026-03-03T10:00:00Z");
    }

    @Test
    void draft_state_that_the_log_does_not_lead_to_is_marked_incomplete() {
        Map<String, Object> pr = repository.pullRequest(1, day(1));
        happened(pr, "ReadyForReviewEvent", day(2));
        pr.put("isDraft", true);

        sync();

        assertThat(store.incomplete())
                .singleElement()
                .satisfies(line -> assertThat(line.note()).contains("draft"));
    }

    @Test
    void dismissed_review_keeps_the_verdict_it_had() {
        Map<String, Object> pr = repository.pullRequest(1, day(1));
        list(pr, "reviews").add(review(77, "APPROVED", day(2), account("User", "bob", 2)));
        sync();
        list(pr, "reviews").set(0, review(77, "DISMISSED", day(2), account("User", "bob", 2)));
        happened(pr, "ReviewDismissedEvent", day(3));
        Map<String, Object> dismissal =
                new HashMap<>(castMap(list(pr, "timelineItems").get(0)));
        dismissal.put("previousReviewState", "APPROVED");
        dismissal.put("review", review(77, "DISMISSED", day(2), account("User", "bob", 2)));
        list(pr, "timelineItems").set(0, dismissal);

        SyncSummary second = sync();

        assertThat(store.eventsOf("acme/shop#1").stream()
                        .filter(FlowEvent.Reviewed.class::isInstance)
                        .map(event -> ((FlowEvent.Reviewed) event).verdict() + '@' + event.occurredAt()))
                .containsExactly("approved@2026-03-02T10:00:00Z", "dismissed@2026-03-03T10:00:00Z");
        assertThat(second.stored().revisedEvents())
                .as("the approval is the same fact as before")
                .isZero();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> castMap(Object map) {
        return (Map<String, Object>) map;
    }

    @Test
    void reviews_tell_bots_from_people_and_pending_ones_are_no_facts() {
        Map<String, Object> pr = repository.pullRequest(1, day(1));
        list(pr, "reviews").add(review(1, "COMMENTED", day(2), account("Bot", "helper", 8)));
        list(pr, "reviews").add(review(2, "APPROVED", day(3), account("User", "bob", 2)));
        list(pr, "reviews").add(review(3, "PENDING", null, account("User", "bob", 2)));
        list(pr, "reviews").add(review(4, "APPROVED", day(4), null));

        sync();

        assertThat(store.eventsOf("acme/shop#1").stream()
                        .filter(FlowEvent.Reviewed.class::isInstance)
                        .map(event -> event.header().actor() == null
                                ? null
                                : event.header().actor().type()))
                .containsExactly(Actor.Type.BOT, Actor.Type.HUMAN, null);
        assertThat(store.incomplete()).isEmpty();
    }

    @Test
    void team_that_is_asked_for_review_is_nobody_yet() {
        Map<String, Object> pr = repository.pullRequest(1, day(1));
        for (Map<String, Object> reviewer :
                List.of(account("User", "bob", 2), Map.<String, Object>of("__typename", "Team", "id", "T1"))) {
            happened(pr, "ReviewRequestedEvent", day(2));
            castMap(list(pr, "timelineItems").get(list(pr, "timelineItems").size() - 1))
                    .put("requestedReviewer", reviewer);
        }

        sync();

        assertThat(store.eventsOf("acme/shop#1").stream()
                        .filter(FlowEvent.ReviewRequested.class::isInstance)
                        .map(event -> ((FlowEvent.ReviewRequested) event).reviewer() != null))
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void keys_are_found_where_people_write_them_and_the_body_is_not_stored() {
        Map<String, Object> pr = repository.pullRequest(1, day(1));
        pr.put("title", "ABC-12: read UTF-8");
        pr.put("headRefName", "feature/abc-13_login");
        pr.put("body", "Also helps XYZ-1, a secret matter.");
        for (String message : List.of("ABC-14 first", "second, see ABC-15")) {
            String oid = repository.commit(sha(message.length()), message, day(1), day(1));
            list(pr, "commits").add(ownCommit(repository.commits.get(oid)));
        }

        sync();

        assertThat(store.byKey("acme/shop#1").attributes())
                .containsEntry("keys.title", List.of("ABC-12", "UTF-8"))
                .containsEntry("keys.branch", List.of("ABC-13"))
                .containsEntry("keys.body", List.of("XYZ-1"))
                .containsEntry("keys.commit", List.of("ABC-14"));
        assertThat(store.export()).doesNotContain("secret matter");
    }

    @Test
    void closing_reference_links_to_the_issue() {
        Map<String, Object> pr = repository.pullRequest(1, day(1));
        list(pr, "closingIssuesReferences").add(Map.of("id", "I_1", "fullDatabaseId", "6000000001", "number", 40));

        sync();

        assertThat(store.links)
                .extracting(Link::toString)
                .singleElement()
                .asString()
                .contains("github:test:issue:6000000001", "closes", "CLOSING_REFERENCE");
    }

    // ---- paging

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
                gitHub.canned.add(new FakeGitHub.Canned(400, Map.of(), "{\"message\":\"no\"}"));
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

    // ---- limits and errors

    @Test
    void rate_limit_inside_an_answer_of_status_200_is_waited_for() {
        repository.pullRequest(1, day(1));
        gitHub.canned.add(new FakeGitHub.Canned(
                200,
                Map.of(
                        "X-RateLimit-Limit", "5000",
                        "X-RateLimit-Remaining", "0",
                        // compared with the clock of the server, which is a real one
                        "X-RateLimit-Reset", Long.toString(Instant.now().getEpochSecond() + 600)),
                "{\"errors\":[{\"type\":\"RATE_LIMITED\",\"message\":\"API rate limit exceeded\"}]}"));

        try (Sync sync = new Sync(gitHub.apiUrl())) {
            sync.run(store, REPO, KIND);
            assertThat(sync.waits.stream().reduce(Duration.ZERO, Duration::plus))
                    .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
        }
        assertThat(store.snapshots).hasSize(1);
    }

    @Test
    void secondary_limit_without_a_time_is_given_a_minute() {
        repository.pullRequest(1, day(1));
        gitHub.canned.add(new FakeGitHub.Canned(
                403, Map.of(), "{\"message\":\"You have exceeded a secondary rate limit. Please wait\"}"));

        try (Sync sync = new Sync(gitHub.apiUrl())) {
            sync.run(store, REPO, KIND);
            assertThat(sync.waits.stream().reduce(Duration.ZERO, Duration::plus))
                    .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
        }
        assertThat(store.snapshots).hasSize(1);
    }

    @Test
    void answer_with_some_data_and_an_error_stores_nothing() {
        repository.pullRequest(1, day(1));
        gitHub.before = request -> {
            if (request == 2) {
                gitHub.canned.add(new FakeGitHub.Canned(
                        200,
                        Map.of(),
                        "{\"data\":{\"repository\":{\"nameWithOwner\":\"acme/shop\",\"pullRequests\":{\"totalCount\":1,"
                                + "\"nodes\":[],\"pageInfo\":{\"hasNextPage\":false}}}},"
                                + "\"errors\":[{\"type\":\"FORBIDDEN\",\"message\":\"Resource not accessible\"}]}"));
            }
        };

        assertThatThrownBy(this::sync).hasMessageContaining("FORBIDDEN: Resource not accessible");
        assertThat(store.commits).isZero();
    }

    @Test
    void page_that_is_too_heavy_is_asked_for_in_smaller_portions() {
        for (int i = 1; i <= 8; i++) {
            repository.pullRequest(i, day(i));
        }
        gitHub.before = request -> {
            if (request == 2) {
                gitHub.canned.add(new FakeGitHub.Canned(
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
    void unknown_repository_is_named_with_what_to_do() {
        try (Sync sync = new Sync(gitHub.apiUrl())) {
            assertThatThrownBy(() -> sync.run(store, "acme/shopp", KIND))
                    .hasMessageContaining("acme/shopp")
                    .hasMessageContaining("Check the name")
                    .hasMessageNotContaining(Sync.TOKEN);
        }
    }

    @Test
    void unreadable_pull_request_is_reported_and_the_others_are_kept() {
        repository.pullRequest(1, day(1));
        repository.pullRequest(2, day(2)).put("createdAt", "yesterday");

        SyncSummary summary = sync();

        assertThat(summary.problems()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.item()).isEqualTo("acme/shop#2");
            assertThat(problem.reason()).contains("createdAt", "yesterday");
        });
        assertThat(store.snapshots).hasSize(1);
        assertThat(store.incomplete()).isNotEmpty();
    }

    @Test
    void empty_repository_is_no_error() {
        assertThat(sync().done()).isZero();
        repository.pullRequest(1, day(1));
        assertThat(sync().done()).isEqualTo(1);
    }

    @Test
    void token_is_sent_and_never_stored() {
        repository.pullRequest(1, day(1));
        sync();
        assertThat(gitHub.tokens).allMatch(token -> token.equals("Bearer " + Sync.TOKEN));
        assertThat(store.export()).doesNotContain(Sync.TOKEN);
    }
}
