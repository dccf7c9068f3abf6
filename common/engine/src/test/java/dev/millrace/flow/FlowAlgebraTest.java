package dev.millrace.flow;

import static dev.millrace.flow.Story.issue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.FlowRule.Cause;
import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.DefaultStages;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FlowAlgebraTest {

    private static final String LATER = "2026-12-01T00:00:00Z";

    @Test
    void flag_makes_active_time_wait_until_it_is_taken_down() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .flag("2026-01-02T00:00:00Z", true)
                .flag("2026-01-03T00:00:00Z", false)
                .to("2026-01-05T00:00:00Z", "Resolved")
                .flow(LATER);

        assertThat(flow.totals().active()).isEqualTo(Duration.ofDays(3));
        assertThat(flow.totals().waiting()).isEqualTo(Duration.ofDays(1));
        assertThat(flow.segments().get(1).cause()).isEqualTo(Cause.FLAG);
        assertThat(flow.segments().get(1).stage()).isEqualTo(DefaultStages.BLOCKED);
    }

    @Test
    void flag_in_the_backlog_does_not_start_the_item() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "Open")
                .flag("2026-01-02T00:00:00Z", true)
                .to("2026-01-05T00:00:00Z", "In Progress")
                .flow("2026-01-06T00:00:00Z");

        assertThat(flow.start()).isEqualTo(Instant.parse("2026-01-05T00:00:00Z"));
        assertThat(flow.totals().waiting()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void blocking_link_counts_until_its_blocker_is_closed() {
        Story blocker = issue("A-2").created("2026-01-01T00:00:00Z", "Open").to("2026-01-04T00:00:00Z", "Closed");
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .blockedBy("2026-01-02T00:00:00Z", blocker, true)
                .to("2026-01-10T00:00:00Z", "Resolved")
                .flow(LATER);

        assertThat(flow.totals().waiting()).isEqualTo(Duration.ofDays(2));
        assertThat(flow.segments().get(1).cause()).isEqualTo(Cause.BLOCKING_LINK);
    }

    @Test
    void blocking_link_to_something_not_captured_claims_nothing() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .blockedByUncaptured("2026-01-02T00:00:00Z", "X-9")
                .to("2026-01-10T00:00:00Z", "Resolved")
                .flow(LATER);

        assertThat(flow.totals().waiting()).isZero();
    }

    @Test
    void time_in_a_state_nobody_defined_is_unmapped_and_makes_the_efficiency_unknown() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-02T00:00:00Z", "Patch Available")
                .to("2026-01-05T00:00:00Z", "Resolved")
                .flow(LATER);

        assertThat(flow.totals().unmapped()).isEqualTo(Duration.ofDays(3));
        assertThat(flow.flowTime()).isEqualTo(Figure.of(Duration.ofDays(4)));
        assertThat(flow.efficiency().reason()).map(Reason::code).contains(Reason.Code.UNMAPPED_STATE);
    }

    @Test
    void only_unknown_states_before_done_leave_the_start_unknown_and_not_missing() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "Open")
                .to("2026-01-02T00:00:00Z", "Patch Available")
                .to("2026-01-05T00:00:00Z", "Resolved")
                .flow(LATER);

        assertThat(flow.flowTime().reason()).map(Reason::code).contains(Reason.Code.START_UNMAPPED);
    }

    @Test
    void efficiency_is_unknown_where_no_waiting_could_have_been_seen() {
        Story story =
                issue("B-1").created("2026-01-01T00:00:00Z", "In Progress").to("2026-01-02T00:00:00Z", "Resolved");

        assertThat(story.inProject("B").flow(LATER).efficiency().reason())
                .map(Reason::code)
                .contains(Reason.Code.WAITING_NOT_OBSERVABLE);
        // that another issue of project A was in review proves nothing of this one
        assertThat(story.inProject("A").flow(LATER).efficiency().reason())
                .map(Reason::code)
                .contains(Reason.Code.WAITING_NOT_OBSERVABLE);
    }

    @Test
    void open_item_has_an_age_and_not_a_flow_time() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "Open")
                .to("2026-01-02T00:00:00Z", "In Progress")
                .flow("2026-01-09T00:00:00Z");

        assertThat(flow.status()).isEqualTo(Status.IN_FLOW);
        assertThat(flow.flowTime()).isEqualTo(new Figure.Open<>(Duration.ofDays(7)));
    }

    @Test
    void what_happens_after_the_report_is_not_in_it() {
        Story story = issue("A-1")
                .created("2026-01-01T00:00:00Z", "Open")
                .to("2026-01-02T00:00:00Z", "In Progress")
                .to("2026-01-05T00:00:00Z", "Resolved")
                .resolved("2026-01-05T00:00:00Z", "Won't Fix");

        assertThat(story.flows("2025-12-31T00:00:00Z")).isEmpty();
        assertThat(story.flow("2026-01-01T12:00:00Z").status()).isEqualTo(Status.NOT_STARTED);
        assertThat(story.flow("2026-01-03T00:00:00Z").totals().active()).isEqualTo(Duration.ofDays(1));
        assertThat(story.flow(LATER).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void transition_in_the_instant_of_the_report_has_happened_and_taken_no_time() {
        Story story = issue("A-1")
                .created("2026-01-01T00:00:00Z", "Open")
                .to("2026-01-02T00:00:00Z", "In Progress")
                .to("2026-01-05T00:00:00Z", "Resolved");

        assertThat(story.flow("2026-01-01T00:00:00Z").status()).isEqualTo(Status.NOT_STARTED);
        assertThat(story.flow("2026-01-02T00:00:00Z").status()).isEqualTo(Status.IN_FLOW);
        assertThat(story.flow("2026-01-05T00:00:00Z").flowTime()).isEqualTo(Figure.of(Duration.ofDays(3)));
    }

    @Test
    void resolution_corrected_after_closing_decides_what_the_item_became() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-05T00:00:00Z", "Resolved")
                .resolved("2026-01-05T00:00:00Z", "Won't Fix")
                .resolved("2026-01-06T00:00:00Z", "Fixed")
                .flow(LATER);

        assertThat(flow.status()).isEqualTo(Status.DONE);
        assertThat(flow.stop()).isEqualTo(Instant.parse("2026-01-05T00:00:00Z"));
    }

    @Test
    void resolution_cleared_by_the_reopening_does_not_reach_back_into_the_closed_visit() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-05T00:00:00Z", "Closed")
                .resolved("2026-01-05T00:00:00Z", "Duplicate")
                .to("2026-01-06T00:00:00Z", "Reopened")
                .resolved("2026-01-06T00:00:00Z", null)
                .flow("2026-01-07T00:00:00Z");

        assertThat(flow.visits().get(1).stage()).isEqualTo(DefaultStages.CANCELLED);
        assertThat(flow.totals().closedGap()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void active_segment_without_any_event_for_five_days_is_reported_as_stalled() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .retyped("2026-01-03T00:00:00Z", "Story")
                .to("2026-01-09T00:00:00Z", "Resolved")
                .flow(LATER);

        assertThat(flow.stalled())
                .containsExactly(new ItemFlow.Period(
                        Instant.parse("2026-01-03T00:00:00Z"), Instant.parse("2026-01-09T00:00:00Z")));
        assertThat(flow.totals().active()).isEqualTo(Duration.ofDays(8));
    }

    @Test
    void leaving_a_blocked_stage_is_no_backward_move() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Test")
                .to("2026-01-02T00:00:00Z", "Blocked")
                .to("2026-01-03T00:00:00Z", "In Test")
                .to("2026-01-04T00:00:00Z", "In Progress")
                .flow(LATER);

        assertThat(flow.backwardMoves()).isEqualTo(1);
    }

    @Test
    void change_older_than_the_creation_of_an_imported_issue_is_kept() {
        ItemFlow flow = issue("A-1")
                .created("2026-02-01T00:00:00Z", "Open")
                .to("2026-01-02T00:00:00Z", "In Progress")
                .to("2026-02-05T00:00:00Z", "Resolved")
                .flow(LATER);

        assertThat(flow.visits()).hasSize(3);
        assertThat(flow.flowTime()).isEqualTo(Figure.of(Duration.ofDays(34)));
    }

    @Test
    void started_and_done_in_one_instant_took_no_time() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "Open")
                .to("2026-01-02T00:00:00Z", "In Progress")
                .to("2026-01-02T00:00:00Z", "Resolved")
                .flow(LATER);

        assertThat(flow.visits()).hasSize(3);
        assertThat(flow.flowTime()).isEqualTo(Figure.of(Duration.ZERO));
    }
}
