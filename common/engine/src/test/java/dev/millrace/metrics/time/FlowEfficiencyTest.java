package dev.millrace.metrics.time;

import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static dev.millrace.valuestream.DefaultStages.IN_REVIEW;
import static dev.millrace.valuestream.DefaultStages.TO_DO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.metrics.FigureState;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.Outcomes;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.Reports;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When an efficiency stands on so little that it must be said. */
class FlowEfficiencyTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void few_items_are_less_than_half_of_those_that_are_done() {
        assertThat(of(2, 2).fewItems()).isFalse();
        assertThat(of(2, 1).fewItems()).isFalse();
        assertThat(of(2, 3).fewItems()).isTrue();
        assertThat(of(0, 0).fewItems()).isFalse();
    }

    @Test
    void items_done_are_those_that_an_efficiency_applies_to() {
        assertThat(of(2, 3).itemsDone()).isEqualTo(5);
    }

    @Test
    void small_part_is_less_than_half_of_the_time() {
        assertThat(of(HOUR, HOUR, HOUR.multipliedBy(4)).smallPart()).isFalse();
        assertThat(of(HOUR, HOUR, HOUR.multipliedBy(4).plusMillis(1)).smallPart())
                .isTrue();
        assertThat(FlowEfficiency.isSmallPart(HOUR, HOUR.multipliedBy(2))).isFalse();
        assertThat(FlowEfficiency.isSmallPart(HOUR, HOUR.multipliedBy(2).plusMillis(1)))
                .isTrue();
    }

    @Test
    void elapsed_time_is_that_of_the_measured_items_with_their_pauses() {
        FlowReport report = Reports.report(
                Reports.request("2026-01-05T00:00:00Z", "2026-02-02T00:00:00Z", "2026-03-01T00:00:00Z", "UTC"),
                Flows.item("TEST-1")
                        .in(IN_PROGRESS, january(6))
                        .in(TO_DO, january(7))
                        .in(IN_REVIEW, january(10))
                        .in(DONE, january(11)),
                Flows.item("TEST-2")
                        .in(IN_PROGRESS, january(6))
                        .in(IN_REVIEW, january(7))
                        .in(DONE, january(9)));

        assertThat(report.efficiency().elapsed()).isEqualTo(Duration.ofDays(5 + 3));
    }

    /** Of items that are measured, those that are unknown, and seven that it does not apply to. */
    private static FlowEfficiency of(long measured, long unknown) {
        return new FlowEfficiency(
                Figure.of(0.5),
                Figure.unknown(Reason.Code.NO_ITEMS, "none"),
                HOUR,
                HOUR,
                HOUR.multipliedBy(2),
                new Outcomes(
                        measured,
                        0,
                        List.of(
                                new Outcomes.Count(FigureState.UNKNOWN, Reason.Code.UNMAPPED_STATE, unknown),
                                new Outcomes.Count(FigureState.NOT_APPLICABLE, Reason.Code.CANCELLED, 7))),
                0);
    }

    private static FlowEfficiency of(Duration active, Duration waiting, Duration elapsed) {
        FlowEfficiency any = of(1, 0);
        return new FlowEfficiency(any.ratio(), any.perItem(), active, waiting, elapsed, any.outcomes(), 0);
    }

    private static Instant january(int day) {
        return Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(day - 1L));
    }
}
