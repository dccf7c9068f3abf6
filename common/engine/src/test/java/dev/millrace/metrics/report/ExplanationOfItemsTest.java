package dev.millrace.metrics.report;

import static dev.millrace.metrics.report.ExplainedItems.FLOWS;
import static dev.millrace.metrics.report.ExplainedItems.REQUEST;
import static dev.millrace.metrics.report.ExplainedItems.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.metrics.load.AgeingAccumulator;
import dev.millrace.metrics.load.DistributionAccumulator;
import dev.millrace.metrics.load.LoadAccumulator;
import dev.millrace.metrics.load.VelocityAccumulator;
import dev.millrace.metrics.outlook.Comparison;
import dev.millrace.metrics.outlook.Forecast;
import dev.millrace.metrics.quality.NeverStartedAccumulator;
import dev.millrace.metrics.quality.QualityAccumulator;
import dev.millrace.metrics.time.TimeAccumulator;
import org.junit.jupiter.api.Test;

/** What each metric that counts items says it is computed from. */
class ExplanationOfItemsTest {

    @Test
    void flow_time_is_made_of_start_and_stop_and_names_what_has_none() {
        assertThat(told(TimeAccumulator.FLOW_TIME)).isEqualTo("""
                        1 start=01-30 stop=02-07 ms=192h
                        9 start=02-12 stop=02-14 ms=48h
                        3 not: NEVER_STARTED
                        4 not: CANCELLED""");
    }

    @Test
    void lead_time_is_made_of_creation_and_stop() {
        assertThat(told(TimeAccumulator.LEAD_TIME)).isEqualTo("""
                        1 created=01-30 stop=02-07 ms=192h
                        3 created=02-10 stop=02-12 ms=48h
                        9 created=02-12 stop=02-14 ms=48h
                        4 not: CANCELLED""");
    }

    @Test
    void velocity_is_made_of_what_stopped_in_the_window_with_its_week() {
        assertThat(told(VelocityAccumulator.METRIC)).isEqualTo("""
                        1 stop=02-07 type=feature done=true isoWeek=2026-W06 fullWeek=true
                        3 stop=02-12 type=feature done=true isoWeek=2026-W07 fullWeek=false
                        4 stop=02-13 type=feature done=false isoWeek=2026-W07 fullWeek=false
                        9 stop=02-14 type=feature done=true isoWeek=2026-W07 fullWeek=false""");
    }

    @Test
    void load_is_made_of_what_was_ever_started_and_touches_the_window() {
        assertThat(told(LoadAccumulator.METRIC)).isEqualTo("""
                        at=02-14T23:59:59.999Z
                        1 start=01-30 stop=02-07
                          type=feature since=01-30
                        2 start=01-20 stop=null
                          type=defect since=01-20
                          type=risk since=02-18
                        4 start=02-11 stop=02-13
                          type=feature since=02-11
                        5 start=02-16 stop=null
                          type=feature since=02-04
                        8 start=02-10 stop=02-15
                          type=feature since=02-10
                        9 start=02-12 stop=02-14
                          type=feature since=02-12""");
    }

    @Test
    void ageing_is_made_of_what_is_in_flow_at_the_end_and_of_what_was_done() {
        assertThat(told(AgeingAccumulator.METRIC)).isEqualTo("""
                        at=02-14T23:59:59.999Z
                        1 role=done ms=192h
                        2 role=in-flow start=01-20 at=02-14T23:59:59.999Z ms=623h stage=in-progress
                        8 role=in-flow start=02-10 at=02-14T23:59:59.999Z ms=119h stage=in-progress
                        9 role=done ms=48h""");
    }

    @Test
    void distribution_is_made_of_what_was_done_and_what_is_in_flow() {
        assertThat(told(DistributionAccumulator.METRIC)).isEqualTo("""
                        at=02-14T23:59:59.999Z
                        1 type=feature done=true inFlow=false
                        2 type=defect done=false inFlow=true
                        3 type=feature done=true inFlow=false
                        8 type=feature done=false inFlow=true
                        9 type=feature done=true inFlow=false""");
    }

    @Test
    void comparison_is_made_of_what_was_done_in_either_window_or_in_flow_at_its_end() {
        assertThat(told(Comparison.METRIC)).isEqualTo("""
                        seed=20260103 resamples=1000 fullWeeksAfter=1 fullWeeksBefore=1
                        1 role=before start=01-30 inFlow=true
                        1 role=after stop=02-07 fullWeek=true flowTimeMs=192h leadTimeMs=192h activeMs=60h waitingMs=132h
                        2 role=before start=01-20 inFlow=true
                        2 role=after start=01-20 inFlow=true
                        3 role=after stop=02-12 fullWeek=false leadTimeMs=48h
                        6 role=before stop=01-25 fullWeek=true flowTimeMs=120h leadTimeMs=120h activeMs=120h waitingMs=0h
                        8 role=after start=02-10 inFlow=true
                        9 role=after stop=02-14 fullWeek=false flowTimeMs=48h leadTimeMs=48h""");
    }

    @Test
    void never_started_is_made_of_what_was_done() {
        assertThat(told(NeverStartedAccumulator.METRIC)).isEqualTo("""
                        1 start=01-30
                        3 start=null
                        9 start=02-12""");
    }

    @Test
    void data_quality_counts_what_weakens_the_figures_of_each_item() {
        assertThat(told(QualityAccumulator.METRIC)).isEqualTo("""
                        1 incomplete=0 subTasksAlone=0 unmapped=0 reopened=2 reopenedLate=0 backwardMoves=1 stalled=0
                        2 incomplete=1 subTasksAlone=1 unmapped=0 reopened=0 reopenedLate=0 backwardMoves=0 stalled=1
                        3 incomplete=0 subTasksAlone=0 unmapped=0 reopened=0 reopenedLate=1 backwardMoves=0 stalled=0
                        4 incomplete=0 subTasksAlone=0 unmapped=0 reopened=0 reopenedLate=0 backwardMoves=0 stalled=0
                        5 incomplete=0 subTasksAlone=0 unmapped=1 reopened=0 reopenedLate=0 backwardMoves=0 stalled=0
                        8 incomplete=0 subTasksAlone=0 unmapped=0 reopened=0 reopenedLate=0 backwardMoves=0 stalled=0
                        9 incomplete=0 subTasksAlone=0 unmapped=0 reopened=0 reopenedLate=0 backwardMoves=0 stalled=0""");
    }

    @Test
    void forecast_is_made_of_what_velocity_is_made_of() {
        assertThat(told(Forecast.METRIC)).isEqualTo("seed=20260102 runs=10000\n" + told(VelocityAccumulator.METRIC));
    }

    @Test
    void comparison_with_nothing_tells_of_this_window_only() {
        assertThat(told(Comparison.METRIC, REQUEST, null, FLOWS))
                .startsWith("seed=20260103 resamples=1000 fullWeeksAfter=1\n1 role=after")
                .doesNotContain("before", "Before");
    }
}
