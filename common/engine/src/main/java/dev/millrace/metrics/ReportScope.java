package dev.millrace.metrics;

import dev.millrace.flow.ItemFlow;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What all parts of one aggregate share: the question, the definition, and the grid of days and weeks.
 *
 * @param request the question
 * @param stream the definition
 * @param states what the tools say of their states
 * @param known the part of the window that is known
 * @param days its local days
 * @param weeks its ISO weeks
 */
public record ReportScope(
        ReportRequest request, ValueStream stream, StateCatalogue states, Window known, Slices days, Slices weeks) {

    public static ReportScope of(ReportRequest request, ValueStream stream, StateCatalogue states) {
        return new ReportScope(
                request, stream, states, request.known(), Slices.days(request), Slices.isoWeeks(request));
    }

    public Window window() {
        return request.window();
    }

    /** The last known instant of the window, where the load is read. */
    public Instant at() {
        return days.all().get(days.all().size() - 1).at();
    }

    /** Throws if the other is of another request or definition: their items cannot be added up. */
    public void requireSame(ReportScope other) {
        if (!request.equals(other.request)
                || !stream.id().equals(other.stream.id())
                || !stream.version().equals(other.stream.version())) {
            throw new IllegalArgumentException(
                    "aggregates of different requests cannot be merged: " + request + " and " + other.request);
        }
    }

    /** Whether any part of the item's life before its stop lies in the window. */
    public boolean touches(ItemFlow flow) {
        return flow.createdAt().isBefore(window().end())
                && (flow.stop() == null || !flow.stop().isBefore(window().start()));
    }

    /** Whether the item is known to have stopped in the window. */
    public boolean stoppedWithin(ItemFlow flow) {
        return flow.stop() != null && within(flow.stop()) && flow.stopKnown();
    }

    /** Whether the item stopped at an unknown instant, which may be in the window. */
    boolean mayHaveStoppedWithin(ItemFlow flow) {
        Instant earliest = flow.earliestStop();
        Instant stop = flow.stop();
        return stop != null
                && earliest != null
                && !flow.stopKnown()
                && earliest.isBefore(window().end())
                && !stop.isBefore(window().start());
    }

    /** Whether the item is in the flow where the load is read. */
    public boolean inFlow(ItemFlow flow) {
        Instant at = at();
        return flow.start() != null
                && !flow.start().isAfter(at)
                && (flow.stop() == null || flow.stop().isAfter(at));
    }

    /** How much of it lies inside the window, in milliseconds. */
    public long inWindow(Instant from, Instant to) {
        return known.overlapMillis(from.toEpochMilli(), to.toEpochMilli());
    }

    boolean within(@Nullable Instant instant) {
        return instant != null && window().contains(instant);
    }

    public static boolean incomplete(ItemFlow flow) {
        return !flow.gaps().isEmpty();
    }
}
