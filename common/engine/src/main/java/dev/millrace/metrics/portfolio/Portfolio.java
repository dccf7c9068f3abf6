package dev.millrace.metrics.portfolio;

import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.ReportExtras;
import dev.millrace.model.ArtifactId;
import dev.millrace.valuestream.DayRate;
import dev.millrace.valuestream.EffortTarget;
import dev.millrace.valuestream.ItemType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a leader asks: how the products flow, how far epics and initiatives are, and where effort and waiting went.
 *
 * @param products the value streams, or the services of the only one, in the order of the definition
 * @param holders the epics and initiatives, in the order of their creation
 * @param figures what the items come to
 * @param target how effort is meant to be divided; null if nothing is declared
 * @param rates what a day of waiting is worth, by the name of the team; only teams that declare it
 */
public record Portfolio(
        List<Product> products,
        List<Holder> holders,
        PortfolioFigures figures,
        @Nullable EffortTarget target,
        Map<String, DayRate> rates) {

    /**
     * A product with its report.
     *
     * @param name what people call it
     * @param report the figures of its items
     * @param extras comparison and delivery
     */
    public record Product(String name, FlowReport report, ReportExtras extras) {
        /** Validates. */
        public Product {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(report, "report");
            Objects.requireNonNull(extras, "extras");
        }
    }

    /** Copies the collections. */
    public Portfolio {
        products = List.copyOf(products);
        holders = List.copyOf(holders);
        Objects.requireNonNull(figures, "figures");
        rates = Map.copyOf(rates);
    }

    /** Where all item-time went. */
    public Effort effort() {
        return figures.effort().stream().map(this::valued).reduce(Effort.NONE, Effort::plus);
    }

    /** The same by type, in the order of the types; types without an item are not in it. */
    public Map<ItemType, Effort> effortByType() {
        Map<ItemType, Effort> by = new EnumMap<>(ItemType.class);
        figures.effort().forEach(cell -> by.merge(cell.type(), valued(cell), Effort::plus));
        return by;
    }

    /** The same of the items that are part of something, by the highest that they are part of. */
    public Map<ArtifactId, Effort> effortByTop() {
        Map<ArtifactId, Effort> by = new TreeMap<>();
        for (EffortCell cell : figures.effort()) {
            if (cell.top() != null) {
                by.merge(cell.top(), valued(cell), Effort::plus);
            }
        }
        return by;
    }

    /** The same of the items that are part of nothing. */
    public Effort effortOfNone() {
        return figures.effort().stream()
                .filter(cell -> cell.top() == null)
                .map(this::valued)
                .reduce(Effort.NONE, Effort::plus);
    }

    /** The currency of all rates; empty if no team declares one. */
    public Optional<String> currency() {
        return rates.values().stream().map(DayRate::currency).findFirst();
    }

    private Effort valued(EffortCell cell) {
        return Effort.of(cell, cell.team() == null ? null : rates.get(cell.team()));
    }

    /** What the items of an epic or initiative come to; empty if it has none. */
    public Optional<HolderFigures> of(ArtifactId holder) {
        return figures.holders().stream()
                .filter(one -> one.holder().equals(holder))
                .findFirst();
    }
}
