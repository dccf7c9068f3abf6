package dev.millrace.flow;

import static dev.millrace.flow.Evidence.pullRequest;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static dev.millrace.valuestream.DefaultStages.IN_REVIEW;
import static dev.millrace.valuestream.DefaultStages.WAITING_FOR_FIRST_REVIEW;
import static dev.millrace.valuestream.DefaultStages.WAITING_FOR_MERGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.model.FlowEvent.Reviewed;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Stage;
import java.time.Instant;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Waiting for the first review and being in review are two stages; what ends the first one. */
class FirstReviewTest {

    private static final Instant AS_OF = Instant.parse("2026-02-01T00:00:00Z");

    @Test
    void comment_of_another_person_ends_the_waiting_for_the_first_review() {
        assertThat(turns(pullRequest("a/b#1")
                        .opened(day(1), "open")
                        .review(day(2), Reviewed.COMMENTED)
                        .review(day(4), Reviewed.CHANGES_REQUESTED)
                        .commit(day(5))
                        .review(day(6), Reviewed.APPROVED)
                        .to(day(7), "merged")))
                .containsExactly(
                        turn(WAITING_FOR_FIRST_REVIEW, 1, 2),
                        turn(IN_REVIEW, 2, 4),
                        turn(IN_PROGRESS, 4, 5),
                        turn(IN_REVIEW, 5, 6),
                        turn(WAITING_FOR_MERGE, 6, 7));
    }

    @Test
    void bots_and_the_author_do_not_end_it() {
        assertThat(turns(pullRequest("a/b#1")
                        .opened(day(1), "open")
                        .botReview(day(2), Reviewed.APPROVED)
                        .authorReview(day(3), Reviewed.COMMENTED)
                        .reviewRequested(day(4))
                        .commit(day(5))
                        .to(day(7), "merged")))
                .containsExactly(turn(WAITING_FOR_FIRST_REVIEW, 1, 7));
    }

    @Test
    void it_begins_when_the_draft_is_ready_unless_the_draft_was_reviewed_already() {
        assertThat(turns(pullRequest("a/b#1")
                        .opened(day(1), "draft")
                        .to(day(3), "open")
                        .to(day(4), "merged")))
                .containsExactly(turn(IN_PROGRESS, 1, 3), turn(WAITING_FOR_FIRST_REVIEW, 3, 4));
        assertThat(turns(pullRequest("a/b#1")
                        .opened(day(1), "draft")
                        .review(day(2), Reviewed.COMMENTED)
                        .to(day(3), "open")
                        .to(day(4), "merged")))
                .containsExactly(turn(IN_PROGRESS, 1, 3), turn(IN_REVIEW, 3, 4));
    }

    @Test
    void it_does_not_come_back_with_a_draft_or_a_reopening() {
        assertThat(turns(pullRequest("a/b#1")
                        .opened(day(1), "open")
                        .review(day(2), Reviewed.COMMENTED)
                        .to(day(3), "draft")
                        .to(day(4), "open")
                        .to(day(5), "closed")
                        .to(day(6), "open")
                        .to(day(7), "merged")))
                .containsExactly(
                        turn(WAITING_FOR_FIRST_REVIEW, 1, 2),
                        turn(IN_REVIEW, 2, 3),
                        turn(IN_PROGRESS, 3, 4),
                        turn(IN_REVIEW, 4, 5),
                        turn(IN_REVIEW, 6, 7));
    }

    @Test
    void review_while_it_was_closed_was_the_first_one() {
        assertThat(turns(pullRequest("a/b#1")
                        .opened(day(1), "open")
                        .to(day(2), "closed")
                        .review(day(3), Reviewed.COMMENTED)
                        .to(day(4), "open")
                        .to(day(5), "merged")))
                .containsExactly(turn(WAITING_FOR_FIRST_REVIEW, 1, 2), turn(IN_REVIEW, 4, 5));
    }

    @Test
    void first_review_that_asks_for_changes_is_a_round() {
        PullRequestTimeline lane = lane(pullRequest("a/b#1")
                .opened(day(1), "open")
                .review(day(2), Reviewed.CHANGES_REQUESTED)
                .reviewRequested(day(3))
                .to(day(4), "merged"));

        assertThat(lane.reviewRounds()).isEqualTo(1);
        assertThat(lane.visits())
                .extracting(Visit::stage)
                .containsExactly(WAITING_FOR_FIRST_REVIEW, IN_PROGRESS, IN_REVIEW);
    }

    private static List<Tuple> turns(Evidence evidence) {
        return lane(evidence).visits().stream()
                .map(visit -> tuple(visit.stage(), visit.start(), visit.end()))
                .toList();
    }

    private static PullRequestTimeline lane(Evidence evidence) {
        return PullRequestTimeline.of(DefaultValueStream.delivery(), evidence.history(), AS_OF);
    }

    private static Tuple turn(Stage stage, int from, int to) {
        return tuple(stage, Instant.parse(day(from)), Instant.parse(day(to)));
    }

    private static String day(int day) {
        return "2026-01-0" + day + "T00:00:00Z";
    }
}
