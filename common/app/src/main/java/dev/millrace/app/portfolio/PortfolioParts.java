package dev.millrace.app.portfolio;

import dev.millrace.derive.Belonging;
import dev.millrace.derive.ItemParts;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.portfolio.HeldFlow;
import dev.millrace.metrics.portfolio.PortfolioAccumulator;
import dev.millrace.metrics.time.PastItem;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Takes the items of a report; what is delivered, the reports of the products say. */
final class PortfolioParts implements ItemParts {

    private final HolderTree tree;
    private final PortfolioAccumulator figures;
    /** The last cycle of each epic and initiative. */
    private final Map<ArtifactId, ItemFlow> holders = new HashMap<>();

    PortfolioParts(HolderTree tree, PortfolioAccumulator figures) {
        this.tree = tree;
        this.figures = figures;
    }

    Map<ArtifactId, ItemFlow> holders() {
        return holders;
    }

    @Override
    public void flow(ItemFlow flow, Belonging of, Supplier<ItemHistory> history) {
        ArtifactId artifact = flow.item().artifact();
        if (flow.item().level() == Level.PORTFOLIO) {
            holders.merge(artifact, flow, (one, other) -> other.cycle() > one.cycle() ? other : one);
        }
        figures.add(new HeldFlow(flow, tree.above(artifact), tree.parentMissing(artifact), of.team()));
    }

    /** Every item is asked for by itself, so none is past. */
    @Override
    public void past(PastItem past, Belonging of, long items) {
        throw new IllegalStateException("a portfolio asks for all items, and " + items + " were left out");
    }
}
