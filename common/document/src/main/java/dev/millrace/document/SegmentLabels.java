package dev.millrace.document;

import dev.millrace.model.SegmentKind;

/** The word that people read for each kind of segment. */
public final class SegmentLabels {

    private SegmentLabels() {}

    public static String of(SegmentKind kind) {
        return switch (kind) {
            case NOT_STARTED -> "Not started";
            case ACTIVE -> "Active";
            case WAITING -> "Waiting";
            case PAUSED -> "Paused";
            case CLOSED_GAP -> "Closed before re-open";
            case UNMAPPED -> "Without a stage";
            case DONE -> "Done";
            case CANCELLED -> "Cancelled";
        };
    }
}
