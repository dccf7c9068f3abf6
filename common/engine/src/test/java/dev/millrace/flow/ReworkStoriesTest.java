package dev.millrace.flow;

import static dev.millrace.flow.Evidence.build;
import static dev.millrace.flow.Evidence.production;
import static dev.millrace.flow.Evidence.pullRequest;
import static dev.millrace.flow.Story.issue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.Chain.DoneRule;
import dev.millrace.flow.Chain.Rework;
import dev.millrace.flow.ItemFlow.Period;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.FlowEvent.Reviewed;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was done again, and where nothing was done at all. */
class ReworkStoriesTest {

    private static final String LATER = "2026-12-01T00:00:00Z";
    private static final String LONG_AGO = "2025-01-01T00:00:00Z";

    @Test
    void revert_is_rework_and_reopens_nothing_by_itself() {
        ItemFlow flow =
                delivered().with(revert("Revert \"A-1 Add the basket (#1)\"")).flow(LATER);

        assertThat(flow.chain().rework()).isEqualTo(new Rework(0, 0, 0, 1));
        assertThat(flow.chain().doneRule()).isEqualTo(DoneRule.DELIVERED);
        assertThat(flow.stop()).isEqualTo(Instant.parse("2026-01-03T02:00:00Z"));
        assertThat(flow.reopenings()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A-1 Revert to the old basket", "Reverting", "Revert the basket"})
    void change_that_only_talks_of_reverting_has_to_be_delivered_like_any_other(String title) {
        ItemFlow flow = delivered().with(revert(title)).flow(LATER);

        assertThat(flow.chain().rework().reverts()).isZero();
        assertThat(flow.stop()).isEqualTo(Instant.parse("2026-01-05T02:00:00Z"));
    }

    private static Story delivered() {
        return issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-03T00:00:00Z", "Resolved")
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-02T00:00:00Z", "open")
                        .to("2026-01-03T00:00:00Z", "merged")
                        .change(LONG_AGO, deployed("prod 1", "2026-01-03T01:00:00Z", "2026-01-03T02:00:00Z")));
    }

    private static ChainedChange revert(String title) {
        return pullRequest("acme/shop#2")
                .titled(title)
                .opened("2026-01-04T00:00:00Z", "open")
                .to("2026-01-05T00:00:00Z", "merged")
                .change(LONG_AGO, deployed("prod 2", "2026-01-05T01:00:00Z", "2026-01-05T02:00:00Z"));
    }

    @Test
    void review_rounds_returns_to_draft_and_runs_that_had_to_be_repeated_are_counted() {
        ChainedChange change = pullRequest("acme/shop#1")
                .opened("2026-01-02T00:00:00Z", "draft")
                .to("2026-01-02T01:00:00Z", "open")
                .review("2026-01-02T02:00:00Z", Reviewed.CHANGES_REQUESTED)
                .review("2026-01-02T02:30:00Z", Reviewed.CHANGES_REQUESTED) // still the author's turn: the same round
                .commit("2026-01-02T03:00:00Z")
                .botReview("2026-01-02T04:00:00Z", Reviewed.CHANGES_REQUESTED)
                .review("2026-01-02T05:00:00Z", Reviewed.CHANGES_REQUESTED)
                .to("2026-01-02T06:00:00Z", "draft")
                .to("2026-01-02T07:00:00Z", "open")
                .to("2026-01-03T00:00:00Z", "merged")
                .change(
                        LONG_AGO,
                        build("b 1", "2026-01-03T00:00:00Z", "2026-01-03T00:00:00Z", "2026-01-03T01:00:00Z", "failure"),
                        build("b 2", "2026-01-03T02:00:00Z", "2026-01-03T02:00:00Z", "2026-01-03T03:00:00Z", "success"),
                        deployed("prod 1", "2026-01-03T04:00:00Z", "2026-01-03T05:00:00Z"));

        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-03T00:00:00Z", "Resolved")
                .with(change)
                .flow(LATER);

        assertThat(flow.chain().rework()).isEqualTo(new Rework(2, 1, 1, 0));
    }

    @Test
    void run_that_served_two_changes_was_repeated_once() {
        Evidence red = build("b 1", "2026-01-03T00:00:00Z", "2026-01-03T00:00:00Z", "2026-01-03T01:00:00Z", "failure");
        Evidence green =
                build("b 2", "2026-01-03T02:00:00Z", "2026-01-03T02:00:00Z", "2026-01-03T03:00:00Z", "success");
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .with(merged("acme/shop#1").change(LONG_AGO, red, green))
                .with(merged("acme/shop#2").change(LONG_AGO, red, green))
                .flow(LATER);

        assertThat(flow.chain().rework().reruns()).isEqualTo(1);
    }

    @Test
    void active_segment_in_which_the_pull_request_moves_is_not_stalled() {
        ItemFlow quiet =
                issue("A-1").created("2026-01-01T00:00:00Z", "In Progress").flow("2026-01-08T00:00:00Z");
        ItemFlow moving = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-01T00:00:00Z", "draft")
                        .commit("2026-01-04T00:00:00Z")
                        .change(null))
                .flow("2026-01-08T00:00:00Z");

        assertThat(quiet.stalled())
                .containsExactly(
                        new Period(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-08T00:00:00Z")));
        assertThat(moving.stalled()).isEmpty();
    }

    private static Evidence merged(String key) {
        return pullRequest(key).opened("2026-01-02T00:00:00Z", "open").to("2026-01-03T00:00:00Z", "merged");
    }

    private static Evidence deployed(String key, String start, String end) {
        return production(key, start, start, end, "success");
    }
}
