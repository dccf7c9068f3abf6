package dev.millrace.metrics.time;

import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Visit;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Evidence;
import dev.millrace.metrics.ExplanationRow;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.time.StageTime.StateTime;
import dev.millrace.metrics.time.VisitAccumulator.StateKey;
import dev.millrace.valuestream.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects visits by stage and native state. */
public final class StageAccumulator implements Accumulator<ItemFlow, StageTimes, StageAccumulator> {

    /** How long items were in each stage. */
    public static final FlowMetric<StageTimes> METRIC = new FlowMetric<>(
            new Metric(
                    "stage-time",
                    "Time per stage",
                    "duration",
                    "visit end - visit start",
                    "Visits that ended in the window or were open at its end, each counted once. Time is "
                            + "the part inside the window. p50 (the median), p85 and p95 are percentiles of the "
                            + "full duration of the visits that ended in the window.",
                    "Kanban practice: cycle time per stage; every visit counts"),
            Evidence.of(ItemSelection.ALL, StageAccumulator::row),
            StageAccumulator::new);

    private final ReportScope scope;
    private final Map<StateKey, VisitAccumulator> states = new HashMap<>();

    StageAccumulator(ReportScope scope) {
        this.scope = scope;
    }

    @Override
    public void add(ItemFlow flow) {
        CountedVisit.forEach(scope, flow, counted -> {
            if (ofStage(counted.visit())) {
                state(StateKey.of(counted)).add(counted);
            }
        });
    }

    @Override
    public StageAccumulator merge(StageAccumulator other) {
        other.states.forEach((key, visits) -> state(key).merge(visits));
        return this;
    }

    @Override
    public StageTimes result() {
        Map<Stage, List<Map.Entry<StateKey, VisitAccumulator>>> byStage = new LinkedHashMap<>();
        scope.stream().stages().forEach(stage -> byStage.put(stage, new ArrayList<>()));
        states.entrySet().stream().sorted(VisitAccumulator.MOST_TIME_FIRST).forEach(entry -> {
            Stage stage = entry.getKey().stage();
            if (stage != null) {
                byStage.computeIfAbsent(stage, unseen -> new ArrayList<>()).add(entry);
            }
        });
        List<StageTime> stages = new ArrayList<>();
        byStage.forEach((stage, entries) -> {
            if (!entries.isEmpty()) {
                stages.add(stageTime(stage, entries));
            }
        });
        return new StageTimes(stages);
    }

    private static StageTime stageTime(Stage stage, List<Map.Entry<StateKey, VisitAccumulator>> entries) {
        VisitAccumulator all = new VisitAccumulator();
        List<StateTime> states = new ArrayList<>();
        entries.forEach(entry -> {
            all.merge(entry.getValue());
            states.add(new StateTime(
                    entry.getKey().tool(),
                    entry.getKey().state(),
                    entry.getValue().result()));
        });
        return new StageTime(stage, all.result(), states);
    }

    /** Work does not spend time in stages that are closed. */
    private static boolean ofStage(Visit visit) {
        return visit.stage() != null && !visit.stage().kind().closed();
    }

    private VisitAccumulator state(StateKey key) {
        return states.computeIfAbsent(key, unseen -> new VisitAccumulator());
    }

    private static @Nullable ExplanationRow row(ReportScope scope, ItemFlow flow) {
        ExplanationRow row = new ExplanationRow();
        CountedVisit.forEach(scope, flow, counted -> {
            Visit visit = counted.visit();
            if (ofStage(visit)) {
                row.part(new ExplanationRow()
                        .stage(visit.stage())
                        .word("state", visit.state().name())
                        .at("start", visit.start())
                        .at("end", visit.end())
                        .is("completed", counted.completed())
                        .millis("inWindowMs", counted.inWindowMillis()));
            }
        });
        return row.ifParts();
    }
}
