package dev.millrace.metrics.load;

import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.TypeCounts;
import dev.millrace.model.Figure;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Items done per week, see {@link VelocityAccumulator#METRIC}. Source: {@code ItemFlow.stop} and {@code ItemFlow.type}. An item
 * that was re-opened late and done again was done twice.
 *
 * @param done items done in the window, by type at completion
 * @param cancelled items that ended in the window without being delivered; not in {@code done}
 * @param undated items done at an unknown instant, which may be in the window; not in {@code done} and in no week
 * @param weeks the ISO weeks the window touches, in order; a week without an item done is there with 0
 * @param perFullWeek the spread of items done over the weeks that lie wholly inside the window; unknown if there is none
 * @param incomplete how many of the items done have history that was not captured
 */
public record FlowVelocity(
        TypeCounts done,
        long cancelled,
        long undated,
        List<Week> weeks,
        Figure<Percentiles<Long>> perFullWeek,
        long incomplete) {

    /**
     * One ISO week, Monday to Sunday in the report's zone.
     *
     * @param isoWeek its name, such as {@code 2026-W47}
     * @param monday its first day
     * @param start when it begins
     * @param end when the next one begins
     * @param partial whether the window or as-of cut a part of it off: its counts are then too low for a week
     * @param done items done in it and in the window, by type
     * @param cancelled items that ended in it and in the window without being delivered
     */
    public record Week(
            String isoWeek,
            LocalDate monday,
            Instant start,
            Instant end,
            boolean partial,
            TypeCounts done,
            long cancelled) {}

    /** Items done in each full week, the oldest first. */
    public List<Long> fullWeeks() {
        return weeks.stream()
                .filter(week -> !week.partial())
                .map(week -> week.done().total())
                .toList();
    }

    /** Copies the list. */
    public FlowVelocity {
        weeks = List.copyOf(weeks);
    }
}
