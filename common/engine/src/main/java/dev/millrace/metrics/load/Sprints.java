package dev.millrace.metrics.load;

import dev.millrace.model.Figure;
import dev.millrace.model.ToolInstance;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What was committed to sprints and what they delivered, see {@link SprintAccumulator#METRIC}. Source: {@code ItemFlow.sprints} and
 * {@code segments}.
 *
 * @param deliveredShare of what was committed to the sprints that ended; unknown if nothing was
 * @param committed items committed to the sprints that ended
 * @param delivered of those, how many were delivered
 * @param sprints those that began in the window, in the order of their beginnings
 * @param cut sprints that began before the window and ended in it or later: what they began with is not counted
 * @param withoutDates sprints of which no item tells when they began
 */
public record Sprints(
        Figure<Double> deliveredShare,
        long committed,
        long delivered,
        List<SprintFigures> sprints,
        long cut,
        long withoutDates) {

    /** Until when a sprint is counted. */
    public enum Until {
        /** Its end. */
        COMPLETED,
        /** The end that was planned: nobody ended it, or that is not known. */
        PLANNED_END,
        /** The end of the window: it goes on. */
        NOW
    }

    /**
     * One sprint.
     *
     * @param tool the installation that it is of
     * @param id the tool's id
     * @param name its name, or empty; hostile text
     * @param start when it began
     * @param end until when it is counted
     * @param until why until then
     * @param committed items that were in it when it began, and not done
     * @param added items that came into it later
     * @param unknown items that name it, and nobody knows since when; in neither
     * @param incomplete of all three, how many have history that was not captured
     */
    public record SprintFigures(
            ToolInstance tool,
            String id,
            String name,
            Instant start,
            Instant end,
            Until until,
            Outcome committed,
            Outcome added,
            long unknown,
            long incomplete) {
        /** Validates. */
        public SprintFigures {
            Objects.requireNonNull(tool, "tool");
            Objects.requireNonNull(start, "start");
            Objects.requireNonNull(end, "end");
        }
    }

    /**
     * What became of items until the end of a sprint; the first that applies.
     *
     * @param items all of them
     * @param removed taken out of the sprint before
     * @param delivered done
     * @param cancelled ended without being delivered
     * @param open not done
     */
    public record Outcome(long items, long removed, long delivered, long cancelled, long open) {}

    /** Copies the list. */
    public Sprints {
        Objects.requireNonNull(deliveredShare, "deliveredShare");
        sprints = List.copyOf(sprints);
    }

    /** Whether no item names a sprint that concerns the window. */
    public boolean none() {
        return sprints.isEmpty() && cut == 0 && withoutDates == 0;
    }
}
