package dev.millrace.model;

import dev.millrace.model.FlowEvent.AssigneeChanged;
import dev.millrace.model.FlowEvent.Created;
import dev.millrace.model.FlowEvent.FlagChanged;
import dev.millrace.model.FlowEvent.Kind;
import dev.millrace.model.FlowEvent.Moved;
import dev.millrace.model.FlowEvent.ParentChanged;
import dev.millrace.model.FlowEvent.ResolutionChanged;
import dev.millrace.model.FlowEvent.StateChanged;
import dev.millrace.model.FlowEvent.TypeChanged;
import dev.millrace.model.StepChain.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order in which the history of one artifact is read: {@link FlowEvent#ORDER}, but changes of one instant that are of one kind are a
 * chain. Each begins with the value that the one before ended with, the first with the value that held before the instant. The source's
 * own order says nothing there: ids need not grow with time, and many tools have none. It stays where no order makes a chain, and decides
 * where several do.
 */
public final class EventOrder {

    private static final Set<Kind> CHAINED = Set.of(
            Kind.MOVED,
            Kind.TYPE_CHANGED,
            Kind.PARENT_CHANGED,
            Kind.STATE_CHANGED,
            Kind.RESOLUTION_CHANGED,
            Kind.ASSIGNEE_CHANGED,
            Kind.FLAG_CHANGED);

    private final List<FlowEvent> events;
    /** Where a kind's value stands after the events so far; a kind that is missing has an unknown value. */
    private final Map<Kind, Step> held = new EnumMap<>(Kind.class);

    private EventOrder(List<FlowEvent> events) {
        this.events = events;
    }

    /** The events of one artifact in the order in which they are read. */
    public static List<FlowEvent> of(Collection<? extends FlowEvent> events) {
        List<FlowEvent> sorted = new ArrayList<>(events);
        sorted.sort(FlowEvent.ORDER);
        return severalAtOnce(sorted) ? List.copyOf(new EventOrder(sorted).chained()) : List.copyOf(sorted);
    }

    /** Whether one instant has several changes of one kind, or something before the creation; else there is nothing to arrange. */
    private static boolean severalAtOnce(List<FlowEvent> sorted) {
        Set<Kind> met = EnumSet.noneOf(Kind.class);
        for (int i = 0; i < sorted.size(); i++) {
            FlowEvent event = sorted.get(i);
            boolean same = i > 0 && event.occurredAt().equals(sorted.get(i - 1).occurredAt());
            if (same && (event instanceof Created || met.contains(event.kind()))) {
                return true;
            }
            if (!same) {
                met.clear();
            }
            if (CHAINED.contains(event.kind())) {
                met.add(event.kind());
            }
        }
        return false;
    }

    private List<FlowEvent> chained() {
        // what an import brings of before the creation begins in the first state, too
        events.stream().filter(Created.class::isInstance).forEach(this::hold);
        int from = 0;
        while (from < events.size()) {
            Instant at = events.get(from).occurredAt();
            int to = from + 1;
            while (to < events.size() && events.get(to).occurredAt().equals(at)) {
                to++;
            }
            if (to - from > 1) {
                arrange(from, to);
            }
            events.subList(from, to).forEach(this::hold);
            from = to;
        }
        return events;
    }

    /** Arranges the events of one instant: a creation stands first, and each kind keeps the places that it has. */
    private void arrange(int from, int to) {
        List<FlowEvent> instant = events.subList(from, to);
        for (int i = 1; i < instant.size(); i++) {
            if (instant.get(i) instanceof Created) {
                instant.add(0, instant.remove(i));
            }
        }
        Map<Kind, List<Integer>> places = new EnumMap<>(Kind.class);
        for (int i = 0; i < instant.size(); i++) {
            if (CHAINED.contains(instant.get(i).kind())) {
                places.computeIfAbsent(instant.get(i).kind(), kind -> new ArrayList<>())
                        .add(i);
            }
        }
        places.forEach((kind, own) -> {
            if (own.size() > 1) {
                List<Step> steps = own.stream().map(i -> step(instant.get(i))).toList();
                List<Step> inOrder = StepChain.of(steps, held.get(kind), next(kind, to));
                for (int i = 0; i < own.size(); i++) {
                    instant.set(own.get(i), inOrder.get(i).event());
                }
            }
        });
    }

    /** The first change of that kind from there on. */
    private @Nullable Step next(Kind kind, int from) {
        for (FlowEvent event : events.subList(from, events.size())) {
            if (event.kind() == kind) {
                return step(event);
            }
        }
        return null;
    }

    private void hold(FlowEvent event) {
        if (event instanceof Created created) {
            held.putIfAbsent(Kind.STATE_CHANGED, new Step(created, null, created.state()));
            if (created.type() != null) {
                held.putIfAbsent(Kind.TYPE_CHANGED, new Step(created, null, created.type()));
            }
        } else if (CHAINED.contains(event.kind())) {
            held.put(event.kind(), step(event));
        }
    }

    private static Step step(FlowEvent event) {
        if (event instanceof StateChanged change) {
            return new Step(change, change.from(), change.to());
        } else if (event instanceof TypeChanged change) {
            return new Step(change, change.from(), change.to());
        } else if (event instanceof ResolutionChanged change) {
            return new Step(change, change.from(), change.to());
        } else if (event instanceof AssigneeChanged change) {
            return new Step(change, change.from(), change.to());
        } else if (event instanceof ParentChanged change) {
            return new Step(change, change.from(), change.to());
        } else if (event instanceof Moved change) {
            return new Step(change, change.fromKey(), change.toKey());
        } else if (event instanceof FlagChanged change) {
            return new Step(change, !change.raised(), change.raised());
        }
        throw new IllegalArgumentException(event.kind() + " changes no value");
    }
}
