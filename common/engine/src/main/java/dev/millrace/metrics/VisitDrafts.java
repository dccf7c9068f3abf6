package dev.millrace.metrics;

import dev.millrace.flow.HandOff;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.flow.Visit;
import dev.millrace.metrics.Explanation.Draft;
import dev.millrace.metrics.Explanation.Value;
import dev.millrace.metrics.Explanation.Values;
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stretches of time of an item that enter a metric, for its explanation. Null if there are none. */
final class VisitDrafts {

    private final ReportScope scope;

    VisitDrafts(ReportScope scope) {
        this.scope = scope;
    }

    Draft efficiency(ItemFlow flow, Values values) {
        List<Map<String, Value>> parts = new ArrayList<>();
        for (Segment segment : flow.segments()) {
            if (segment.kind() == SegmentKind.ACTIVE || segment.kind() == SegmentKind.WAITING) {
                parts.add(new Values()
                        .word("kind", segment.kind().text())
                        .at("start", segment.start())
                        .at("end", segment.end())
                        .done());
            }
        }
        return new Draft(values, parts);
    }

    @Nullable Draft stages(ItemFlow flow) {
        List<Map<String, Value>> parts = new ArrayList<>();
        Instant cycleEnd = StageAccumulator.endOf(flow);
        Window window = scope.window();
        for (Visit visit : flow.visits()) {
            Instant end = visit.end();
            boolean completed = end != null && window.contains(end);
            boolean open = visit.start().isBefore(window.end()) && (end == null || !end.isBefore(window.end()));
            boolean closed = visit.stage() == null || visit.stage().kind().closed();
            if (closed || !StageAccumulator.belongsTo(flow, cycleEnd, visit) || (!completed && !open)) {
                continue;
            }
            parts.add(new Values()
                    .word("stage", id(visit.stage()))
                    .word("state", visit.state().name())
                    .at("start", visit.start())
                    .at("end", end)
                    .is("completed", completed)
                    .millis("inWindowMs", inWindow(visit.start(), visit.endOr(flow.asOf())))
                    .done());
        }
        return draft(parts);
    }

    @Nullable Draft waiting(ItemFlow flow) {
        List<Map<String, Value>> parts = new ArrayList<>();
        for (Segment segment : flow.segments()) {
            long millis = inWindow(segment.start(), segment.end());
            if (segment.kind() == SegmentKind.WAITING && millis > 0) {
                parts.add(new Values()
                        .word("stage", id(segment.stage()))
                        .word(
                                "cause",
                                segment.stage() == null ? segment.cause().name().toLowerCase(Locale.ROOT) : "status")
                        .at("start", segment.start())
                        .at("end", segment.end())
                        .millis("inWindowMs", millis)
                        .done());
            }
        }
        return draft(parts);
    }

    /** Like the tally of the bottleneck; a visit that serves several items stands in the row of each, by the same source. */
    @Nullable Draft bottleneck(ItemFlow flow) {
        List<Map<String, Value>> parts = new ArrayList<>();
        for (BottleneckAccumulator.Wait wait : BottleneckAccumulator.waits(flow)) {
            long millis = inWindow(wait.start(), wait.end());
            if (millis > 0) {
                parts.add(new Values()
                        .word("stage", wait.stage().id())
                        .word("source", wait.source().toString())
                        .at("start", wait.start())
                        .at("end", wait.end())
                        .is("open", wait.open())
                        .is("again", wait.repeat())
                        .millis("inWindowMs", millis)
                        .done());
            }
        }
        return draft(parts);
    }

    Draft cumulative(ItemFlow flow) {
        List<Map<String, Value>> parts = new ArrayList<>();
        for (Segment segment : flow.segments()) {
            CumulativeFlow.Band band = CumulativeAccumulator.band(segment);
            parts.add(new Values()
                    .word("stage", id(band.stage()))
                    .is("blocked", band.blocked())
                    .at("start", segment.start())
                    .at("end", segment.end().equals(flow.asOf()) ? null : segment.end())
                    .done());
        }
        if (parts.isEmpty() && !flow.visits().isEmpty()) {
            parts.add(new Values()
                    .word(
                            "stage",
                            id(flow.visits().get(flow.visits().size() - 1).stage()))
                    .is("blocked", false)
                    .at("start", flow.createdAt())
                    .at("end", null)
                    .done());
        }
        return new Draft(new Values(), parts);
    }

    Draft handOffs(ItemFlow flow) {
        List<Map<String, Value>> parts = new ArrayList<>();
        for (HandOff handOff : flow.handOffs()) {
            Values values = new Values().word("kind", handOff.kind().text()).at("at", handOff.at());
            if (!flow.waitingNotSeen()) {
                values.millis("ms", handOff.waiting().toMillis());
            }
            parts.add(values.done());
        }
        return new Draft(new Values().count("handOffs", flow.handOffs().size()), parts);
    }

    private static @Nullable Draft draft(List<Map<String, Value>> parts) {
        return parts.isEmpty() ? null : new Draft(new Values(), parts);
    }

    private long inWindow(Instant from, Instant to) {
        return scope.known().overlapMillis(from.toEpochMilli(), to.toEpochMilli());
    }

    private static @Nullable String id(@Nullable Stage stage) {
        return stage == null ? null : stage.id();
    }
}
