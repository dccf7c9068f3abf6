package dev.millrace.metrics;

import dev.millrace.model.Figure;
import dev.millrace.model.Reason;

/** Parts of a whole. */
public final class Shares {

    private Shares() {}

    /** The share from 0 to 1; unknown if the whole is nothing, since a share of nothing is not 0. */
    public static Figure<Double> of(long part, long whole) {
        return whole == 0 ? new Figure.Unknown<>(Reason.of(Reason.Code.NO_ITEMS)) : Figure.of((double) part / whole);
    }
}
