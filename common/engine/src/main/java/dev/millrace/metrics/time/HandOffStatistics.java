package dev.millrace.metrics.time;

import dev.millrace.flow.HandOff;
import dev.millrace.metrics.Percentiles;
import dev.millrace.model.Figure;
import java.time.Duration;
import java.util.List;

/**
 * How often work went from one to another, see {@link HandOffAccumulator#METRIC}. Source: {@code ItemFlow.handOffs} of items done in the
 * window that were started.
 *
 * @param perItem hand-offs per item; an item without any has 0; unknown if no started item was done
 * @param kinds by kind, in a fixed order; a kind that did not occur has n 0, and teams are left out then, since
 *     perhaps none are defined
 */
public record HandOffStatistics(Figure<Percentiles<Long>> perItem, List<KindStatistics> kinds) {

    /**
     * Hand-offs of one kind.
     *
     * @param kind between whom
     * @param n how many
     * @param waiting how long the work waited after each of those where waiting could be seen; unknown if there was none
     * @param total the waiting of all those
     */
    public record KindStatistics(HandOff.Kind kind, long n, Figure<Percentiles<Duration>> waiting, Duration total) {}

    /** Copies the list. */
    public HandOffStatistics {
        kinds = List.copyOf(kinds);
    }
}
