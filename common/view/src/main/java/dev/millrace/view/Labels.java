package dev.millrace.view;

import dev.millrace.document.Formats;
import dev.millrace.flow.Chain.DoneRule;
import dev.millrace.flow.FlowRule.Cause;
import dev.millrace.flow.HandOff;
import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.metrics.FigureState;
import dev.millrace.metrics.load.CumulativeFlow;
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.StageKind;
import org.jspecify.annotations.Nullable;

/** The one word people read for each thing the model has a constant for. */
public final class Labels {

    private Labels() {}

    public static String of(ItemType type) {
        return switch (type) {
            case FEATURE -> "Feature";
            case DEFECT -> "Defect";
            case RISK -> "Risk";
            case DEBT -> "Debt";
            case UNCLASSIFIED -> "Unclassified";
        };
    }

    public static String of(Status status) {
        return switch (status) {
            case NOT_STARTED -> "not started";
            case IN_FLOW -> "in progress";
            case DONE -> "done";
            case CANCELLED -> "cancelled";
        };
    }

    public static String of(StageKind kind) {
        return switch (kind) {
            case NEW -> "not begun";
            case ACTIVE -> "active";
            case WAITING -> "waiting";
            case DONE -> "done";
            case CANCELLED -> "cancelled";
        };
    }

    public static String of(DoneRule rule) {
        return switch (rule) {
            case TRACKED -> "tracked: done when its own tool says so";
            case DELIVERED -> "delivered: done when its own tool says so and its changes are in production";
        };
    }

    public static String of(FigureState state) {
        return switch (state) {
            case MEASURED -> "measured";
            case OPEN -> "still open";
            case UNKNOWN -> "unknown";
            case NOT_APPLICABLE -> "not applicable";
            case CONTRADICTORY -> "contradictory";
        };
    }

    /** Where time was spent: a stage, or what made the item wait outside any stage. */
    public static String place(@Nullable Stage stage, Cause cause) {
        if (stage != null) {
            return Formats.shorten(stage.name(), Formats.NAME);
        }
        return switch (cause) {
            case FLAG -> "Blocked by a flag";
            case BLOCKING_LINK -> "Blocked by a link";
            case CLOSED, DELIVERY, SUB_TASK, STATUS -> "No stage";
        };
    }

    public static String of(HandOff.Kind kind) {
        return switch (kind) {
            case PERSON -> "People";
            case TEAM -> "Teams";
            case TOOL -> "Tools";
        };
    }

    public static String place(CumulativeFlow.Band band) {
        return band.stage() != null
                ? Formats.shorten(band.stage().name(), Formats.NAME)
                : band.blocked() ? "Blocked" : "No stage";
    }

    /** As what time in a stage is drawn. */
    public static SegmentKind kind(Stage stage) {
        return switch (stage.kind()) {
            case NEW -> SegmentKind.NOT_STARTED;
            case ACTIVE -> SegmentKind.ACTIVE;
            case WAITING -> SegmentKind.WAITING;
            case DONE -> SegmentKind.DONE;
            case CANCELLED -> SegmentKind.CANCELLED;
        };
    }
}
