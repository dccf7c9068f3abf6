package dev.millrace.metrics.time;

import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Visit;
import dev.millrace.metrics.Accumulator;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that is left of an item in reports whose windows begin after it had ended: it is counted, and it stays in the closed state
 * that it is in. Many items leave the same.
 *
 * @param project its project
 * @param cycles its cycles, first one first
 */
public record PastItem(String project, List<Cycle> cycles) {

    private static final Comparator<ClosedVisit> ORDER = Comparator.comparing(ClosedVisit::tool)
            .thenComparing(visit -> visit.stage().id())
            .thenComparing(visit -> visit.state().name())
            .thenComparing(
                    visit -> visit.state().id() == null ? "" : visit.state().id());

    /**
     * One cycle of it.
     *
     * @param type its type at the stop
     * @param origin by whom it was written
     * @param closed its visits that have no end, all in closed stages, in an order that does not depend on when they were; none
     *     of an item of the portfolio
     */
    public record Cycle(ItemType type, Origin origin, List<ClosedVisit> closed) {
        /** Copies the list. */
        public Cycle {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(origin, "origin");
            closed = List.copyOf(closed);
        }
    }

    /**
     * A visit that has no end.
     *
     * @param stage the stage, which is a closed one
     * @param tool the installation whose state it is
     * @param state the state
     */
    public record ClosedVisit(Stage stage, ToolInstance tool, NativeState state) {
        /** Validates: the stage is closed. */
        public ClosedVisit {
            Objects.requireNonNull(tool, "tool");
            Objects.requireNonNull(state, "state");
            if (!stage.kind().closed()) {
                throw new IllegalArgumentException("what is past is not in " + stage.id());
            }
        }
    }

    /** Counts closed visits as {@link Accumulator#add} counts those of an item. */
    public interface Counter {
        /** Adds so many visits that are past. */
        void addPast(ClosedVisit visit, long items);
    }

    /** Copies the list. */
    public PastItem {
        Objects.requireNonNull(project, "project");
        cycles = List.copyOf(cycles);
    }

    /**
     * The reduced form of an item.
     *
     * @param flows all its cycles
     * @param earliest later requests have windows that begin then or later
     * @return empty if it cannot be reduced, because a part of it lies at or after {@code earliest}
     */
    public static Optional<PastItem> of(List<ItemFlow> flows, Instant earliest) {
        List<Cycle> cycles = new ArrayList<>();
        for (ItemFlow flow : flows) {
            if (flow.stop() == null || !flow.stop().isBefore(earliest)) {
                return Optional.empty();
            }
            List<ClosedVisit> closed = new ArrayList<>();
            if (flow.item().level() != Level.PORTFOLIO) {
                Instant cycleEnd = CountedVisit.endOf(flow);
                for (Visit visit : flow.visits()) {
                    if (!CountedVisit.belongsTo(flow, cycleEnd, visit)) {
                        continue;
                    }
                    if (!past(visit, earliest)) {
                        return Optional.empty();
                    }
                    Stage stage = visit.stage();
                    if (visit.end() == null && stage != null) {
                        closed.add(new ClosedVisit(stage, visit.artifact().tool(), visit.state()));
                    }
                }
            }
            closed.sort(ORDER);
            cycles.add(new Cycle(flow.type(), flow.origin().origin(), closed));
        }
        return cycles.isEmpty()
                ? Optional.empty()
                : Optional.of(new PastItem(flows.get(0).item().project(), cycles));
    }

    /**
     * The last instant of an item that a window can see: {@link #of} has a value for every later {@code earliest}. Empty if every window
     * sees more of the item, because a part of it has not ended.
     */
    public static Optional<Instant> lastSeen(List<ItemFlow> flows) {
        Instant last = Instant.MIN;
        for (ItemFlow flow : flows) {
            Instant stop = flow.stop();
            if (stop == null) {
                return Optional.empty();
            }
            last = later(last, stop);
            Instant cycleEnd = CountedVisit.endOf(flow);
            for (Visit visit : flow.item().level() == Level.PORTFOLIO ? List.<Visit>of() : flow.visits()) {
                Stage stage = visit.stage();
                Instant end = visit.end();
                boolean belongs = CountedVisit.belongsTo(flow, cycleEnd, visit);
                boolean closed = stage != null && stage.kind().closed();
                if (belongs && end == null && !closed) {
                    return Optional.empty();
                } else if (belongs) {
                    last = later(last, end == null ? visit.start() : end);
                }
            }
        }
        return flows.isEmpty() ? Optional.empty() : Optional.of(last);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Whether no window can see more of a visit than that it has no end. */
    private static boolean past(Visit visit, Instant earliest) {
        if (visit.end() != null) {
            return visit.end().isBefore(earliest);
        }
        Stage stage = visit.stage();
        return stage != null && stage.kind().closed() && visit.start().isBefore(earliest);
    }
}
