package dev.millrace.view.portfolio;

import dev.millrace.document.Block;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Cell;
import dev.millrace.document.Formats;
import dev.millrace.metrics.portfolio.Effort;
import dev.millrace.metrics.portfolio.Portfolio;
import dev.millrace.model.ArtifactId;
import dev.millrace.valuestream.EffortTarget;
import dev.millrace.valuestream.ItemType;
import dev.millrace.view.Labels;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the active and the waiting item-time of the window went: by initiative, and by type against the target. */
final class EffortBlocks {

    static final String DEFINITION =
            "Item-time between start and stop inside the window, in days of 24 hours: an item that is worked on for 2 of its 5 days "
                    + "has 2 active and 3 waiting item-days. The share is of the active item-time. Money is waiting item-days "
                    + "times the day rate that the item's team declares, an estimate; + marks an amount without teams that declare none.";

    /** What fits a page; the others are summed up. */
    private static final int MOST_ROWS = 6;

    private static final int HUNDRED = 100;

    private final Portfolio portfolio;
    private final Effort all;

    EffortBlocks(Portfolio portfolio) {
        this.portfolio = portfolio;
        this.all = portfolio.effort();
    }

    List<Block> all() {
        return List.of(byInitiative(), byType());
    }

    private Block.Table byInitiative() {
        List<Row> rows = new ArrayList<>();
        List<Map.Entry<ArtifactId, Effort>> tops = portfolio.effortByTop().entrySet().stream()
                .sorted(Map.Entry.<ArtifactId, Effort>comparingByValue(
                                Comparator.comparing(Effort::active).reversed())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        boolean allFit = tops.size() <= MOST_ROWS;
        int named = allFit ? tops.size() : MOST_ROWS - 1;
        tops.subList(0, named)
                .forEach(top -> rows.add(row(PortfolioText.name(portfolio, top.getKey()), top.getValue())));
        tops.subList(named, tops.size()).stream()
                .map(Map.Entry::getValue)
                .reduce(Effort::plus)
                .ifPresent(rest -> rows.add(row(Formats.count(tops.size() - (long) named) + " others", rest)));
        Effort none = portfolio.effortOfNone();
        if (none.items() > 0) {
            rows.add(row("Part of no epic or initiative", none));
        }
        rows.add(row("All", all));
        return new Block.Table(
                "By initiative, or by epic where it has none; active and waiting in item-days",
                columns("Initiative"),
                rows);
    }

    private Row row(String name, Effort effort) {
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.text(name),
                Cell.text(Formats.count(effort.items())),
                Cell.text(PortfolioText.number(effort.active())),
                share(effort),
                Cell.text(PortfolioText.number(effort.waiting()))));
        if (portfolio.currency().isPresent()) {
            cells.add(Cell.text(money(effort)));
        }
        return new Row(cells, false);
    }

    private List<Column> columns(String first) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.words(first),
                Column.figures("Items"),
                Column.figures("Active"),
                Column.words("Share"),
                Column.figures("Waiting")));
        portfolio.currency().ifPresent(currency -> columns.add(Column.figures(currency + ", estimate")));
        return columns;
    }

    private Cell share(Effort effort) {
        return effort.share(all)
                .measured()
                .map(share -> Cell.bar(Formats.percent(share), share))
                .orElseGet(() -> Cell.text("unknown"));
    }

    private static String money(Effort effort) {
        BigDecimal cost = effort.cost();
        String some = effort.notValued().isZero() ? "" : "+";
        return cost == null ? "unknown" : "~" + Formats.count(cost.longValue()) + some;
    }

    private Block.Table byType() {
        EffortTarget target = portfolio.target();
        Map<ItemType, Effort> byType = portfolio.effortByType();
        List<Column> columns = new ArrayList<>(columns("Type"));
        if (target != null) {
            columns.add(Column.figures("Target"));
            columns.add(Column.figures("Points"));
        }
        List<Row> rows = new ArrayList<>();
        for (ItemType type : ItemType.values()) {
            Effort effort = byType.get(type);
            boolean wanted = target != null && target.percent().getOrDefault(type, 0) > 0;
            if (effort == null && !wanted) {
                continue;
            }
            Effort known = effort == null ? Effort.NONE : effort;
            List<Cell> cells = new ArrayList<>(row(Labels.of(type), known).cells());
            if (target != null) {
                cells.add(Cell.text(Formats.percent(target.share(type))));
                cells.add(Cell.text(known.share(all)
                        .measured()
                        .map(share -> String.format(
                                Locale.ROOT,
                                "%+d",
                                Math.round(share * HUNDRED) - Math.round(target.share(type) * HUNDRED)))
                        .orElse("unknown")));
            }
            rows.add(new Row(cells, false));
        }
        return new Block.Table(
                target == null
                        ? "By type; active and waiting in item-days. effortTarget in the definition declares a target"
                        : "By type, the share against the declared target; active and waiting in item-days",
                columns,
                rows);
    }

    /** What makes the figures less certain, counted; a page that says nothing here would claim to know everything. */
    static String unknowns(Portfolio portfolio) {
        Effort all = portfolio.effort();
        List<String> parts = new ArrayList<>();
        add(parts, all.waitingUnknown(), " done whose waiting is unknown: what counts as active may have been waiting");
        add(parts, portfolio.figures().parentMissing(), " whose epic is not captured");
        if (!all.unmapped().isZero()) {
            parts.add(PortfolioText.days(all.unmapped()) + " in states without a stage");
        }
        if (portfolio.currency().isPresent() && !all.notValued().isZero()) {
            parts.add(PortfolioText.days(all.notValued())
                    + " of waiting of teams without a day rate, in no amount of money");
        }
        return parts.isEmpty() ? "nothing of the items that are counted" : String.join("; ", parts);
    }

    private static void add(List<String> parts, long n, String what) {
        if (n > 0) {
            parts.add(Formats.items(n) + what);
        }
    }
}
