package dev.millrace.metrics.outlook;

import dev.millrace.flow.ItemFlow;
import java.util.Collection;

/**
 * One cycle of one item and the groups that it belongs to.
 *
 * @param flow the cycle
 * @param groups their names
 */
public record GroupedFlow(ItemFlow flow, Collection<String> groups) {}
