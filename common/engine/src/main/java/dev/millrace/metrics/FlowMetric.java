package dev.millrace.metrics;

import dev.millrace.flow.ItemFlow;
import java.util.function.Function;

/**
 * A metric that is computed from the cycles of items, one at a time. It and the record of its result are all that the engine needs to
 * know of it.
 *
 * @param <R> the result
 */
public final class FlowMetric<R> extends Metric {

    private final Evidence evidence;
    private final Function<ReportScope, Accumulator<ItemFlow, R, ?>> accumulator;

    /**
     * A metric.
     *
     * @param text what it is called and means
     * @param evidence which items it takes, and what of them
     * @param accumulator makes an empty one
     */
    public FlowMetric(Metric text, Evidence evidence, Function<ReportScope, Accumulator<ItemFlow, R, ?>> accumulator) {
        super(text);
        this.evidence = evidence;
        this.accumulator = accumulator;
    }

    /** Which items it takes, and what of them. */
    public Evidence evidence() {
        return evidence;
    }

    /** An accumulator of no items; it expects those of the selection only. */
    public Accumulator<ItemFlow, R, ?> accumulator(ReportScope scope) {
        return accumulator.apply(scope);
    }
}
