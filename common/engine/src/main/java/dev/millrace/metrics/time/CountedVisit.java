package dev.millrace.metrics.time;

import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.flow.Visit;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.Window;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * A visit that counts in the window: it ended in it, or was open at its end.
 *
 * @param visit the visit
 * @param completed whether it ended in the window
 * @param millis how long it took in all, or had lasted by the end of what is known
 * @param inWindowMillis how much of that lies inside the window
 */
public record CountedVisit(Visit visit, boolean completed, long millis, long inWindowMillis) {

    /** The visits of one cycle; no visit belongs to two cycles. */
    public static void forEach(ReportScope scope, ItemFlow flow, Consumer<CountedVisit> counted) {
        Instant cycleEnd = endOf(flow);
        Window window = scope.window();
        for (Visit visit : flow.visits()) {
            Instant end = visit.end();
            boolean completed = end != null && window.contains(end);
            boolean open = visit.start().isBefore(window.end()) && (end == null || !end.isBefore(window.end()));
            if ((completed || open) && belongsTo(flow, cycleEnd, visit)) {
                Instant until = visit.endOr(flow.asOf());
                long from = visit.start().toEpochMilli();
                long to = completed ? until.toEpochMilli() : scope.known().end().toEpochMilli();
                counted.accept(new CountedVisit(visit, completed, to - from, scope.inWindow(visit.start(), until)));
            }
        }
    }

    /** A sub-task's visit can reach into the next cycle and is then listed in both; it counts where it began. */
    static boolean belongsTo(ItemFlow flow, Instant cycleEnd, Visit visit) {
        boolean notBefore = flow.cycle() == 1 || !visit.start().isBefore(flow.createdAt());
        boolean notAfter = cycleEnd.equals(flow.asOf()) || visit.start().isBefore(cycleEnd);
        return notBefore && notAfter;
    }

    /** When the cycle ends: at its last segment, or with what is known. */
    static Instant endOf(ItemFlow flow) {
        List<Segment> segments = flow.segments();
        return segments.isEmpty()
                ? flow.asOf()
                : segments.get(segments.size() - 1).end();
    }
}
