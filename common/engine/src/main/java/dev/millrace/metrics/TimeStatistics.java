package dev.millrace.metrics;

import dev.millrace.model.Figure;
import java.time.Duration;

/**
 * A duration over many items: flow time or lead time, see {@link Metric}. Source: {@code ItemFlow.flowTime} and
 * {@code ItemFlow.leadTime} of items that stopped in the window.
 *
 * @param percentiles over the items done in the window whose figure is measured, in calendar time; unknown if there is none
 * @param outcomes how many items are measured, and how many are not and why; cancelled items are not applicable
 * @param incomplete how many of the measured items have history that was not captured
 */
public record TimeStatistics(Figure<Percentiles<Duration>> percentiles, Outcomes outcomes, long incomplete) {}
