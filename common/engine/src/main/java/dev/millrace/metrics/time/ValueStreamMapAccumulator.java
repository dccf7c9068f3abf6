package dev.millrace.metrics.time;

import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Evidence;
import dev.millrace.metrics.ExplanationRow;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.time.ValueStreamMap.Rung;
import dev.millrace.metrics.time.ValueStreamMap.Step;
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects the visits of each stage, and where the time of the done items went. */
public final class ValueStreamMapAccumulator
        implements Accumulator<ItemFlow, ValueStreamMap, ValueStreamMapAccumulator> {

    /** The stages in order, with what passes through them. */
    public static final FlowMetric<ValueStreamMap> METRIC = new FlowMetric<>(
            new Metric(
                    "value-stream-map",
                    "Value stream map",
                    "visits and durations",
                    "visits with a part in the window, by stage; active and waiting time of the items done, by stage",
                    "The stages in order. A visit is an unbroken stay of an item in a stage by its timeline; it "
                            + "counts once, however many items it serves. p50 (the median) and p85 are "
                            + "percentiles of the visits that ended in the window. Sent back: the item went "
                            + "on to an earlier stage, other than to the next build or deployment. Below, the ladder divides the active and waiting time of the "
                            + "items done in the window that have a flow efficiency. Since when visits take "
                            + "longer: Pettitt's test (90%) on the visits that began in the window, open ones "
                            + "with what they have lasted so far.",
                    "Value stream mapping (Rother, Shook); Pettitt 1979, a non-parametric test of a change point"),
            Evidence.of(ItemSelection.TOUCHING, ValueStreamMapAccumulator::row),
            ValueStreamMapAccumulator::new);

    private static final class Time {
        private long active;
        private long waiting;
    }

    private final ReportScope scope;
    private final Map<Stage, StageVisits> visits = new HashMap<>();
    private final Map<Optional<Stage>, Time> ladder = new HashMap<>();
    private long done;
    private long reopened;

    ValueStreamMapAccumulator(ReportScope scope) {
        this.scope = scope;
    }

    @Override
    public void add(ItemFlow flow) {
        for (TimelineVisit visit : TimelineVisit.of(flow)) {
            if (scope.inWindow(visit.start(), visit.end()) > 0) {
                visits(visit.stage()).add(visit, sentBack(scope, visit));
            }
        }
        boolean inLadder = inLadder(scope, flow);
        done += inLadder ? 1 : 0;
        reopened += flow.cycle() > 1 && scope.known().contains(flow.createdAt()) ? 1 : 0;
        for (Segment segment : flow.segments()) {
            if (segment.kind() == SegmentKind.CLOSED_GAP && scope.known().contains(segment.end())) {
                reopened++;
            }
            if (inLadder && segment.kind() == SegmentKind.ACTIVE) {
                time(Optional.ofNullable(segment.stage())).active +=
                        segment.length().toMillis();
            } else if (inLadder && segment.kind() == SegmentKind.WAITING) {
                time(Optional.ofNullable(segment.stage())).waiting +=
                        segment.length().toMillis();
            }
        }
    }

    @Override
    public ValueStreamMapAccumulator merge(ValueStreamMapAccumulator other) {
        other.visits.forEach((stage, more) -> visits(stage).addAll(more));
        other.ladder.forEach((stage, more) -> {
            Time time = time(stage);
            time.active += more.active;
            time.waiting += more.waiting;
        });
        done += other.done;
        reopened += other.reopened;
        return this;
    }

    @Override
    public ValueStreamMap result() {
        List<Step> steps = visits.entrySet().stream()
                .map(entry -> entry.getValue().step(entry.getKey(), scope))
                .sorted(Comparator.comparingInt(step -> position(Optional.of(step.stage()))))
                .toList();
        List<Rung> rungs = new ArrayList<>();
        ladder.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> position(entry.getKey())))
                .forEach(entry -> rungs.add(new Rung(
                        entry.getKey().orElse(null),
                        Duration.ofMillis(entry.getValue().active),
                        Duration.ofMillis(entry.getValue().waiting))));
        return new ValueStreamMap(steps, rungs, done, reopened);
    }

    /** Being blocked can happen anywhere: going back to work from there is no backward move. */
    private static boolean sentBack(ReportScope scope, TimelineVisit visit) {
        Stage next = visit.next();
        return next != null
                && !visit.anotherRound()
                && hasPlace(visit.stage())
                && hasPlace(next)
                && scope.stream().position(next) < scope.stream().position(visit.stage());
    }

    private static boolean hasPlace(Stage stage) {
        return !stage.kind().closed()
                && (stage.waitingFor() == null || stage.waitingFor().hasPlaceInOrder());
    }

    /** The items of the flow efficiency, so that the ladder adds up to it. */
    private static boolean inLadder(ReportScope scope, ItemFlow flow) {
        return ItemSelection.DONE.test(scope, flow)
                && flow.efficiency().measured().isPresent();
    }

    private int position(Optional<Stage> stage) {
        return stage.map(scope.stream()::position).orElse(Integer.MAX_VALUE);
    }

    private StageVisits visits(Stage stage) {
        return visits.computeIfAbsent(stage, unseen -> new StageVisits());
    }

    private Time time(Optional<Stage> stage) {
        return ladder.computeIfAbsent(stage, unseen -> new Time());
    }

    /** A visit that serves several items stands in the row of each, by the same source. */
    private static @Nullable ExplanationRow row(ReportScope scope, ItemFlow flow) {
        ExplanationRow row = new ExplanationRow().is("inLadder", inLadder(scope, flow));
        for (TimelineVisit visit : TimelineVisit.of(flow)) {
            long inWindow = scope.inWindow(visit.start(), visit.end());
            if (inWindow > 0 || inLadder(scope, flow)) {
                row.part(new ExplanationRow()
                        .stage(visit.stage())
                        .word("kind", visit.kind().text())
                        .word("source", visit.source().toString())
                        .at("start", visit.start())
                        .at("end", visit.end())
                        .is("open", visit.open())
                        .is("sentBack", sentBack(scope, visit))
                        .millis("inWindowMs", inWindow));
            }
        }
        return row.ifParts();
    }
}
