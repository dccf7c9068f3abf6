package dev.millrace.view.portfolio;

import dev.millrace.document.Block;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Cell;
import dev.millrace.document.Document.Card;
import dev.millrace.document.Document.Change;
import dev.millrace.document.Formats;
import dev.millrace.document.Trend;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.Outcomes;
import dev.millrace.metrics.delivery.DeliveryMetrics;
import dev.millrace.metrics.delivery.DeliveryReport;
import dev.millrace.metrics.load.LoadAccumulator;
import dev.millrace.metrics.portfolio.Portfolio;
import dev.millrace.metrics.time.EfficiencyAccumulator;
import dev.millrace.metrics.time.TimeAccumulator;
import dev.millrace.view.ReportView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The products side by side: the cards of the report of each. Velocity is not among them: it compares nothing across teams. */
final class ProductBlocks {

    static final String DEFINITION =
            "Value streams, or the services of the only one, in the order of the definition. Time to market is the median flow "
                    + "time, from commitment to done. Each figure is that of the product's own report: "
                    + "millrace report --stream ID or --service ID.";

    /** What fits a page; the others are counted, and in the JSON. */
    static final int MOST = 4;

    private static final String NONE = "-";

    private final Portfolio.Product product;
    private final Map<String, Card> cards;

    private ProductBlocks(Portfolio.Product product) {
        this.product = product;
        this.cards = ReportView.of(product.report(), product.extras()).document().cards().stream()
                .collect(Collectors.toMap(Card::id, Function.identity(), (one, other) -> one, TreeMap::new));
    }

    static List<Block> of(Portfolio portfolio) {
        List<Row> rows = new ArrayList<>();
        portfolio.products().stream().limit(MOST).forEach(product -> new ProductBlocks(product).add(rows));
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Table(
                "Now, and against the window before (90% confidence); time to market is the median flow time",
                List.of(
                        Column.words("Product"),
                        Column.figures("Now"),
                        Column.figures("n"),
                        Column.words("By week"),
                        Column.words("Change")),
                rows));
        if (portfolio.products().size() > MOST) {
            blocks.add(new Paragraph(Formats.count(portfolio.products().size() - MOST)
                    + " more products are not shown here; --json has all of them."));
        }
        return blocks;
    }

    private void add(List<Row> rows) {
        rows.add(Row.of(
                Cell.text(Formats.shorten(product.name(), Formats.NAME)),
                Cell.text(""),
                Cell.text(""),
                Cell.text(""),
                Cell.text("")));
        rows.add(row(
                "Time to market",
                TimeAccumulator.FLOW_TIME,
                n(product.report().flowTime().outcomes())));
        rows.add(row(
                "Flow efficiency",
                EfficiencyAccumulator.METRIC,
                n(product.report().efficiency().outcomes())));
        rows.add(row("WIP", LoadAccumulator.METRIC, NONE));
        DeliveryReport delivery = product.extras().delivery();
        if (delivery != null) {
            rows.add(row(
                    "Change fail rate",
                    DeliveryMetrics.CHANGE_FAIL_RATE,
                    Formats.count(delivery.changeFailRate().part()) + " of "
                            + Formats.count(delivery.changeFailRate().whole())));
        }
    }

    private static String n(Outcomes outcomes) {
        return Formats.count(outcomes.measured()) + " of " + Formats.count(outcomes.total());
    }

    private Row row(String name, Metric metric, String n) {
        Card card = cards.get(metric.id());
        if (card == null) {
            throw new IllegalStateException("a report has a card for " + metric.id());
        }
        Trend trend = card.trend();
        Change change = card.change();
        return Row.detail(
                Cell.text(name),
                Cell.text(card.value()),
                Cell.text(n),
                Cell.text(trend == null || !trend.drawable() ? NONE : trend.signs()),
                Cell.text(change == null ? "not compared" : change.words()));
    }
}
