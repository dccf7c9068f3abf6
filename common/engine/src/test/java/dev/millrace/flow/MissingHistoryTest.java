package dev.millrace.flow;

import static dev.millrace.flow.Story.issue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a history lacks is unknown: it is neither 0 nor somebody's work. */
class MissingHistoryTest {

    private static final String CREATED = "2026-03-02T09:00:00Z";
    private static final String RESOLVED = "2026-03-20T09:00:00Z";
    private static final String LATER = "2026-06-01T00:00:00Z";

    @Test
    void an_issue_imported_closed_stopped_when_its_tool_says_that_it_was_resolved() {
        ItemFlow flow =
                issue("A-1").created(CREATED, "Closed").resolvedByTool(RESOLVED).flow(LATER);

        assertThat(flow.status()).isEqualTo(Status.DONE);
        assertThat(flow.stop()).isEqualTo(Instant.parse(RESOLVED));
        assertThat(flow.leadTime()).isEqualTo(Figure.of(Duration.ofDays(18)));
        assertThat(code(flow.flowTime())).isEqualTo(Code.START_UNMAPPED);
    }

    @Test
    void an_issue_imported_closed_stopped_when_its_history_says_that_it_was_resolved() {
        ItemFlow flow = issue("A-1")
                .created(CREATED, "Closed")
                .resolved(RESOLVED, "Fixed")
                .flow(LATER);

        assertThat(flow.leadTime()).isEqualTo(Figure.of(Duration.ofDays(18)));
    }

    @Test
    void an_issue_imported_closed_that_nobody_resolved_is_done_nobody_knows_when() {
        ItemFlow flow = issue("A-1")
                .created(CREATED, "Closed")
                .shows("Closed", "2026-04-01T00:00:00Z")
                .flow(LATER);

        assertThat(flow.status()).isEqualTo(Status.DONE);
        assertThat(flow.stopKnown()).isFalse();
        assertThat(flow.knownStop()).isNull();
        assertThat(flow.earliestStop()).isEqualTo(Instant.parse(CREATED));
        assertThat(code(flow.leadTime())).isEqualTo(Code.STOP_UNKNOWN);
        assertThat(flow.flowTime().measured()).isEmpty();
        assertThat(flow.efficiency().measured()).isEmpty();
    }

    @Test
    void an_issue_imported_cancelled_that_nobody_resolved_is_cancelled_nobody_knows_when() {
        Story story = issue("A-1").created(CREATED, "Closed").resolved("2026-02-01T00:00:00Z", "Duplicate");
        assertThat(story.flow(LATER).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void an_imported_issue_was_not_done_yet_before_it_was_resolved() {
        ItemFlow flow =
                issue("A-1").created(CREATED, "Closed").resolvedByTool(RESOLVED).flow("2026-03-10T00:00:00Z");

        assertThat(flow.status()).isEqualTo(Status.NOT_STARTED);
    }

    @Test
    void an_issue_imported_closed_and_reopened_was_not_done_when_it_was_created() {
        ItemFlow flow = issue("A-1")
                .created(CREATED, "Closed")
                .to("2026-04-20T09:00:00Z", "In Progress")
                .flow(LATER);

        assertThat(flow.cycle()).isEqualTo(1);
        assertThat(flow.status()).isEqualTo(Status.IN_FLOW);
        assertThat(flow.start()).isEqualTo(Instant.parse("2026-04-20T09:00:00Z"));
    }

    @Test
    void what_the_tool_shows_decides_that_an_item_is_done_and_the_time_since_its_last_entry_is_unmapped() {
        ItemFlow flow = issue("A-1")
                .created(CREATED, "Open")
                .to("2026-03-03T09:00:00Z", "In Progress")
                .shows("Closed", RESOLVED)
                .resolvedByTool(RESOLVED)
                .flow(LATER);

        assertThat(flow.status()).isEqualTo(Status.DONE);
        assertThat(flow.start()).isEqualTo(Instant.parse("2026-03-03T09:00:00Z"));
        assertThat(flow.stop()).isEqualTo(Instant.parse(RESOLVED));
        assertThat(flow.totals().unmapped()).isEqualTo(Duration.ofDays(17));
        assertThat(code(flow.efficiency())).isEqualTo(Code.UNMAPPED_STATE);
        assertThat(flow.leadTime()).isEqualTo(Figure.of(Duration.ofDays(18)));
    }

    @Test
    void what_the_tool_shows_done_without_a_time_is_done_nobody_knows_when() {
        ItemFlow flow = issue("A-1")
                .created(CREATED, "Open")
                .to("2026-03-03T09:00:00Z", "In Progress")
                .shows("Closed", RESOLVED)
                .flow(LATER);

        assertThat(flow.status()).isEqualTo(Status.DONE);
        assertThat(code(flow.leadTime())).isEqualTo(Code.STOP_UNKNOWN);
        assertThat(code(flow.flowTime())).isEqualTo(Code.STOP_UNKNOWN);
        assertThat(flow.earliestStop()).isEqualTo(Instant.parse("2026-03-03T09:00:00Z"));
        assertThat(flow.stop()).isEqualTo(Instant.parse(RESOLVED));
    }

    @Test
    void an_item_whose_history_ends_done_is_open_where_the_tool_shows_it_in_progress() {
        ItemFlow flow = issue("A-1")
                .created(CREATED, "Open")
                .to("2026-03-03T09:00:00Z", "In Progress")
                .to("2026-03-09T09:00:00Z", "Closed")
                .shows("In Progress", "2026-03-12T09:00:00Z")
                .flow("2026-03-22T09:00:00Z");

        assertThat(flow.status()).isEqualTo(Status.IN_FLOW);
        assertThat(flow.totals().active()).isEqualTo(Duration.ofDays(6 + 10));
        assertThat(flow.totals().unmapped()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void a_state_that_was_read_after_the_report_tells_nothing_of_it() {
        ItemFlow flow = issue("A-1")
                .created(CREATED, "Open")
                .to("2026-03-03T09:00:00Z", "In Progress")
                .shows("Closed", RESOLVED)
                .resolvedByTool(RESOLVED)
                .flow("2026-03-10T09:00:00Z");

        assertThat(flow.status()).isEqualTo(Status.IN_FLOW);
        assertThat(flow.totals().active()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void a_resolution_of_later_tells_nothing_of_a_report_before_it() {
        Story story = issue("A-1")
                .created(CREATED, "In Progress")
                .to("2026-03-10T09:00:00Z", "Closed")
                .resolved("2026-03-20T09:00:00Z", "Duplicate");

        assertThat(story.flow("2026-03-15T09:00:00Z").status()).isEqualTo(Status.DONE);
        assertThat(story.flow(LATER).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void time_between_two_entries_that_do_not_meet_is_unmapped() {
        ItemFlow flow = issue("A-1")
                .created(CREATED, "Open")
                .to("2026-03-03T09:00:00Z", "In Progress")
                .changed("2026-03-07T09:00:00Z", "In Review", "In Test")
                .to("2026-03-09T09:00:00Z", "Closed")
                .flow(LATER);

        assertThat(flow.start()).isEqualTo(Instant.parse("2026-03-03T09:00:00Z"));
        assertThat(flow.totals().unmapped()).isEqualTo(Duration.ofDays(4));
        assertThat(flow.totals().active()).isEqualTo(Duration.ofDays(2));
        assertThat(flow.flowTime()).isEqualTo(Figure.of(Duration.ofDays(6)));
        assertThat(code(flow.efficiency())).isEqualTo(Code.UNMAPPED_STATE);
    }

    @Test
    void entries_that_do_not_meet_in_one_instant_leave_no_time_between_them() {
        ItemFlow flow = issue("A-1")
                .created(CREATED, "Open")
                .to("2026-03-03T09:00:00Z", "In Progress")
                .changed("2026-03-03T09:00:00Z", "In Review", "In Test")
                .to("2026-03-09T09:00:00Z", "Closed")
                .flow(LATER);

        assertThat(flow.totals().unmapped()).isZero();
        assertThat(flow.totals().active()).isEqualTo(Duration.ofDays(6));
    }

    @Test
    void lead_time_of_an_issue_created_after_its_first_change_is_contradictory() {
        ItemFlow flow = issue("A-1")
                .created("2026-03-10T09:00:00Z", "Open")
                .to("2026-03-05T09:00:00Z", "In Progress")
                .to("2026-03-12T09:00:00Z", "Closed")
                .flow(LATER);

        assertThat(flow.flowTime()).isEqualTo(Figure.of(Duration.ofDays(7)));
        assertThat(flow.leadTime()).isInstanceOf(Figure.Contradictory.class);
        assertThat(code(flow.leadTime())).isEqualTo(Code.CREATED_AFTER_CHANGE);
    }

    @Test
    void flow_time_is_contradictory_too_where_it_was_begun_before_its_first_change() {
        ItemFlow flow = issue("A-1")
                .created("2026-03-10T09:00:00Z", "In Progress")
                .to("2026-03-05T09:00:00Z", "In Review")
                .to("2026-03-12T09:00:00Z", "Closed")
                .flow(LATER);

        assertThat(flow.flowTime()).isInstanceOf(Figure.Contradictory.class);
        assertThat(flow.efficiency()).isInstanceOf(Figure.Contradictory.class);
    }

    @Test
    void work_that_took_no_time_started_the_item() {
        ItemFlow flow = issue("A-1")
                .created(CREATED, "Open")
                .to("2026-03-05T09:00:00Z", "In Progress")
                .to("2026-03-05T09:00:00Z", "Closed")
                .flow(LATER);

        assertThat(flow.flowTime()).isEqualTo(Figure.of(Duration.ZERO));
        assertThat(flow.leadTime()).isEqualTo(Figure.of(Duration.ofDays(3)));
        assertThat(code(flow.efficiency())).isEqualTo(Code.NO_TIME);
    }

    @Test
    void work_that_took_no_time_started_the_cycle_that_it_was_in() {
        List<ItemFlow> cycles = issue("A-1")
                .created(CREATED, "Open")
                .to("2026-03-05T09:00:00Z", "In Progress")
                .to("2026-03-05T09:00:00Z", "Closed")
                .to("2026-05-05T09:00:00Z", "Open")
                .to("2026-05-06T09:00:00Z", "In Progress")
                .to("2026-05-06T09:00:00Z", "Closed")
                .flows(LATER);

        assertThat(cycles)
                .extracting(ItemFlow::start)
                .containsExactly(Instant.parse("2026-03-05T09:00:00Z"), Instant.parse("2026-05-06T09:00:00Z"));
    }

    @Test
    void efficiency_is_unknown_where_the_item_never_waited_and_has_no_change() {
        ItemFlow flow = issue("A-1")
                .created(CREATED, "Open")
                .to("2026-03-05T09:00:00Z", "In Progress")
                .to("2026-03-07T09:00:00Z", "Closed")
                .flow(LATER);

        assertThat(code(flow.efficiency())).isEqualTo(Code.WAITING_NOT_OBSERVABLE);
    }

    @Test
    void efficiency_is_measured_where_the_item_or_a_sub_task_was_in_a_waiting_stage_if_only_in_passing() {
        Story own = issue("A-1")
                .created(CREATED, "Open")
                .to("2026-03-05T09:00:00Z", "In Review")
                .to("2026-03-05T09:00:00Z", "In Progress")
                .to("2026-03-07T09:00:00Z", "Closed");
        Story child = issue("A-2").created(CREATED, "Open").to("2026-03-05T09:00:00Z", "In Review");
        Story parent = issue("A-3")
                .created(CREATED, "Open")
                .to("2026-03-05T09:00:00Z", "In Progress")
                .to("2026-03-07T09:00:00Z", "Closed")
                .subTask(child);

        assertThat(own.flow(LATER).efficiency()).isEqualTo(Figure.of(1.0));
        assertThat(parent.flow(LATER).efficiency()).isEqualTo(Figure.of(1.0));
    }

    @Test
    void a_sub_task_claims_nothing_of_its_parent_before_it_was_its_part_and_none_of_its_visits_is_lost() {
        Story parent = issue("A-1").created("2026-03-05T00:00:00Z", "Open");
        Story child = issue("A-2")
                .created("2026-03-01T00:00:00Z", "In Progress")
                .to("2026-03-03T00:00:00Z", "Open")
                .becamePartOf("2026-03-07T00:00:00Z", parent)
                .to("2026-03-06T00:00:00Z", "In Progress")
                .to("2026-03-09T00:00:00Z", "Closed");
        ItemFlow flow = parent.subTask(child).flow("2026-03-20T00:00:00Z");

        assertThat(flow.start()).isEqualTo(Instant.parse("2026-03-07T00:00:00Z"));
        assertThat(flow.totals().active()).isEqualTo(Duration.ofDays(2));
        assertThat(flow.visits().stream()
                        .filter(visit -> visit.artifact().nativeId().equals("A2")))
                .hasSize(4);
    }

    @Test
    void a_sub_task_that_left_its_parent_for_a_time_claims_nothing_of_it_then() {
        Story parent = issue("A-1").created("2026-03-01T00:00:00Z", "Open");
        Story other = issue("A-9").created("2026-03-01T00:00:00Z", "Open");
        Story child = issue("A-2")
                .bornAsPartOf(parent)
                .created("2026-03-01T00:00:00Z", "In Progress")
                .becamePartOf("2026-03-04T00:00:00Z", other)
                .becamePartOf("2026-03-08T00:00:00Z", parent)
                .to("2026-03-09T00:00:00Z", "Closed");
        ItemFlow flow = parent.subTask(child).flow("2026-03-20T00:00:00Z");

        assertThat(flow.totals().active()).isEqualTo(Duration.ofDays(3 + 1));
    }

    private static Code code(Figure<?> figure) {
        return figure.reason().orElseThrow().code();
    }
}
