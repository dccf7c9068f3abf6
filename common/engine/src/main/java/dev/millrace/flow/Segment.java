package dev.millrace.flow;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.NativeState;
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A part of an item's timeline that one rule decided. The segments of a timeline touch each other and never overlap.
 *
 * @param start its first instant
 * @param end the first instant after it; the instant of the report where the timeline is still open
 * @param kind what it counts as
 * @param stage the stage that was decisive, or null in a state the definition does not know; under a flag or link the
 *     stream's blocked stage, if it has one
 * @param rule the rule of the algebra that decided
 * @param source the artifact that was decisive: the item itself, a sub-task, or something of its chain
 * @param state that artifact's native state
 */
public record Segment(
        Instant start,
        Instant end,
        SegmentKind kind,
        @Nullable Stage stage,
        FlowRule rule,
        ArtifactId source,
        NativeState state) {

    /** Validates: a segment has a length. */
    public Segment {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(state, "state");
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("a segment has a length, but this one is " + start + " to " + end);
        }
    }

    /** What kind of evidence decided. */
    public FlowRule.Cause cause() {
        return rule.cause();
    }

    /** How long it is. */
    public Duration length() {
        return Duration.between(start, end);
    }
}
