package dev.millrace.flow;

import static dev.millrace.flow.Story.issue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.ItemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The golden stories of the design that need only issues. Every expected figure was worked out by hand. */
class GoldenStoriesTest {

    private static final String LATER = "2026-12-01T00:00:00Z";

    @Test
    void plain_item_runs_from_first_active_stage_to_done() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T09:00:00Z", "Open")
                .to("2026-01-03T09:00:00Z", "In Progress")
                .to("2026-01-04T09:00:00Z", "In Review")
                .to("2026-01-04T15:00:00Z", "Resolved")
                .flow(LATER);

        assertThat(flow.status()).isEqualTo(Status.DONE);
        assertThat(flow.flowTime()).isEqualTo(Figure.of(Duration.ofHours(30)));
        assertThat(flow.leadTime()).isEqualTo(Figure.of(Duration.ofHours(78)));
        assertThat(flow.totals().active()).isEqualTo(Duration.ofHours(24));
        assertThat(flow.totals().waiting()).isEqualTo(Duration.ofHours(6));
        assertThat(flow.efficiency()).isEqualTo(Figure.of(0.8));
    }

    @Test
    void reopened_after_three_days_extends_the_item_and_shows_the_closed_gap() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "Open")
                .to("2026-01-02T00:00:00Z", "In Progress")
                .to("2026-01-05T00:00:00Z", "Resolved")
                .to("2026-01-08T00:00:00Z", "Reopened")
                .to("2026-01-09T00:00:00Z", "In Progress")
                .to("2026-01-10T00:00:00Z", "Closed")
                .flow(LATER);

        assertThat(flow.flowTime()).isEqualTo(Figure.of(Duration.ofDays(8)));
        assertThat(flow.totals())
                .isEqualTo(new FlowTotals(
                        Duration.ofDays(4), Duration.ZERO, Duration.ofDays(1), Duration.ofDays(3), Duration.ZERO));
        assertThat(flow.reopenings()).isEqualTo(1);
    }

    @Test
    void reopened_after_thirty_days_starts_a_new_cycle_and_leaves_the_first_one_done() {
        List<ItemFlow> flows = issue("A-1")
                .created("2026-01-01T00:00:00Z", "Open")
                .to("2026-01-02T00:00:00Z", "In Progress")
                .to("2026-01-05T00:00:00Z", "Resolved")
                .to("2026-02-04T00:00:00Z", "Reopened")
                .to("2026-02-05T00:00:00Z", "In Progress")
                .to("2026-02-06T00:00:00Z", "Closed")
                .flows(LATER);

        assertThat(flows).hasSize(2);
        assertThat(flows.get(0).flowTime()).isEqualTo(Figure.of(Duration.ofDays(3)));
        assertThat(flows.get(0).stop()).isEqualTo(Instant.parse("2026-01-05T00:00:00Z"));
        assertThat(flows.get(1).cycle()).isEqualTo(2);
        assertThat(flows.get(1).flowTime()).isEqualTo(Figure.of(Duration.ofDays(1)));
        assertThat(flows.get(1).leadTime()).isEqualTo(Figure.of(Duration.ofDays(2)));
        assertThat(flows.get(0).reopenings() + flows.get(1).reopenings()).isZero();
    }

    @Test
    void reopened_on_the_fourteenth_day_still_extends_and_a_millisecond_later_does_not() {
        assertThat(reopenedAt("2026-01-19T00:00:00.000Z")).hasSize(1);
        assertThat(reopenedAt("2026-01-19T00:00:00.001Z")).hasSize(2);
    }

    private static List<ItemFlow> reopenedAt(String instant) {
        return issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-05T00:00:00Z", "Resolved")
                .to(instant, "In Progress")
                .flows(LATER);
    }

    @Test
    void resolved_then_closed_is_one_run_and_the_item_stopped_when_it_was_resolved() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "Open")
                .to("2026-01-02T00:00:00Z", "In Progress")
                .to("2026-01-03T00:00:00Z", "Resolved")
                .to("2026-03-03T00:00:00Z", "Closed")
                .flow(LATER);

        assertThat(flow.stop()).isEqualTo(Instant.parse("2026-01-03T00:00:00Z"));
        assertThat(flow.flowTime()).isEqualTo(Figure.of(Duration.ofDays(1)));
        assertThat(flow.visits()).hasSize(4);
    }

    @Test
    void two_review_visits_a_month_apart_are_both_kept_and_sum_to_six_days_not_thirty_three() {
        ItemFlow flow = issue("A-1")
                .created("2026-09-30T00:00:00Z", "In Progress")
                .to("2026-10-01T00:00:00Z", "In Review")
                .to("2026-10-05T00:00:00Z", "In Progress")
                .to("2026-11-01T00:00:00Z", "In Review")
                .to("2026-11-03T00:00:00Z", "Resolved")
                .flow(LATER);

        List<Visit> reviews = flow.visits().stream()
                .filter(visit -> visit.state().name().equals("In Review"))
                .toList();
        assertThat(reviews).hasSize(2);
        assertThat(flow.totals().waiting()).isEqualTo(Duration.ofDays(6));
        assertThat(flow.totals().active()).isEqualTo(Duration.ofDays(28));
        assertThat(flow.backwardMoves()).isEqualTo(1);
    }

    @Test
    void sub_task_folds_into_its_parent_and_keeps_it_active_while_the_parent_says_open() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "Open")
                .to("2026-01-10T00:00:00Z", "Resolved")
                .subTask(issue("A-2")
                        .created("2026-01-01T00:00:00Z", "Open")
                        .to("2026-01-03T00:00:00Z", "In Progress")
                        .to("2026-01-05T00:00:00Z", "Resolved"))
                .flow(LATER);

        assertThat(flow.start()).isEqualTo(Instant.parse("2026-01-03T00:00:00Z"));
        assertThat(flow.totals())
                .isEqualTo(new FlowTotals(
                        Duration.ofDays(2), Duration.ZERO, Duration.ofDays(5), Duration.ZERO, Duration.ZERO));
    }

    @Test
    void sub_task_that_goes_on_after_the_parent_is_done_does_not_undo_it() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-10T00:00:00Z", "Resolved")
                .subTask(issue("A-2").created("2026-01-05T00:00:00Z", "In Progress"))
                .flow(LATER);

        assertThat(flow.status()).isEqualTo(Status.DONE);
        assertThat(flow.flowTime()).isEqualTo(Figure.of(Duration.ofDays(9)));
    }

    @Test
    void project_move_changes_the_key_and_nothing_of_the_flow() {
        ItemFlow flow = issue("B-7")
                .inProject("B")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .moved("2026-01-02T00:00:00Z", "A-1")
                .to("2026-01-03T00:00:00Z", "Resolved")
                .flow(LATER);

        assertThat(flow.flowTime()).isEqualTo(Figure.of(Duration.ofDays(2)));
        assertThat(flow.segments()).hasSize(2);
    }

    @Test
    void night_in_which_the_clocks_change_counts_the_hours_that_passed() {
        // Berlin, 29 March 2026: 02:00 becomes 03:00. From 22:00 to 10:00 local time eleven hours pass.
        ItemFlow flow = issue("A-1")
                .created("2026-03-28T21:00:00Z", "In Progress")
                .to("2026-03-29T08:00:00Z", "Resolved")
                .flow(LATER);

        assertThat(flow.flowTime()).isEqualTo(Figure.of(Duration.ofHours(11)));
    }

    @Test
    void cancelled_item_has_a_count_of_its_own_and_no_flow_time() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "Open")
                .to("2026-01-02T00:00:00Z", "In Progress")
                .to("2026-01-04T00:00:00Z", "Resolved")
                .resolved("2026-01-04T00:00:00Z", "Won't Fix")
                .flow(LATER);

        assertThat(flow.status()).isEqualTo(Status.CANCELLED);
        assertThat(flow.totals().elapsed()).isEqualTo(Duration.ofDays(2));
        assertThat(flow.flowTime()).isEqualTo(Figure.notApplicable(Reason.Code.CANCELLED));
    }

    @Test
    void done_item_that_never_started_says_so_and_has_a_lead_time() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "Open")
                .to("2026-01-04T00:00:00Z", "Closed")
                .flow(LATER);

        assertThat(flow.leadTime()).isEqualTo(Figure.of(Duration.ofDays(3)));
        assertThat(flow.flowTime().reason()).map(Reason::code).contains(Reason.Code.NEVER_STARTED);
        assertThat(flow.flowTime().reason())
                .map(Reason::detail)
                .get()
                .asString()
                .contains("Open -> Closed");
    }

    @Test
    void type_is_the_one_at_completion_whatever_it_becomes_later() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-04T00:00:00Z", "Closed")
                .retyped("2026-02-01T00:00:00Z", "Story")
                .flow(LATER);

        assertThat(flow.type()).isEqualTo(ItemType.DEFECT);
    }
}
