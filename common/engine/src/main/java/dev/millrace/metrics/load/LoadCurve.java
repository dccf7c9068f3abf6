package dev.millrace.metrics.load;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The load at every instant, as steps up at each start and down at each stop (or as-of, up to which an open item is known to
 * be in the flow). It and {@link #overlaps} state the conservation law from its two sides: for any window the integral of the
 * load equals the sum of the items' overlaps with it, to the millisecond.
 */
public final class LoadCurve {

    private record Step(long atMillis, long loadFromHere) {}

    private final List<Step> steps;

    private LoadCurve(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** The load of these items. */
    public static LoadCurve of(Iterable<ItemFlow> flows) {
        TreeMap<Long, Long> changes = new TreeMap<>();
        for (ItemFlow flow : flows) {
            if (flow.start() != null) {
                changes.merge(flow.start().toEpochMilli(), 1L, Long::sum);
                changes.merge(endOf(flow).toEpochMilli(), -1L, Long::sum);
            }
        }
        List<Step> steps = new ArrayList<>();
        long load = 0;
        for (Map.Entry<Long, Long> change : changes.entrySet()) {
            load += change.getValue();
            steps.add(new Step(change.getKey(), load));
        }
        return new LoadCurve(steps);
    }

    /** How many items were in the flow at that instant: started at or before it, and not stopped at or before it. */
    public long at(Instant instant) {
        long load = 0;
        for (Step step : steps) {
            if (step.atMillis() > instant.toEpochMilli()) {
                break;
            }
            load = step.loadFromHere();
        }
        return load;
    }

    /** The integral of the load over the window: item-time, from the steps alone. */
    public Duration integral(Window window) {
        long sum = 0;
        long from = window.start().toEpochMilli();
        long end = window.end().toEpochMilli();
        long load = 0;
        for (Step step : steps) {
            // what lies outside the window adds intervals of length 0
            long at = Math.max(from, Math.min(step.atMillis(), end));
            sum += load * (at - from);
            from = at;
            load = step.loadFromHere();
        }
        return Duration.ofMillis(sum); // after the last step the load is 0
    }

    /** The sum of the items' overlaps with the window: item-time, from the items alone. */
    public static Duration overlaps(Iterable<ItemFlow> flows, Window window) {
        Duration sum = Duration.ZERO;
        for (ItemFlow flow : flows) {
            if (flow.start() != null) {
                sum = sum.plus(window.overlap(flow.start(), endOf(flow)));
            }
        }
        return sum;
    }

    private static Instant endOf(ItemFlow flow) {
        return flow.stop() == null ? flow.asOf() : flow.stop();
    }
}
