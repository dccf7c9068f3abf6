package dev.millrace.metrics.report;

import dev.millrace.flow.FlowRule;
import dev.millrace.flow.HandOff;
import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.metrics.ItemRef;
import dev.millrace.metrics.quality.Finding;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Figure;
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One cycle of one item of a report, with what its figures follow from.
 *
 * @param item which one
 * @param title its title; hostile text
 * @param project the key of its project
 * @param type its type at the stop, or at as-of while it is open
 * @param team the name of its team, or null if the definition says none
 * @param services the names of the services that it changes
 * @param status where it stands at as-of
 * @param createdAt when the cycle began
 * @param start when it was started, or null if it never was
 * @param stop when it stopped, or null while it is open and where that is not known
 * @param week the ISO week in which it stopped, or null if that is not in the window
 * @param uses the metrics that it enters
 * @param flowTime start to stop
 * @param leadTime creation to stop
 * @param efficiency active / (active + waiting), from 0 to 1
 * @param active how long it was active
 * @param waiting how long it waited
 * @param state the state of what decides its present place, in its tool's words; hostile text
 * @param steps its timeline from {@code createdAt} to as-of, or to the stop, without gaps; what follows each other in the same place is one
 *     step
 * @param findings what is the matter with it
 * @param origin by whom it was written
 * @param handOffs between whom it went, if it was started and is done in the window
 */
public record ListedItem(
        ItemRef item,
        String title,
        String project,
        ItemType type,
        @Nullable String team,
        List<String> services,
        Status status,
        Instant createdAt,
        @Nullable Instant start,
        @Nullable Instant stop,
        @Nullable String week,
        Set<Use> uses,
        Figure<Duration> flowTime,
        Figure<Duration> leadTime,
        Figure<Double> efficiency,
        Duration active,
        Duration waiting,
        String state,
        List<Step> steps,
        Set<Finding> findings,
        Origin origin,
        Set<HandOff.Kind> handOffs) {

    /** What an item is counted in. */
    public enum Use {
        /** It stopped in the window, or may have. */
        STOPPED,
        /** It was done in the window: velocity. */
        DONE,
        /** It is in progress where the load is read. */
        IN_PROGRESS
    }

    /**
     * A part of the timeline in one place.
     *
     * @param start its first instant
     * @param end the first instant after it
     * @param kind what it counts as
     * @param stage the stage; null in a state the definition does not know, or under a flag or link
     * @param rule the rule of the flow algebra that decided
     * @param source the artifact that was decisive
     */
    public record Step(
            Instant start,
            Instant end,
            SegmentKind kind,
            @Nullable Stage stage,
            FlowRule rule,
            ArtifactId source) {

        /** Whether the other is the same place and follows this one. */
        boolean continuesWith(Step other) {
            return end.equals(other.start)
                    && kind == other.kind
                    && rule == other.rule
                    && source.equals(other.source)
                    && Objects.equals(stage, other.stage);
        }

        Step until(Instant later) {
            return new Step(start, later, kind, stage, rule, source);
        }
    }

    /** Copies the collections. */
    public ListedItem {
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(title, "title");
        services = List.copyOf(services);
        uses = Set.copyOf(uses);
        steps = List.copyOf(steps);
        findings = Set.copyOf(findings);
        Objects.requireNonNull(origin, "origin");
        handOffs = Set.copyOf(handOffs);
    }

    /** Where it is at as-of, or was last. */
    public Step last() {
        return steps.get(steps.size() - 1);
    }
}
