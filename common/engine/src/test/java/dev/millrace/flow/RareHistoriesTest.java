package dev.millrace.flow;

import static dev.millrace.flow.Story.issue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.DefaultStages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What random histories seldom meet: which sub-task is named, parents that are shown and not logged, resolutions that were cleared. */
class RareHistoriesTest {

    private static final String LATER = "2026-06-01T00:00:00Z";

    @Test
    void of_two_sub_tasks_the_one_further_downstream_is_named_in_whatever_order_they_stand() {
        Story tested = issue("A-2").created("2026-01-01T00:00:00Z", "In Test");
        Story written = issue("A-3").created("2026-01-01T00:00:00Z", "In Progress");

        assertThat(parentOf(tested, written).segments()).singleElement().satisfies(segment -> {
            assertThat(segment.stage()).isEqualTo(DefaultStages.IN_TEST);
            assertThat(segment.source()).isEqualTo(tested.history().artifact());
        });
        assertThat(parentOf(written, tested).segments()).singleElement().satisfies(segment -> {
            assertThat(segment.stage()).isEqualTo(DefaultStages.IN_TEST);
            assertThat(segment.source()).isEqualTo(tested.history().artifact());
        });
    }

    @Test
    void of_two_sub_tasks_in_one_stage_the_first_is_named() {
        Story one = issue("A-2").created("2026-01-01T00:00:00Z", "In Progress");
        Story other = issue("A-3").created("2026-01-01T00:00:00Z", "In Progress");

        assertThat(parentOf(one, other).segments())
                .extracting(Segment::source)
                .containsExactly(one.history().artifact());
    }

    private static ItemFlow parentOf(Story one, Story other) {
        return issue("A-1")
                .created("2026-01-01T00:00:00Z", "Open")
                .subTask(one)
                .subTask(other)
                .flow(LATER);
    }

    @Test
    void sub_task_whose_tool_shows_this_parent_belongs_to_it_since_it_was_last_touched() {
        Story parent = issue("A-1").created("2026-01-01T00:00:00Z", "Open");
        Story child = issue("A-2")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .becamePartOf("2026-01-03T00:00:00Z", issue("A-9"))
                .bornAsPartOf(parent)
                .shows("In Progress", "2026-01-06T00:00:00Z");

        assertThat(parent.subTask(child).flow(LATER).start()).isEqualTo(Instant.parse("2026-01-06T00:00:00Z"));
    }

    @Test
    void sub_task_belongs_to_no_shown_parent_before_the_entry_that_led_elsewhere() {
        Story parent = issue("A-1").created("2026-01-01T00:00:00Z", "Open");
        Story child = issue("A-2")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .becamePartOf("2026-01-03T00:00:00Z", issue("A-9"))
                .bornAsPartOf(parent)
                .shows("In Progress", "2026-01-02T00:00:00Z");

        assertThat(parent.subTask(child).flow(LATER).start()).isEqualTo(Instant.parse("2026-01-03T00:00:00Z"));
    }

    @Test
    void sub_task_that_left_and_whose_tool_shows_another_parent_claims_nothing() {
        Story parent = issue("A-1").created("2026-01-01T00:00:00Z", "Open");
        Story child = issue("A-2")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .becamePartOf("2026-01-03T00:00:00Z", issue("A-9"));

        assertThat(parent.subTask(child).flow(LATER).status()).isEqualTo(Status.NOT_STARTED);
    }

    @Test
    void resolution_cleared_by_the_reopen_itself_was_the_time_it_was_done_at() {
        List<Segment> segments = issue("A-1")
                .created("2026-02-03T00:00:00Z", "Resolved")
                .resolved("2026-03-01T00:00:00Z", "Fixed")
                .to("2026-03-09T00:00:00Z", "In Progress")
                .resolved("2026-03-09T00:00:00Z", null)
                .flow(LATER)
                .segments();

        assertThat(segments)
                .extracting(Segment::start, Segment::rule)
                .startsWith(
                        tuple(Instant.parse("2026-02-03T00:00:00Z"), FlowRule.UNTOLD),
                        tuple(Instant.parse("2026-03-01T00:00:00Z"), FlowRule.CLOSED));
    }

    @Test
    void resolution_cleared_meanwhile_was_no_time_it_was_done_at() {
        ItemFlow flow = issue("A-1")
                .created("2026-02-03T00:00:00Z", "Resolved")
                .resolved("2026-03-01T00:00:00Z", "Fixed")
                .resolved("2026-03-03T00:00:00Z", null)
                .resolved("2026-03-05T00:00:00Z", "Fixed")
                .flow(LATER);

        assertThat(flow.leadTime()).isEqualTo(Figure.of(Duration.ofDays(30)));
    }

    @Test
    void cancelled_item_has_no_lead_time_because_it_was_cancelled() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "Open")
                .to("2026-01-05T00:00:00Z", "Resolved")
                .resolved("2026-01-05T00:00:00Z", "Duplicate")
                .flow(LATER);

        assertThat(flow.leadTime()).isEqualTo(Figure.notApplicable(Reason.Code.CANCELLED));
        assertThat(flow.earliestStop()).isEqualTo(Instant.parse("2026-01-05T00:00:00Z"));
    }

    @Test
    void item_shown_done_in_the_instant_of_its_creation_stopped_then_at_the_earliest() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "Resolved")
                .shows("Resolved", "2026-01-01T00:00:00Z")
                .flow(LATER);

        assertThat(flow.stopKnown()).isFalse();
        assertThat(flow.earliestStop()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }
}
