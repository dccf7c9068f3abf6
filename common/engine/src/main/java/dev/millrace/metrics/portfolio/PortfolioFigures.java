package dev.millrace.metrics.portfolio;

import dev.millrace.metrics.report.FlowReport;
import java.util.List;
import java.util.Objects;

/**
 * What all items of a portfolio come to.
 *
 * @param all the figures of all of them, whatever they are part of
 * @param holders those of each epic and initiative that has items, in the order of their identities
 * @param effort the item-time of all, divided by initiative, type and team
 * @param parentMissing how many items of the window name a parent that is not captured
 */
public record PortfolioFigures(
        FlowReport all, List<HolderFigures> holders, List<EffortCell> effort, long parentMissing) {

    /** Copies the lists. */
    public PortfolioFigures {
        Objects.requireNonNull(all, "all");
        holders = List.copyOf(holders);
        effort = List.copyOf(effort);
    }
}
