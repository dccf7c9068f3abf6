package dev.millrace.metrics.report;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Explanation.Event;
import java.util.List;
import java.util.function.Supplier;

/**
 * One cycle of one item that may enter an explanation.
 *
 * @param flow the cycle
 * @param events supplies the events of the item; called only if the item is part of the metric
 */
public record ExplainedFlow(ItemFlow flow, Supplier<List<Event>> events) {}
