package dev.millrace.metrics.load;

import dev.millrace.metrics.Percentiles;
import dev.millrace.model.Figure;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is in the flow for longer than most of what gets done, see {@link AgeingAccumulator#METRIC}. Source: {@code FlowLoad} and the flow time of
 * the items done in the window.
 *
 * @param limit the 85th percentile of the flow time; unknown if no item done in the window has one
 * @param done how many done items the limit is based on
 * @param items how many items are in the flow
 * @param over how many of them are older than the limit; unknown if there is no limit
 * @param stages the same by stage, in the order of the value stream
 */
public record Ageing(Figure<Duration> limit, long done, long items, Figure<Long> over, List<StageAges> stages) {

    /**
     * The items in one stage.
     *
     * @param stage the stage; null outside any
     * @param age how old they are, from their start and not from when they entered the stage
     * @param over how many are older than the limit; unknown if there is no limit
     */
    public record StageAges(@Nullable Stage stage, Percentiles<Duration> age, Figure<Long> over) {
        /** Validates. */
        public StageAges {
            Objects.requireNonNull(age, "age");
            Objects.requireNonNull(over, "over");
        }
    }

    /** Copies the list. */
    public Ageing {
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(over, "over");
        stages = List.copyOf(stages);
    }
}
