package dev.millrace.document;

import dev.millrace.document.Svg.Paint;
import dev.millrace.model.SegmentKind;
import java.util.List;

/** The fill of each kind: colours that people with any colour vision can distinguish, and a pattern with each. */
final class Paints {

    private static final List<Paint> SERIES = List.of(
            new Paint("mr-s0", "#2f6db5", 0),
            new Paint("mr-s1", "#d1642e", 1),
            new Paint("mr-s2", "#8a4fa8", 2),
            new Paint("mr-s3", "#2b8c77", 3),
            new Paint("mr-s4", "#7d8590", 4),
            new Paint("mr-s5", "#b8902a", 0),
            new Paint("mr-s6", "#4d7a2f", 1),
            new Paint("mr-s7", "#b0476b", 2),
            new Paint("mr-s8", "#5566c4", 3),
            new Paint("mr-s9", "#8a6a4a", 4),
            new Paint("mr-s10", "#2a93a8", 1),
            new Paint("mr-s11", "#9a9a3a", 2));

    private Paints() {}

    /** The paint of a series of a chart, by its place. */
    static Paint series(int i) {
        return SERIES.get(i % SERIES.size());
    }

    /** The paint of a bar of a timeline. */
    static Paint of(SegmentKind kind) {
        String cssClass = "mr-" + kind.text();
        return switch (kind) {
            case ACTIVE -> new Paint(cssClass, "#2f6db5", 0);
            case WAITING -> new Paint(cssClass, "#d08a1d", 1);
            case PAUSED -> new Paint(cssClass, "#8b95a3", 2);
            case CLOSED_GAP -> new Paint(cssClass, "#8a4fa8", 3);
            case UNMAPPED -> new Paint(cssClass, "#b8433a", 4);
            case NOT_STARTED -> new Paint(cssClass, "#c9d0d9", 0);
            case DONE -> new Paint(cssClass, "#3f9a63", 0);
            case CANCELLED -> new Paint(cssClass, "#5d6673", 4);
        };
    }
}
