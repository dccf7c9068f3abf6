package dev.millrace.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Arranges changes so that each begins where the one before ended: a path through the values that takes each change once (Hierholzer). Of
 * several, the one that stays nearest to the given order.
 */
final class StepChain {

    /** More changes of one value in one millisecond are no history. */
    private static final int MOST = 200;

    private final List<Step> steps;
    private final List<@Nullable Object> values = new ArrayList<>();
    private final List<Integer> from = new ArrayList<>();
    private final List<Integer> to = new ArrayList<>();

    /**
     * One change of a value.
     *
     * @param event the event that states it
     * @param from the value before; null is a value as well
     * @param to the value after
     */
    record Step(
            FlowEvent event,
            @Nullable Object from,
            @Nullable Object to) {

        /** Whether both are one value: by the tool's id where both have one, else by name. */
        static boolean same(@Nullable Object one, @Nullable Object other) {
            if (one instanceof NativeState state && other instanceof NativeState otherState) {
                return state.sameAs(otherState);
            }
            if (one instanceof NativeType type && other instanceof NativeType otherType) {
                return type.sameAs(otherType);
            }
            return Objects.equals(one, other);
        }
    }

    private StepChain(List<Step> steps) {
        this.steps = steps;
        for (Step step : steps) {
            from.add(number(step.from()));
            to.add(number(step.to()));
        }
    }

    /**
     * The changes as a chain, or as they are if they make none.
     *
     * @param steps changes of one value in one instant, in the source's own order
     * @param before the change that led to the value held before them, or null if that is not known
     * @param after the next change of the value, or null if there is none
     */
    static List<Step> of(List<Step> steps, @Nullable Step before, @Nullable Step after) {
        boolean goesOn = before == null || Step.same(before.to(), steps.get(0).from());
        if ((goesOn && isChain(steps) && (before != null || after == null || endsIn(steps, after)))
                || steps.size() > MOST) {
            return steps;
        }
        StepChain chain = new StepChain(steps);
        List<Integer> firsts = new ArrayList<>();
        if (before != null) {
            chain.addKnown(before.to(), firsts);
        }
        chain.addUnbalanced(firsts);
        if (after != null) {
            chain.addKnown(after.from(), firsts);
        }
        firsts.add(chain.from.get(0));
        for (int first : firsts) {
            List<Step> path = chain.pathFrom(first);
            if (path.size() == steps.size() && isChain(path)) {
                return path;
            }
        }
        return steps;
    }

    private static boolean endsIn(List<Step> steps, Step after) {
        return Step.same(steps.get(steps.size() - 1).to(), after.from());
    }

    private static boolean isChain(List<Step> steps) {
        for (int i = 1; i < steps.size(); i++) {
            if (!Step.same(steps.get(i - 1).to(), steps.get(i).from())) {
                return false;
            }
        }
        return true;
    }

    private int number(@Nullable Object value) {
        for (int i = 0; i < values.size(); i++) {
            if (Step.same(values.get(i), value)) {
                return i;
            }
        }
        values.add(value);
        return values.size() - 1;
    }

    private void addKnown(@Nullable Object value, List<Integer> firsts) {
        for (int i = 0; i < values.size(); i++) {
            if (Step.same(values.get(i), value)) {
                firsts.add(i);
            }
        }
    }

    /** A value that is left once more than it is entered can only be the first. */
    private void addUnbalanced(List<Integer> firsts) {
        for (int i = 0; i < values.size(); i++) {
            if (Collections.frequency(from, i) == Collections.frequency(to, i) + 1) {
                firsts.add(i);
            }
        }
    }

    private List<Step> pathFrom(int first) {
        boolean[] taken = new boolean[steps.size()];
        Deque<Integer> open = new ArrayDeque<>();
        List<Step> path = new ArrayList<>();
        int at = first;
        while (true) {
            int next = nextFrom(at, taken);
            if (next >= 0) {
                taken[next] = true;
                open.push(next);
                at = to.get(next);
            } else if (open.isEmpty()) {
                Collections.reverse(path);
                return path;
            } else {
                int last = open.pop();
                path.add(steps.get(last));
                at = from.get(last);
            }
        }
    }

    private int nextFrom(int value, boolean[] taken) {
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i] && from.get(i) == value) {
                return i;
            }
        }
        return -1;
    }
}
