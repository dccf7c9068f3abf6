package dev.millrace.metrics.time;

import dev.millrace.flow.FlowRule;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An unbroken stay of one item in one stage, by its timeline: neighbouring segments of the stage are one visit. An item is in one
 * stage at a time, so its visits do not overlap. {@code source} and {@code start} identify a visit however many items it serves.
 *
 * @param source what was decisive when it began: the item itself, a sub-task, or something of its chain
 * @param stage the stage
 * @param kind ACTIVE or WAITING
 * @param start its first instant
 * @param end the first instant after it; the instant of the report if it is open
 * @param open whether the item is in it as of the report
 * @param repeat whether the item had been there before
 * @param next the stage directly after it; null if it is open, or if the item went to no stage
 * @param anotherRound whether both are builds, deployments or the gaps between them: then the next one is another environment or
 *     attempt, and no way back
 */
record TimelineVisit(
        ArtifactId source,
        Stage stage,
        SegmentKind kind,
        Instant start,
        Instant end,
        boolean open,
        boolean repeat,
        @Nullable Stage next,
        boolean anotherRound) {

    private record Place(Stage stage, SegmentKind kind) {}

    /** The visits of one cycle, in order. */
    static List<TimelineVisit> of(ItemFlow flow) {
        List<TimelineVisit> visits = new ArrayList<>();
        Set<Place> seen = new HashSet<>();
        List<Segment> segments = flow.segments();
        for (int i = 0; i < segments.size(); i++) {
            Segment first = segments.get(i);
            Stage stage = first.stage();
            if (stage == null || !worked(first)) {
                continue;
            }
            while (i + 1 < segments.size() && continues(first, segments.get(i + 1))) {
                i++;
            }
            Instant end = segments.get(i).end();
            Segment next = i + 1 < segments.size() ? segments.get(i + 1) : null;
            visits.add(new TimelineVisit(
                    first.source(),
                    stage,
                    first.kind(),
                    first.start(),
                    end,
                    flow.stop() == null && end.equals(flow.asOf()),
                    !seen.add(new Place(stage, first.kind())),
                    next == null ? null : next.stage(),
                    next != null && afterMerge(segments.get(i)) && afterMerge(next)));
        }
        return visits;
    }

    private static boolean afterMerge(Segment segment) {
        return segment.rule() == FlowRule.ATTEMPT || segment.rule() == FlowRule.BETWEEN;
    }

    private static boolean worked(Segment segment) {
        return segment.kind() == SegmentKind.ACTIVE || segment.kind() == SegmentKind.WAITING;
    }

    private static boolean continues(Segment first, Segment next) {
        return first.kind() == next.kind()
                && first.stage() != null
                && first.stage().equals(next.stage());
    }
}
