package dev.millrace.metrics.time;

import java.util.List;

/**
 * Where the waiting was spent, see {@link WaitingAccumulator#METRIC}.
 *
 * @param places the largest share first
 */
public record WaitingShares(List<WaitingShare> places) {
    /** Copies the list. */
    public WaitingShares {
        places = List.copyOf(places);
    }
}
