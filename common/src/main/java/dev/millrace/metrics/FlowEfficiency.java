package dev.millrace.metrics;

import dev.millrace.model.Figure;
import java.time.Duration;

/**
 * Flow efficiency over many items, see {@link Metric#FLOW_EFFICIENCY}. Source: {@code ItemFlow.totals} of items done in the
 * window whose {@code efficiency} is measured; the others add neither to the ratio nor to its parts.
 *
 * @param ratio {@code active / (active + waiting)}, from 0 to 1; unknown if no item is measured
 * @param perItem the spread of the items' own ratios: half of the items have at most p50
 * @param active the sum of their active time
 * @param waiting the sum of their waiting time
 * @param outcomes how many items are measured, and how many are not and why
 * @param incomplete how many of the measured items have history that was not captured
 */
public record FlowEfficiency(
        Figure<Double> ratio,
        Figure<Percentiles<Double>> perItem,
        Duration active,
        Duration waiting,
        Outcomes outcomes,
        long incomplete) {}
