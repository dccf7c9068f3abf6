package dev.millrace.metrics;

import dev.millrace.flow.FlowRule;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.model.Level;
import java.time.Instant;
import java.util.List;

/** Collects what weakens the figures, over the items that touch the window. */
final class QualityAccumulator {

    private final ReportScope scope;
    private final FindingAccumulator incomplete = new FindingAccumulator();
    private final FindingAccumulator subTasksAlone = new FindingAccumulator();
    private final FindingAccumulator unmapped = new FindingAccumulator();
    private final FindingAccumulator reopened = new FindingAccumulator();
    private final FindingAccumulator reopenedLate = new FindingAccumulator();
    private final FindingAccumulator backwardMoves = new FindingAccumulator();
    private final FindingAccumulator stalled = new FindingAccumulator();

    QualityAccumulator(ReportScope scope) {
        this.scope = scope;
    }

    void add(ItemFlow flow) {
        incomplete.add(flow, flow.gaps().size());
        subTasksAlone.add(flow, flow.item().level() == Level.SUB_TASK ? 1 : 0);
        unmapped.add(flow, unmapped(scope, flow));
        reopened.add(flow, flow.reopenings());
        reopenedLate.add(flow, flow.cycle() > 1 ? 1 : 0);
        backwardMoves.add(flow, flow.backwardMoves());
        stalled.add(flow, stalled(scope, flow));
    }

    /** Stretches inside the window in a state without a stage. */
    static long unmapped(ReportScope scope, ItemFlow flow) {
        return flow.segments().stream()
                .filter(QualityAccumulator::withoutStage)
                .filter(segment -> touchesWindow(scope, segment.start(), segment.end()))
                .count();
    }

    /** Active stretches inside the window that nothing happened in for too long. */
    static long stalled(ReportScope scope, ItemFlow flow) {
        return flow.stalled().stream()
                .filter(stretch -> touchesWindow(scope, stretch.start(), stretch.end()))
                .count();
    }

    void merge(QualityAccumulator other) {
        incomplete.merge(other.incomplete);
        subTasksAlone.merge(other.subTasksAlone);
        unmapped.merge(other.unmapped);
        reopened.merge(other.reopened);
        reopenedLate.merge(other.reopenedLate);
        backwardMoves.merge(other.backwardMoves);
        stalled.merge(other.stalled);
    }

    DataQuality toQuality(List<UnmappedState> unmappedStates, List<GuessedMapping> guessed) {
        return new DataQuality(
                incomplete.toFinding(),
                subTasksAlone.toFinding(),
                unmapped.toFinding(),
                reopened.toFinding(),
                reopenedLate.toFinding(),
                backwardMoves.toFinding(),
                stalled.toFinding(),
                unmappedStates,
                guessed);
    }

    /** Also before the start, where such time does not count as unmapped but may hide when the item started. */
    private static boolean withoutStage(Segment segment) {
        boolean blocked = segment.cause() == FlowRule.Cause.FLAG || segment.cause() == FlowRule.Cause.BLOCKING_LINK;
        return segment.stage() == null && !blocked;
    }

    private static boolean touchesWindow(ReportScope scope, Instant from, Instant to) {
        return scope.known().overlapMillis(from.toEpochMilli(), to.toEpochMilli()) > 0;
    }
}
