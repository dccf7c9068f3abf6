package dev.millrace.metrics.time;

import java.util.List;
import java.util.Objects;

/**
 * Where the waiting was spent, see {@link WaitingAccumulator#METRIC}.
 *
 * @param places the largest share first
 * @param weeks the ISO weeks the window touches, in order
 */
public record WaitingShares(List<WaitingShare> places, List<Week> weeks) {

    /**
     * One ISO week.
     *
     * @param isoWeek its name, such as {@code 2026-W47}
     * @param partial whether the window or as-of cut a part of it off
     */
    public record Week(String isoWeek, boolean partial) {
        /** Validates. */
        public Week {
            Objects.requireNonNull(isoWeek, "isoWeek");
        }
    }

    /** Copies the lists. */
    public WaitingShares {
        places = List.copyOf(places);
        weeks = List.copyOf(weeks);
    }
}
