package dev.millrace.flow;

import static dev.millrace.flow.Evidence.pullRequest;
import static dev.millrace.flow.Story.issue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.Chain.Rework;
import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.model.FlowEvent.Reviewed;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whose turn a pull request is after each kind of event, and how long a link blocks. */
class TurnsAndBlocksTest {

    private static final String LATER = "2026-12-01T00:00:00Z";

    @Test
    void review_that_is_dismissed_is_the_reviewers_turn_again() {
        ItemFlow flow = reviewed(pullRequest("acme/shop#1")
                .opened("2026-01-02T00:00:00Z", "open")
                .review("2026-01-03T00:00:00Z", Reviewed.CHANGES_REQUESTED)
                .review("2026-01-04T00:00:00Z", Reviewed.DISMISSED));

        assertThat(flow.totals().active()).as("the third").isEqualTo(Duration.ofDays(1));
    }

    @Test
    void request_for_another_review_ends_the_authors_turn_and_turns_nothing_otherwise() {
        ItemFlow flow = reviewed(pullRequest("acme/shop#1")
                .opened("2026-01-02T00:00:00Z", "open")
                .reviewRequested("2026-01-02T12:00:00Z")
                .review("2026-01-03T00:00:00Z", Reviewed.CHANGES_REQUESTED)
                .reviewRequested("2026-01-05T00:00:00Z"));

        assertThat(flow.totals().active()).as("third and fourth").isEqualTo(Duration.ofDays(2));
    }

    @Test
    void request_for_a_review_of_a_draft_leaves_it_with_its_author() {
        ItemFlow flow = reviewed(pullRequest("acme/shop#1")
                .opened("2026-01-02T00:00:00Z", "draft")
                .reviewRequested("2026-01-03T00:00:00Z"));

        assertThat(flow.totals().waiting()).isZero();
    }

    private static ItemFlow reviewed(Evidence pullRequest) {
        return issue("A-1")
                .created("2026-01-01T00:00:00Z", "Open")
                .to("2026-01-09T00:00:00Z", "Resolved")
                .with(pullRequest.to("2026-01-09T00:00:00Z", "merged").change(null))
                .flow(LATER);
    }

    @Test
    void pull_request_that_was_ready_first_returns_to_draft_and_one_that_began_as_draft_does_not() {
        Evidence ready = pullRequest("acme/shop#1")
                .opened("2026-01-02T00:00:00Z", "open")
                .to("2026-01-03T00:00:00Z", "draft");
        Evidence begun = pullRequest("acme/shop#1").opened("2026-01-02T00:00:00Z", "draft");

        assertThat(reviewed(ready).chain().rework()).isEqualTo(new Rework(0, 1, 0, 0));
        assertThat(reviewed(begun).chain().rework()).isEqualTo(Rework.NONE);
    }

    @Test
    void link_blocks_until_it_is_removed() {
        assertThat(blocked("2026-01-04T00:00:00Z").totals().waiting()).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void link_that_outlives_its_blocker_blocks_until_that_is_closed() {
        assertThat(blocked("2026-01-07T00:00:00Z").totals().waiting()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void link_to_what_is_never_closed_blocks_until_it_is_removed() {
        Story blocker = issue("A-9").created("2026-01-01T00:00:00Z", "In Progress");
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .blockedBy("2026-01-02T00:00:00Z", blocker, true)
                .blockedBy("2026-01-04T00:00:00Z", blocker, false)
                .to("2026-01-09T00:00:00Z", "Resolved")
                .flow(LATER);

        assertThat(flow.totals().waiting()).isEqualTo(Duration.ofDays(2));
    }

    /** Blocked since the second by what is worked on until the third and tested until the fifth. */
    private static ItemFlow blocked(String unlinked) {
        Story blocker = issue("A-9")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-03T00:00:00Z", "In Test")
                .to("2026-01-05T00:00:00Z", "Resolved");
        return issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .blockedBy("2026-01-02T00:00:00Z", blocker, true)
                .blockedBy(unlinked, blocker, false)
                .to("2026-01-09T00:00:00Z", "Resolved")
                .flow(LATER);
    }

    @Test
    void item_that_was_born_resolved_has_been_done_since_then_when_deliveries_are_owed() {
        // The service's first deployment lies between its creation as resolved and its closing.
        ItemFlow flow = issue("A-1")
                .created("2026-01-03T00:00:00Z", "Resolved")
                .resolved("2026-01-03T00:00:00Z", "Fixed")
                .to("2026-01-10T00:00:00Z", "Closed")
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-02T00:00:00Z", "open")
                        .to("2026-01-03T00:00:00Z", "merged")
                        .change("2026-01-05T00:00:00Z"))
                .flow(LATER);

        assertThat(flow.status()).isEqualTo(Status.DONE);
        assertThat(flow.stop()).isEqualTo(Instant.parse("2026-01-03T00:00:00Z"));
    }
}
