package dev.millrace.metrics.portfolio;

import dev.millrace.metrics.outlook.Forecast;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.model.ArtifactId;
import java.util.Objects;

/**
 * What the items of an epic or initiative come to. The counts are of all time up to as-of, an item with several cycles counts once for
 * each; the figures are of the window.
 *
 * @param holder the epic or initiative
 * @param done how many are done
 * @param inProgress how many are started and not stopped
 * @param notStarted how many have not started
 * @param cancelled how many ended without being delivered; in no other count
 * @param added how many were created in the window, also those that were cancelled since
 * @param figures flow time, flow efficiency, flow velocity, flow load and bottleneck
 * @param forecast when those that are not done will be, if nothing is added; from the full weeks of the window since its first item
 *     started
 */
public record HolderFigures(
        ArtifactId holder,
        long done,
        long inProgress,
        long notStarted,
        long cancelled,
        long added,
        FlowReport figures,
        Forecast forecast) {

    /** Validates. */
    public HolderFigures {
        Objects.requireNonNull(holder, "holder");
        Objects.requireNonNull(figures, "figures");
        Objects.requireNonNull(forecast, "forecast");
    }

    /** How many there are, without those that were cancelled. */
    public long all() {
        return done + open();
    }

    /** How many are not done. */
    public long open() {
        return inProgress + notStarted;
    }
}
