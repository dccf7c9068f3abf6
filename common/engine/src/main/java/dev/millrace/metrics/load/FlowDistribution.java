package dev.millrace.metrics.load;

import dev.millrace.metrics.TypeCounts;

/**
 * What kind of work it is, see {@link DistributionAccumulator#METRIC}. Source: {@code ItemFlow.type}.
 *
 * @param ofDone the items done in the window
 * @param ofLoad the items in the flow at the end of the window, or at as-of if that is earlier
 */
public record FlowDistribution(TypeCounts ofDone, TypeCounts ofLoad) {}
