package dev.millrace.metrics;

import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static dev.millrace.valuestream.DefaultStages.TO_DO;
import static dev.millrace.valuestream.DefaultStages.WAITING_FOR_TEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.flow.FlowRule;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.flow.Visit;
import dev.millrace.metrics.load.CumulativeFlow.Band;
import dev.millrace.metrics.quality.NeverStarted;
import dev.millrace.metrics.report.FlowAccumulator;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.Reports;
import dev.millrace.model.NativeState;
import dev.millrace.model.Reason;
import dev.millrace.model.SegmentKind;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.valuestream.DefaultStages;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is alike in size stands in an order of its own, so that the same facts give the same bytes. */
class OrderInReportsTest {

    private static final ReportRequest REQUEST =
            Reports.request("2026-02-01T00:00:00Z", "2026-02-15T00:00:00Z", "2026-02-20T00:00:00Z", "UTC");

    @Test
    void ways_without_a_start_stand_by_how_many_went_them_and_then_by_their_states() {
        FlowReport report = Reports.report(
                REQUEST,
                Flows.item("T-1").in(TO_DO, "Zeta", feb(2)).in(DONE, feb(4)),
                Flows.item("T-2").in(TO_DO, "Alpha", feb(2)).in(DONE, feb(4)),
                Flows.item("T-3").in(TO_DO, "Mid", feb(2)).in(DONE, feb(4)),
                Flows.item("T-4").in(TO_DO, "Beta", feb(2)).in(DONE, feb(4)),
                Flows.item("T-5").in(null, "Odd", feb(2)).in(DONE, feb(4)),
                Flows.item("T-6").in(null, "Odd", feb(2)).in(DONE, feb(4)),
                Flows.item("T-7").in(null, "Odd", feb(2)).in(DONE, feb(4)),
                Flows.item("T-8").in(null, "Odd", feb(2)).in(DONE, feb(4)),
                Flows.item("T-9").in(null, "Odd", feb(2)).in(DONE, feb(4)));

        assertThat(report.neverStarted().causes())
                .extracting(NeverStarted.Cause::code, NeverStarted.Cause::n)
                .containsExactly(tuple(Reason.Code.START_UNMAPPED, 5L), tuple(Reason.Code.NEVER_STARTED, 4L));
        assertThat(report.neverStarted().causes().get(1).paths())
                .extracting(path -> path.states().get(0))
                .containsExactly("Alpha", "Beta", "Mid", "Zeta");
    }

    @Test
    void bands_outside_any_stage_stand_first_and_what_a_flag_held_after_the_rest() {
        ItemFlow flow =
                Flows.item("T-1").in(TO_DO, feb(2)).in(IN_PROGRESS, feb(3)).asOf(asOf());
        List<Segment> segments = new ArrayList<>();
        Instant start = feb(2);
        List<Stage> stages = DefaultStages.all();
        for (int i = 0; i < stages.size() + 2; i++) {
            Stage stage = i < 2 ? null : stages.get(i - 2);
            SegmentKind kind = i == 0 ? SegmentKind.WAITING : SegmentKind.UNMAPPED;
            Instant end = start.plus(Duration.ofHours(24));
            if (end.isAfter(feb(14))) {
                end = start.plus(Duration.ofHours(1));
            }
            segments.add(segment(flow, kind, stage, start, end));
            start = end;
        }
        segments.add(segment(flow, SegmentKind.ACTIVE, IN_PROGRESS, start, asOf()));
        List<Band> bands = Reports.report(
                        REQUEST, List.of(FlowCopy.of(flow).segments(segments).make()))
                .cumulative()
                .bands();

        assertThat(bands).startsWith(new Band(null, false), new Band(null, true), new Band(stages.get(0), false));
    }

    private static Segment segment(ItemFlow flow, SegmentKind kind, @Nullable Stage stage, Instant start, Instant end) {
        return new Segment(start, end, kind, stage, FlowRule.STATE, flow.item().artifact(), new NativeState(null, "x"));
    }

    @Test
    void states_of_one_name_stand_by_their_ids() {
        ItemFlow flow =
                Flows.item("T-1").in(IN_PROGRESS, feb(2)).in(DONE, feb(8)).asOf(asOf());
        ItemFlow twins = FlowCopy.of(flow)
                .visits(List.of(
                        visit(flow, IN_PROGRESS, "3", "Twin", 2),
                        visit(flow, IN_PROGRESS, "1", "Twin", 3),
                        visit(flow, IN_PROGRESS, null, "Twin", 4),
                        visit(flow, IN_PROGRESS, "2", "Twin", 5)))
                .make();

        assertThat(Reports.report(REQUEST, List.of(twins)).stages().get(0).states())
                .extracting(state -> state.state().id())
                .containsExactly(null, "1", "2", "3");
    }

    @Test
    void guesses_of_one_name_stand_by_their_ids() {
        List<StateDefinition> definitions = new ArrayList<>();
        for (String id : List.of("1", "2", "3", "4")) {
            definitions.add(new StateDefinition(Flows.JIRA, id, "Ready for QA", StateCategory.INDETERMINATE));
        }
        ItemFlow flow =
                Flows.item("T-1").in(WAITING_FOR_TEST, feb(2)).in(DONE, feb(8)).asOf(asOf());
        ItemFlow twins = FlowCopy.of(flow)
                .visits(List.of(
                        visit(flow, WAITING_FOR_TEST, "3", "Ready for QA", 2),
                        visit(flow, WAITING_FOR_TEST, "1", "Ready for QA", 3),
                        visit(flow, WAITING_FOR_TEST, "4", "Ready for QA", 4),
                        visit(flow, WAITING_FOR_TEST, "2", "Ready for QA", 5)))
                .make();
        FlowAccumulator aggregate =
                new FlowAccumulator(REQUEST, DefaultValueStream.create(), new StateCatalogue(definitions, List.of()));
        aggregate.add(twins);

        assertThat(aggregate.result().quality().guessed())
                .extracting(guess -> guess.state().id())
                .containsExactly("1", "2", "3", "4");
    }

    private static Visit visit(ItemFlow flow, Stage stage, @Nullable String id, String name, int day) {
        return new Visit(flow.item().artifact(), new NativeState(id, name), stage, feb(day), feb(day + 1));
    }

    private static Instant asOf() {
        return REQUEST.knowledge().asOf();
    }

    private static Instant feb(int day) {
        return Instant.parse("2026-02-%02dT00:00:00Z".formatted(day));
    }
}
