package dev.millrace.metrics.load;

import dev.millrace.valuestream.Stage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the items stood at the end of each day, see {@link CumulativeAccumulator#METRIC}. Source: {@code ItemFlow.segments}.
 *
 * @param bands the places items stood in on any of the days, in the order of the value stream
 * @param days the local days the window touches, in order
 */
public record CumulativeFlow(List<Band> bands, List<Day> days) {

    /**
     * One place.
     *
     * @param stage the stage; null outside any
     * @param blocked whether, outside any stage, a flag or a link held the item; else its state has no stage
     */
    public record Band(@Nullable Stage stage, boolean blocked) {}

    /**
     * One day.
     *
     * @param day the local day
     * @param at when it was read: the day's last millisecond, or the window's, or as-of, whichever is earliest
     * @param partial whether the window or as-of cut a part of the day off
     * @param items how many items stood in each band, in the order of the bands
     */
    public record Day(LocalDate day, Instant at, boolean partial, List<Long> items) {
        /** Copies the list. */
        public Day {
            Objects.requireNonNull(day, "day");
            items = List.copyOf(items);
        }

        /** How many items of the report existed by then. */
        public long total() {
            return items.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Copies the lists; every day has a count for every band. */
    public CumulativeFlow {
        bands = List.copyOf(bands);
        days = List.copyOf(days);
        for (Day day : days) {
            if (day.items().size() != bands.size()) {
                throw new IllegalArgumentException(
                        day.day() + " has " + day.items().size() + " counts for " + bands.size() + " bands");
            }
        }
    }
}
