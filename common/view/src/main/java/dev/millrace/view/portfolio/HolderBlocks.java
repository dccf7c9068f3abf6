package dev.millrace.view.portfolio;

import dev.millrace.document.Block;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Cell;
import dev.millrace.document.Formats;
import dev.millrace.flow.FlowTotals;
import dev.millrace.metrics.outlook.BackTest;
import dev.millrace.metrics.outlook.Forecast;
import dev.millrace.metrics.portfolio.Holder;
import dev.millrace.metrics.portfolio.HolderFigures;
import dev.millrace.metrics.portfolio.Portfolio;
import dev.millrace.metrics.time.Bottleneck;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.view.Labels;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Initiatives with their epics: how far they are, when they will be done, and what holds them up. */
final class HolderBlocks {

    static final String DEFINITION =
            "Done counts the items of all time up to as-of, without those that were cancelled. Flow time is that of the epic or "
                    + "initiative by its own states; while it is open, its age. Active and waiting are the item-time of its items "
                    + "inside the window. Done by: with 85% confidence, if nothing is added (Monte Carlo on its own full weeks "
                    + "in the window).";

    /** What fits a page beside the rows of the products; epics go before initiatives do, and are counted and in the JSON. */
    private static final int MOST_ROWS = 27;

    private static final int ROWS_OF_A_PRODUCT = 5;

    private static final String NONE = "-";

    private final Portfolio portfolio;
    private final ZoneId zone;

    HolderBlocks(Portfolio portfolio) {
        this.portfolio = portfolio;
        this.zone = portfolio.figures().all().request().zone();
    }

    List<Block> all() {
        List<Row> rows = new ArrayList<>();
        for (Holder holder : portfolio.holders()) {
            if (holder.parent() == null) {
                add(holder, 0, rows);
            }
        }
        if (rows.isEmpty()) {
            return List.of(new Paragraph("No epic or initiative has an item in the window or to do."));
        }
        int most = MOST_ROWS
                - ROWS_OF_A_PRODUCT
                        * Math.min(ProductBlocks.MOST, portfolio.products().size());
        List<Row> shown = rows.size() > most
                ? rows.stream().filter(row -> !row.detail()).limit(most).toList()
                : rows;
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Table(
                "Not done, or with items in the window; epics stand below their initiative; active and waiting in item-days",
                List.of(
                        Column.words("Initiative or epic"),
                        Column.figures("Done"),
                        Column.figures("Flow time"),
                        Column.figures("Active"),
                        Column.figures("Waiting"),
                        Column.words("Done by"),
                        Column.words("Held up by")),
                shown));
        if (rows.size() > shown.size()) {
            blocks.add(new Paragraph(Formats.count(rows.size() - (long) shown.size())
                    + " more initiatives and epics are not shown here; --json has all of them."));
        }
        return blocks;
    }

    /** A holder, if there is anything to say of it, with those that it holds. */
    private void add(Holder holder, int depth, List<Row> rows) {
        List<Row> below = new ArrayList<>();
        for (Holder child : portfolio.holders()) {
            if (holder.artifact().equals(child.parent())) {
                add(child, depth + 1, below);
            }
        }
        Optional<HolderFigures> figures = portfolio.of(holder.artifact());
        boolean moves = figures.filter(
                        one -> one.open() > 0 || one.figures().population().counted() > 0)
                .isPresent();
        if (moves || !below.isEmpty()) {
            rows.add(row(holder, figures.orElse(null), depth));
            rows.addAll(below);
        }
    }

    private Row row(Holder holder, @Nullable HolderFigures figures, int depth) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.link(PortfolioText.name(holder), holder.url()));
        if (figures == null) {
            cells.addAll(List.of(Cell.text("no item"), Cell.text(flowTime(holder))));
            for (int i = 0; i < 4; i++) {
                cells.add(Cell.text(NONE));
            }
        } else {
            FlowTotals time = figures.figures().load().timeInWindow();
            cells.add(Cell.text(Formats.count(figures.done()) + " of " + Formats.count(figures.all())));
            cells.add(Cell.text(flowTime(holder)));
            cells.add(Cell.text(PortfolioText.number(time.active())));
            cells.add(Cell.text(PortfolioText.number(time.waiting())));
            cells.add(Cell.text(doneBy(holder, figures)));
            cells.add(Cell.text(heldUp(figures.figures().bottleneck())));
        }
        return new Row(cells, depth > 0);
    }

    private static String flowTime(Holder holder) {
        return holder.flowTime() instanceof Figure.Open<Duration> open
                ? PortfolioText.wholeDays(open.lowerBound()) + ", open"
                : Formats.figure(holder.flowTime(), PortfolioText::wholeDays);
    }

    private String doneBy(Holder holder, HolderFigures figures) {
        if (figures.open() == 0) {
            return switch (holder.status()) {
                case DONE -> "done";
                case CANCELLED -> Labels.of(holder.status());
                case NOT_STARTED, IN_FLOW -> "items done";
            };
        }
        Forecast forecast = figures.forecast();
        Reason refused = forecast.refused();
        if (refused != null && refused.code() == Reason.Code.UNSTABLE) {
            return "unknown: not stable";
        } else if (refused != null) {
            return "unknown: "
                    + (forecast.history().size() < Forecast.MIN_WEEKS
                            ? Formats.count(forecast.history().size(), "full week", "full weeks")
                            : "nothing done");
        } else if (forecast.howLong().isEmpty()) {
            BackTest test = forecast.refusals().get(0).backTest();
            return "unknown: " + test.held() + " of " + test.forecasts() + " held";
        }
        int weeks = forecast.howLong().get(0).in85();
        Instant by = forecast.from().plus(Duration.ofDays(7L * weeks));
        return weeks >= Forecast.MAX_WEEKS ? "10 years or more" : Formats.date(by, zone);
    }

    /** The stage, if its lead is significant; else where most of the waiting is. */
    private static String heldUp(Bottleneck bottleneck) {
        if (bottleneck.candidates().isEmpty()) {
            return NONE;
        }
        Bottleneck.Candidate first = bottleneck.candidates().get(0);
        return (bottleneck.named().isPresent() ? "" : "mostly ")
                + PortfolioText.name(first.stage())
                + ' '
                + Formats.percent(first.share());
    }
}
