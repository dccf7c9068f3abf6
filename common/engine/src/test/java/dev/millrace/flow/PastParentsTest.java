package dev.millrace.flow;

import static dev.millrace.flow.Story.issue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.model.SegmentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule S9: an issue gives its time to the item that it was a part of at that instant, and nothing is counted twice. */
class PastParentsTest {

    private static final String LATER = "2026-03-31T00:00:00Z";

    private final Story former = issue("A-1").created("2026-03-01T00:00:00Z", "Open");
    private final Story present = issue("A-9").created("2026-03-02T00:00:00Z", "Open");

    /** In progress under the one from 2 March on, under the other from 5 March on, done on 8 March. */
    private Story moved() {
        return issue("A-2")
                .bornAsPartOf(former)
                .created("2026-03-02T00:00:00Z", "In Progress")
                .becamePartOf("2026-03-05T00:00:00Z", present)
                .to("2026-03-08T00:00:00Z", "Closed");
    }

    @Test
    void each_parent_has_the_time_in_which_it_was_the_parent() {
        Story child = moved();
        ItemFlow one = former.subTask(child).sharedWith(present).flow(LATER);
        ItemFlow other = present.subTask(child).sharedWith(former).flow(LATER);

        assertThat(one.start()).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
        assertThat(one.totals().active()).isEqualTo(Duration.ofDays(3));
        assertThat(other.start()).isEqualTo(Instant.parse("2026-03-05T00:00:00Z"));
        assertThat(other.totals().active()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void visit_in_which_the_parent_changed_is_cut_there_so_that_nothing_counts_twice() {
        Story child = moved();

        assertThat(visitsOfChild(former.subTask(child).sharedWith(present).flow(LATER)))
                .extracting(visit -> visit.state().name(), Visit::start, Visit::end)
                .containsExactly(tuple(
                        "In Progress", Instant.parse("2026-03-02T00:00:00Z"), Instant.parse("2026-03-05T00:00:00Z")));
        assertThat(visitsOfChild(present.subTask(child).sharedWith(former).flow(LATER)))
                .extracting(visit -> visit.state().name(), Visit::start, Visit::end)
                .containsExactly(
                        tuple(
                                "In Progress",
                                Instant.parse("2026-03-05T00:00:00Z"),
                                Instant.parse("2026-03-08T00:00:00Z")),
                        tuple("Closed", Instant.parse("2026-03-08T00:00:00Z"), null));
    }

    @Test
    void former_parent_goes_on_without_what_the_sub_task_does_elsewhere() {
        Story child = moved().flag("2026-03-06T00:00:00Z", true);
        ItemFlow flow = former.subTask(child).sharedWith(present).flow(LATER);

        assertThat(flow.status()).isEqualTo(Status.IN_FLOW);
        assertThat(flow.totals().waiting()).isZero();
        assertThat(flow.totals().paused()).isEqualTo(Duration.ofDays(26));
    }

    @Test
    void what_a_parent_that_is_no_item_had_stays_with_the_parent_of_today() {
        ItemFlow flow = present.subTask(moved()).flow(LATER);

        assertThat(flow.totals().active()).isEqualTo(Duration.ofDays(3));
        assertThat(visitsOfChild(flow))
                .hasSize(2)
                .first()
                .satisfies(visit -> assertThat(visit.start()).isEqualTo(Instant.parse("2026-03-02T00:00:00Z")));
    }

    /** A sub-task from 2 March on, an issue of its own since 5 March, done on 8 March. */
    private Story promoted() {
        return issue("A-2")
                .bornAsPartOf(former)
                .created("2026-03-02T00:00:00Z", "In Progress")
                .becamePartOf("2026-03-05T00:00:00Z", null)
                .to("2026-03-08T00:00:00Z", "Closed");
    }

    @Test
    void issue_that_was_a_sub_task_starts_when_it_is_one_of_its_own() {
        ItemFlow flow = promoted().sharedWith(former).flow(LATER);

        assertThat(flow.createdAt()).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
        assertThat(flow.start()).isEqualTo(Instant.parse("2026-03-05T00:00:00Z"));
        assertThat(flow.flowTime()).isEqualTo(Figure.of(Duration.ofDays(3)));
        assertThat(flow.leadTime()).isEqualTo(Figure.of(Duration.ofDays(6)));
        assertThat(flow.segments())
                .extracting(segment -> segment.state().name(), Segment::kind)
                .startsWith(
                        tuple("(part of another item)", SegmentKind.NOT_STARTED),
                        tuple("In Progress", SegmentKind.ACTIVE));
        assertThat(flow.visits()).extracting(Visit::start).doesNotContain(Instant.parse("2026-03-02T00:00:00Z"));
    }

    @Test
    void its_former_parent_has_what_it_did_as_a_sub_task() {
        ItemFlow flow = former.subTask(promoted()).flow(LATER);

        assertThat(flow.totals().active()).isEqualTo(Duration.ofDays(3));
        assertThat(visitsOfChild(flow))
                .singleElement()
                .satisfies(visit -> assertThat(visit.end()).isEqualTo(Instant.parse("2026-03-05T00:00:00Z")));
    }

    @Test
    void sub_task_that_was_done_before_it_became_an_issue_never_started_for_itself() {
        ItemFlow flow = issue("A-2")
                .bornAsPartOf(former)
                .created("2026-03-02T00:00:00Z", "In Progress")
                .to("2026-03-04T00:00:00Z", "Closed")
                .becamePartOf("2026-03-09T00:00:00Z", null)
                .sharedWith(former)
                .flow(LATER);

        assertThat(flow.stop()).isEqualTo(Instant.parse("2026-03-04T00:00:00Z"));
        assertThat(flow.flowTime().reason()).map(Reason::code).contains(Reason.Code.NEVER_STARTED);
    }

    @Test
    void issue_that_was_a_sub_task_for_a_time_pauses_meanwhile_and_moves_nowhere_back() {
        ItemFlow flow = issue("A-2")
                .created("2026-03-01T00:00:00Z", "In Review")
                .becamePartOf("2026-03-04T00:00:00Z", former)
                .flag("2026-03-05T00:00:00Z", true)
                .flag("2026-03-06T00:00:00Z", false)
                .becamePartOf("2026-03-08T00:00:00Z", null)
                .to("2026-03-09T00:00:00Z", "Closed")
                .sharedWith(former)
                .flow(LATER);

        assertThat(flow.totals().paused()).isEqualTo(Duration.ofDays(4));
        assertThat(flow.totals().waiting()).isEqualTo(Duration.ofDays(4));
        assertThat(flow.backwardMoves()).isZero();
    }

    @Test
    void hand_offs_and_signs_of_life_of_a_sub_task_are_those_of_the_parent_it_had() {
        Story child = issue("A-2")
                .bornAsPartOf(former)
                .created("2026-03-02T00:00:00Z", "Open")
                .becamePartOf("2026-03-05T00:00:00Z", present)
                .flag("2026-03-12T00:00:00Z", true)
                .flag("2026-03-12T00:00:00Z", false);
        Story working =
                issue("A-1").created("2026-03-01T00:00:00Z", "In Progress").to(LATER, "Closed");

        assertThat(working.subTask(child).flow(LATER).stalled())
                .as("quiet since it left, whatever it did elsewhere")
                .containsExactly(new ItemFlow.Period(Instant.parse("2026-03-02T00:00:00Z"), Instant.parse(LATER)));
    }

    private static List<Visit> visitsOfChild(ItemFlow flow) {
        return flow.visits().stream()
                .filter(visit -> visit.artifact().nativeId().equals("A2"))
                .toList();
    }
}
