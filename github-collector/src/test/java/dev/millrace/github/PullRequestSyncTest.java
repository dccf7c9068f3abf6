package dev.millrace.github;

import static dev.millrace.fake.github.FakeRepository.account;
import static dev.millrace.fake.github.FakeRepository.happened;
import static dev.millrace.fake.github.FakeRepository.last;
import static dev.millrace.fake.github.FakeRepository.list;
import static dev.millrace.fake.github.FakeRepository.merged;
import static dev.millrace.fake.github.FakeRepository.ownCommit;
import static dev.millrace.fake.github.FakeRepository.review;
import static dev.millrace.fake.github.FakeRepository.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.collect.SyncSummary;
import dev.millrace.model.Actor;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Link;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one pull request says. */
class PullRequestSyncTest extends SyncedPullRequests {

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
    void trailers_labels_over_time_and_the_merge_queue_are_kept() {
        Map<String, Object> pr = repository.pullRequest(1, "2026-03-01T10:00:00Z");
        String sha = repository.commit(
                sha(5), "Mend it\n\nLong.\n\nRefs: SHOP-12\n", "2026-03-01T09:00:00Z", "2026-03-01T09:00:00Z");
        list(pr, "commits").add(ownCommit(repository.commit(sha)));
        happened(pr, "LabeledEvent", "2026-03-01T11:00:00Z");
        last(pr).put("label", Map.of("id", "L", "name", "urgent"));
        happened(pr, "AddedToMergeQueueEvent", "2026-03-01T12:00:00Z");
        happened(pr, "RemovedFromMergeQueueEvent", "2026-03-01T13:00:00Z");

        sync();

        assertThat(store.byKey("acme/shop#1").attributes())
                .containsEntry("keys.commit", List.of("SHOP-12"))
                .containsEntry("labelTimes", List.of("2026-03-01T11:00:00Z +urgent"))
                .containsEntry("mergeQueueTimes", List.of("2026-03-01T12:00:00Z +", "2026-03-01T13:00:00Z -"));
        assertThat(store.incomplete()).isEmpty();
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

    @Test
    void token_is_sent_and_never_stored() {
        repository.pullRequest(1, day(1));
        sync();
        assertThat(gitHub.tokens).allMatch(token -> token.equals("Bearer " + Sync.TOKEN));
        assertThat(store.export()).doesNotContain(Sync.TOKEN);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> castMap(Object map) {
        return (Map<String, Object>) map;
    }
}
