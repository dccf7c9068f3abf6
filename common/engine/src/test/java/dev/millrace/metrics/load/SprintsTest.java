package dev.millrace.metrics.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.metrics.Flows;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.load.Sprints.Outcome;
import dev.millrace.metrics.load.Sprints.SprintFigures;
import dev.millrace.metrics.load.Sprints.Until;
import dev.millrace.metrics.report.Reports;
import dev.millrace.model.Figure;
import dev.millrace.sprint.Sprint;
import dev.millrace.valuestream.DefaultStages;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** One sprint from 1 June to 15 June, looked at on 30 June, unless a test says otherwise. */
class SprintsTest {

    private static final Instant START = Instant.parse("2026-06-01T08:00:00Z");
    private static final Instant END = Instant.parse("2026-06-15T16:00:00Z");
    private static final Instant PLANNED = Instant.parse("2026-06-14T08:00:00Z");
    private static final Instant BEFORE = START.minus(Duration.ofDays(10));
    private static final Instant DURING = START.plus(Duration.ofDays(5));
    private static final Instant LATER = END.plus(Duration.ofDays(3));
    private static final Sprint CLOSED = new Sprint("7", Sprint.State.CLOSED, START, PLANNED, END, "Sprint 7");
    private static final Sprint ACTIVE = new Sprint("7", Sprint.State.ACTIVE, START, PLANNED, null, "Sprint 7");
    private static final ReportRequest JUNE =
            Reports.request("2026-05-01T00:00:00Z", "2026-07-01T00:00:00Z", "2026-06-30T12:00:00Z", "UTC");

    @Test
    void item_in_the_sprint_at_its_start_and_done_at_its_end_is_committed_and_delivered() {
        assertThat(sprint(work("A-1", DURING).sprint(CLOSED, BEFORE, null)).committed())
                .isEqualTo(new Outcome(1, 0, 1, 0, 0));
    }

    @Test
    void item_done_after_the_end_is_committed_and_open() {
        assertThat(sprint(work("A-1", LATER).sprint(CLOSED, BEFORE, null)).committed())
                .isEqualTo(new Outcome(1, 0, 0, 0, 1));
    }

    @Test
    void item_that_comes_after_the_start_is_added_and_not_committed() {
        SprintFigures sprint =
                sprint(work("A-1", LATER.minus(Duration.ofDays(4))).sprint(CLOSED, START.plusMillis(1), null));

        assertThat(sprint.committed()).isEqualTo(new Outcome(0, 0, 0, 0, 0));
        assertThat(sprint.added()).isEqualTo(new Outcome(1, 0, 1, 0, 0));
    }

    @Test
    void item_that_comes_at_the_instant_of_the_start_is_committed() {
        assertThat(sprint(work("A-1", DURING).sprint(CLOSED, START, null)).committed())
                .isEqualTo(new Outcome(1, 0, 1, 0, 0));
    }

    @Test
    void item_that_the_end_of_the_sprint_takes_out_was_in_it_and_one_taken_out_before_is_removed() {
        assertThat(sprint(work("A-1", LATER).sprint(CLOSED, BEFORE, END)).committed())
                .isEqualTo(new Outcome(1, 0, 0, 0, 1));
        assertThat(sprint(work("A-1", DURING).sprint(CLOSED, BEFORE, END.minusMillis(1)))
                        .committed())
                .isEqualTo(new Outcome(1, 1, 0, 0, 0));
    }

    @Test
    void item_that_left_and_tells_only_the_id_is_counted_with_the_dates_that_others_tell() {
        SprintFigures sprint = sprint(
                work("A-1", DURING).sprint(CLOSED, BEFORE, null),
                work("A-2", LATER).sprint(Sprint.ofId("7"), BEFORE, DURING));

        assertThat(sprint.committed()).isEqualTo(new Outcome(2, 1, 1, 0, 0));
    }

    @Test
    void item_done_before_the_sprint_is_in_nothing_and_one_re_opened_in_it_is_added() {
        Instant soon = START.minus(Duration.ofDays(1));
        SprintFigures sprint = sprint(
                work("A-1", soon).sprint(CLOSED, BEFORE, null),
                work("A-2", soon)
                        .in(DefaultStages.IN_PROGRESS, DURING)
                        .in(DefaultStages.DONE, END)
                        .sprint(CLOSED, BEFORE, null));

        assertThat(sprint.committed()).isEqualTo(new Outcome(0, 0, 0, 0, 0));
        assertThat(sprint.added()).isEqualTo(new Outcome(1, 0, 1, 0, 0));
    }

    @Test
    void item_re_opened_after_the_end_was_delivered() {
        assertThat(sprint(work("A-1", DURING)
                                .in(DefaultStages.IN_PROGRESS, LATER)
                                .sprint(CLOSED, BEFORE, null))
                        .committed())
                .isEqualTo(new Outcome(1, 0, 1, 0, 0));
    }

    @Test
    void cancelled_item_is_not_delivered() {
        Flows item = Flows.item("A-1").in(DefaultStages.TO_DO, BEFORE).in(DefaultStages.CANCELLED, DURING);

        assertThat(sprint(item.sprint(CLOSED, BEFORE, null)).committed()).isEqualTo(new Outcome(1, 0, 0, 1, 0));
    }

    @Test
    void item_of_which_nobody_knows_since_when_is_unknown_and_incomplete_history_is_said() {
        SprintFigures sprint = sprint(
                work("A-1", DURING).sprint(CLOSED),
                work("A-2", DURING).incomplete(9, 8).sprint(CLOSED, BEFORE, null));

        assertThat(sprint.unknown()).isEqualTo(1);
        assertThat(sprint.incomplete()).isEqualTo(1);
        assertThat(sprint.committed().items()).isEqualTo(1);
    }

    @Test
    void end_is_what_the_one_tells_that_read_it_last() {
        Instant afterPlan = PLANNED.plus(Duration.ofHours(20));
        SprintFigures both = sprint(
                work("A-1", afterPlan).sprint(ACTIVE, BEFORE, null),
                work("A-2", DURING).sprint(CLOSED, BEFORE, null));

        assertThat(both.until()).isEqualTo(Until.COMPLETED);
        assertThat(both.end()).isEqualTo(END);
        assertThat(both.committed().delivered()).isEqualTo(2);

        SprintFigures planned = sprint(work("A-1", afterPlan).sprint(ACTIVE, BEFORE, null));
        assertThat(planned.until()).isEqualTo(Until.PLANNED_END);
        assertThat(planned.committed()).isEqualTo(new Outcome(1, 0, 0, 0, 1));
    }

    @Test
    void sprint_that_goes_on_is_shown_and_not_in_the_share() {
        ReportRequest inside =
                Reports.request("2026-05-01T00:00:00Z", "2026-07-01T00:00:00Z", "2026-06-10T00:00:00Z", "UTC");

        Sprints sprints = of(inside, work("A-1", DURING).sprint(ACTIVE, BEFORE, null));

        assertThat(sprints.sprints()).singleElement().satisfies(sprint -> {
            assertThat(sprint.until()).isEqualTo(Until.NOW);
            assertThat(sprint.committed().delivered()).isEqualTo(1);
        });
        assertThat(sprints.deliveredShare()).isInstanceOf(Figure.Unknown.class);
    }

    @Test
    void sprints_that_the_window_cuts_or_that_nobody_dates_are_counted_and_not_shown() {
        ReportRequest late =
                Reports.request("2026-06-03T00:00:00Z", "2026-07-01T00:00:00Z", "2026-06-30T12:00:00Z", "UTC");

        Sprints sprints = of(
                late,
                work("A-1", DURING).sprint(CLOSED, BEFORE, null),
                work("A-2", DURING).sprint(Sprint.ofId("8"), BEFORE, DURING));

        assertThat(sprints.sprints()).isEmpty();
        assertThat(sprints.cut()).isEqualTo(1);
        assertThat(sprints.withoutDates()).isEqualTo(1);
    }

    @Test
    void share_is_of_what_was_committed() {
        Sprints sprints = of(
                JUNE,
                work("A-1", DURING).sprint(CLOSED, BEFORE, null),
                work("A-2", LATER).sprint(CLOSED, BEFORE, null),
                work("A-3", END).sprint(CLOSED, DURING, null));

        assertThat(sprints.committed()).isEqualTo(2);
        assertThat(sprints.delivered()).isEqualTo(1);
        assertThat(sprints.deliveredShare()).isEqualTo(Figure.of(0.5));
    }

    @Test
    void reports_without_sprints_have_none() {
        assertThat(of(JUNE, work("A-1", DURING)).none()).isTrue();
    }

    private static Flows work(String key, Instant done) {
        return Flows.item(key)
                .in(DefaultStages.TO_DO, BEFORE)
                .in(DefaultStages.IN_PROGRESS, BEFORE.plus(Duration.ofDays(1)))
                .in(DefaultStages.DONE, done);
    }

    private static Sprints of(ReportRequest request, Flows... items) {
        return Reports.report(request, items).of(SprintAccumulator.METRIC);
    }

    private static SprintFigures sprint(Flows... items) {
        Sprints sprints = of(JUNE, items);
        assertThat(sprints.sprints()).hasSize(1);
        return sprints.sprints().get(0);
    }
}
