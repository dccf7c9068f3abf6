package dev.millrace.flow.oracle;

import dev.millrace.model.ArtifactId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One cycle as the oracle sees it, in plain words and numbers.
 *
 * @param status NOT_STARTED, IN_FLOW, DONE or CANCELLED
 * @param begun when it began
 * @param start when it started, or null
 * @param stop when it stopped, or null
 * @param millis how long each kind of segment held
 * @param timeline what held when, neighbours that are alike joined
 * @param reopenings how often it left done or cancelled
 * @param flowTime what is known of it, and its milliseconds
 * @param leadTime the same
 * @param efficiency active / (active + waiting), or null where there is none
 */
public record NaiveCycle(
        String status,
        Instant begun,
        @Nullable Instant start,
        @Nullable Instant stop,
        Map<String, Long> millis,
        List<Piece> timeline,
        int reopenings,
        String flowTime,
        String leadTime,
        @Nullable Double efficiency) {

    /**
     * A piece of the timeline.
     *
     * @param start its first instant
     * @param end the first instant after it
     * @param kind what it counts as
     * @param stage the id of its stage, or a dash
     * @param rule the number of the rule that decided
     * @param source the decisive issue: a sub-task where that decided, else the item itself
     */
    public record Piece(Instant start, Instant end, String kind, String stage, String rule, ArtifactId source) {
        boolean continues(Piece before) {
            return kind.equals(before.kind)
                    && stage.equals(before.stage)
                    && rule.equals(before.rule)
                    && source.equals(before.source);
        }
    }
}
