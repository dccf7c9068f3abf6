package dev.millrace.metrics;

import dev.millrace.model.Figure;
import java.util.Locale;

/** How far a figure is known, for counting and for exports. */
public enum FigureState {
    /** Known and final. */
    MEASURED,
    /** Still growing: known as a lower bound. */
    OPEN,
    /** There is a value, but it is not known. */
    UNKNOWN,
    /** There is no such value. */
    NOT_APPLICABLE,
    /** The sources contradict each other. */
    CONTRADICTORY;

    /** The state of a figure. */
    public static FigureState of(Figure<?> figure) {
        if (figure instanceof Figure.Measured<?>) {
            return MEASURED;
        } else if (figure instanceof Figure.Open<?>) {
            return OPEN;
        } else if (figure instanceof Figure.Unknown<?>) {
            return UNKNOWN;
        } else if (figure instanceof Figure.NotApplicable<?>) {
            return NOT_APPLICABLE;
        }
        return CONTRADICTORY;
    }

    /** The written form in exports, such as {@code not-applicable}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
