package dev.millrace.projection;

import dev.millrace.flow.FlowTotals;
import dev.millrace.flow.ItemFlow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the figures of a cycle are if they are measured: they follow from the rest, and need not be written.
 *
 * @param flowTime the sum of its parts
 * @param leadTime from the beginning to the stop; null while there is none
 * @param efficiency active time to active and waiting time, which is no number where there is neither
 */
record Expected(Duration flowTime, @Nullable Duration leadTime, Double efficiency) {

    static Expected of(ItemFlow flow) {
        return of(flow.totals(), flow.createdAt(), flow.stop());
    }

    static Expected of(FlowTotals totals, Instant createdAt, @Nullable Instant stop) {
        double both = totals.active().plus(totals.waiting()).toMillis();
        return new Expected(
                totals.elapsed(),
                stop == null ? null : Duration.between(createdAt, stop),
                totals.active().toMillis() / both);
    }
}
