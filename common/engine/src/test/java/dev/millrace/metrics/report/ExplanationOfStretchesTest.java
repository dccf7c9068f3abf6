package dev.millrace.metrics.report;

import static dev.millrace.metrics.report.ExplainedItems.AS_OF;
import static dev.millrace.metrics.report.ExplainedItems.feb;
import static dev.millrace.metrics.report.ExplainedItems.told;
import static dev.millrace.valuestream.DefaultStages.TO_DO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.load.CumulativeAccumulator;
import dev.millrace.metrics.time.BottleneckAccumulator;
import dev.millrace.metrics.time.EfficiencyAccumulator;
import dev.millrace.metrics.time.HandOffAccumulator;
import dev.millrace.metrics.time.StageAccumulator;
import dev.millrace.metrics.time.WaitingAccumulator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each metric that adds up segments of time says it is computed from. */
class ExplanationOfStretchesTest {

    @Test
    void efficiency_is_made_of_active_and_waiting_segments() {
        assertThat(told(EfficiencyAccumulator.METRIC)).isEqualTo("""
                        1 activeMs=60h waitingMs=132h
                          kind=waiting start=01-30 end=02-03
                          kind=active start=02-03 end=02-05
                          kind=waiting start=02-05 end=02-06
                          kind=active start=02-06 end=02-06T12:00:00Z
                          kind=waiting start=02-06T12:00:00Z end=02-07
                        3 not: NEVER_STARTED
                        4 not: CANCELLED
                        9 not: WAITING_NOT_OBSERVABLE""");
    }

    @Test
    void cumulative_flow_is_made_of_every_segment() {
        assertThat(told(CumulativeAccumulator.METRIC)).isEqualTo("""
                        1
                          stage=ready blocked=false start=01-30 end=02-03
                          stage=in-progress blocked=false start=02-03 end=02-05
                          stage=in-review blocked=false start=02-05 end=02-06
                          stage=in-progress blocked=false start=02-06 end=02-06T12:00:00Z
                          stage=in-review blocked=false start=02-06T12:00:00Z end=02-07
                          stage=done blocked=false start=02-07 end=null
                        2
                          stage=in-progress blocked=false start=01-20 end=null
                        3
                          stage=to-do blocked=false start=02-10 end=02-12
                          stage=done blocked=false start=02-12 end=null
                        4
                          stage=in-progress blocked=false start=02-11 end=02-13
                          stage=cancelled blocked=false start=02-13 end=null
                        5
                          stage=to-do blocked=false start=02-04 end=02-08
                          stage=null blocked=false start=02-08 end=02-16
                          stage=in-review blocked=false start=02-16 end=null
                        8
                          stage=in-progress blocked=false start=02-10 end=02-15
                          stage=done blocked=false start=02-15 end=null
                        9
                          stage=in-progress blocked=false start=02-12 end=02-14
                          stage=done blocked=false start=02-14 end=null""");
    }

    @Test
    void stage_time_is_made_of_the_visits_that_ended_in_the_window_or_are_open_at_its_end() {
        assertThat(told(StageAccumulator.METRIC)).isEqualTo("""
                        1
                          stage=ready state=Ready start=01-30 end=02-03 completed=true inWindowMs=48h
                          stage=in-progress state=In progress start=02-03 end=02-05 completed=true inWindowMs=48h
                          stage=in-review state=In review start=02-05 end=02-06 completed=true inWindowMs=24h
                          stage=in-progress state=In progress start=02-06 end=02-06T12:00:00Z completed=true inWindowMs=12h
                          stage=in-review state=In review start=02-06T12:00:00Z end=02-07 completed=true inWindowMs=12h
                        2
                          stage=in-progress state=In progress start=01-20 end=null completed=false inWindowMs=336h
                        3
                          stage=to-do state=To do start=02-10 end=02-12 completed=true inWindowMs=48h
                        4
                          stage=in-progress state=In progress start=02-11 end=02-13 completed=true inWindowMs=48h
                        5
                          stage=to-do state=To do start=02-04 end=02-08 completed=true inWindowMs=96h
                        8
                          stage=in-progress state=In progress start=02-10 end=02-15 completed=false inWindowMs=120h
                        9
                          stage=in-progress state=In progress start=02-12 end=02-14 completed=true inWindowMs=48h""");
    }

    @Test
    void waiting_share_is_made_of_the_waiting_in_the_window() {
        assertThat(told(WaitingAccumulator.METRIC)).isEqualTo("""
                        1
                          stage=ready cause=status start=01-30 end=02-03 inWindowMs=48h
                          stage=in-review cause=status start=02-05 end=02-06 inWindowMs=24h
                          stage=in-review cause=status start=02-06T12:00:00Z end=02-07 inWindowMs=12h""");
    }

    @Test
    void bottleneck_is_made_of_the_waiting_visits() {
        assertThat(told(BottleneckAccumulator.METRIC)).isEqualTo("""
                        seed=20260101 resamples=1000
                        1
                          stage=ready source=jira:test:issue:1 start=01-30 end=02-03 open=false again=false inWindowMs=48h
                          stage=in-review source=jira:test:issue:1 start=02-05 end=02-06 open=false again=false inWindowMs=24h
                          stage=in-review source=jira:test:issue:1 start=02-06T12:00:00Z end=02-07 open=false again=true inWindowMs=12h""");
    }

    @Test
    void hand_offs_tell_how_long_was_waited_only_where_that_can_be_seen() {
        assertThat(told(HandOffAccumulator.METRIC)).isEqualTo("""
                        1 handOffs=1
                          kind=person at=02-05 ms=24h
                        9 handOffs=1
                          kind=person at=02-13""");
    }

    @Test
    void item_that_was_created_in_the_instant_of_the_report_is_in_the_cumulative_flow() {
        ItemFlow born = Flows.item("TEST-1").in(TO_DO, AS_OF).asOf(AS_OF);
        ReportRequest request = Reports.request(new Window(feb("01"), feb("28")), AS_OF, "UTC");

        assertThat(told(CumulativeAccumulator.METRIC, request, null, List.of(born)))
                .isEqualTo("1\n  stage=to-do blocked=false start=02-20 end=null");
        assertThat(Reports.report(request, List.of(born)).cumulative().days())
                .last()
                .satisfies(day -> assertThat(day.items()).containsExactly(1L));
    }
}
