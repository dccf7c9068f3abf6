package dev.millrace.metrics.time;

import dev.millrace.metrics.Percentiles;
import dev.millrace.model.Figure;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What usually happens to items that come to a stage: what comes next, and how long they take until they are done. Based on the visits
 * that items made which are done; a visit that is repeated counts each time, as nobody knows at the begin of one that it is the last.
 *
 * @param stage the stage
 * @param left from the begin of a visit to the stop of its item; unknown if no such item was there
 * @param next what came directly after a visit, the most frequent first
 */
public record TimeLeft(Stage stage, Figure<Percentiles<Duration>> left, List<Next> next) {

    /**
     * What came after visits.
     *
     * @param stage the stage; null where the item was done, or went to no stage
     * @param visits after how many
     */
    public record Next(@Nullable Stage stage, long visits) {}

    /** Copies the list. */
    public TimeLeft {
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(left, "left");
        next = List.copyOf(next);
    }

    /** How many visits it is based on. */
    public long visits() {
        return next.stream().mapToLong(Next::visits).sum();
    }
}
