package dev.millrace.metrics.time;

import dev.millrace.metrics.Percentiles;
import dev.millrace.model.Figure;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the stream is held up, with the evidence; see {@link BottleneckAccumulator#METRIC}.
 *
 * @param stage the stage that is named, or null if none is shown
 * @param lead by how much its share leads the second one, with the interval; null if fewer than two stages were waited in
 * @param items how many items waited inside the window
 * @param candidates every stage that was waited in, the largest share first
 */
public record Bottleneck(@Nullable Stage stage, @Nullable Lead lead, long items, List<Candidate> candidates) {

    /**
     * How far the first share is ahead of the second.
     *
     * @param value the lead, from 0 to 1
     * @param low the 5th percentile of the resampled leads
     * @param high the 95th percentile of the resampled leads
     */
    public record Lead(double value, double low, double high) {
        /** Validates: an interval has its ends in order. */
        public Lead {
            if (!(low <= high)) {
                throw new IllegalArgumentException("an interval from " + low + " to " + high + " is none");
            }
        }

        /** Whether the interval excludes 0. */
        public boolean shown() {
            return low > 0;
        }
    }

    /**
     * One stage that was waited in.
     *
     * @param stage the stage
     * @param time waiting time inside the window, each visit once
     * @param share its part of all of them, above 0 and at most 1
     * @param visits how many visits touch the window
     * @param arrivals how many of them began in it
     * @param departures how many of them ended in it; fewer than arrived means that the queue grew
     * @param repeats how many of them were not the item's first to this stage
     * @param completed how long the visits took that ended in it
     */
    public record Candidate(
            Stage stage,
            Duration time,
            double share,
            long visits,
            long arrivals,
            long departures,
            long repeats,
            Figure<Percentiles<Duration>> completed) {

        /** Validates: the share is part of a whole. */
        public Candidate {
            Objects.requireNonNull(stage, "stage");
            Objects.requireNonNull(completed, "completed");
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("a share is above 0 and at most 1, but this one is " + share);
            }
        }

        /** By how much the queue grew inside the window; negative if it shrank. */
        public long growth() {
            return arrivals - departures;
        }
    }

    /** Copies the list; only a shown lead names a stage. */
    public Bottleneck {
        candidates = List.copyOf(candidates);
        if ((stage != null) != (lead != null && lead.shown())) {
            throw new IllegalArgumentException("a stage is named if its lead is significant, and only then");
        }
    }

    /** The stage that is named; empty if none is shown. */
    public Optional<Stage> named() {
        return Optional.ofNullable(stage);
    }
}
