package dev.millrace.view;

import dev.millrace.document.Block;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Formats;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.origin.OriginFigures;
import dev.millrace.metrics.origin.OriginFigures.OfOrigin;
import dev.millrace.metrics.origin.OriginFigures.PullRequests;
import dev.millrace.model.Figure;
import dev.millrace.valuestream.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** By whom work was written, and how its reviews went. */
final class OriginBlocks {

    private static final String NONE = "-";

    private OriginBlocks() {}

    static List<Block> of(OriginFigures figures) {
        if (figures.origins().isEmpty()) {
            return List.of(new Paragraph("No item and no pull request in the window."));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(summary(figures)));
        blocks.add(items(figures));
        if (figures.origins().stream().anyMatch(of -> any(of.pullRequests()))) {
            blocks.add(pullRequests(figures));
            blocks.add(reviews(figures));
        }
        return blocks;
    }

    private static boolean any(PullRequests of) {
        return of.opened() + of.open() + of.merged() + of.closed() > 0;
    }

    private static String summary(OriginFigures figures) {
        long all = figures.origins().stream().mapToLong(OfOrigin::items).sum();
        long unknown = figures.origins().stream()
                .filter(of -> of.origin() == Origin.UNKNOWN)
                .mapToLong(OfOrigin::items)
                .sum();
        return (figures.told() ? "" : "No signal of any origin was seen. ") + Formats.count(unknown) + " of "
                + Formats.items(all)
                + (unknown == 1 ? " has" : " have") + " no signal of an origin: that is unknown, not work of people."
                + " Automation is no item; its pull requests stand beside the others.";
    }

    private static Table items(OriginFigures figures) {
        List<Row> rows = new ArrayList<>();
        for (OfOrigin of : figures.origins()) {
            if (of.origin() == Origin.AUTOMATION && of.items() == 0) {
                continue;
            }
            rows.add(Row.of(
                    Cell.text(of.origin().label()),
                    Cell.text(Formats.count(of.items())),
                    Cell.text(Formats.count(of.done())),
                    duration(of.flowTime(), Percentiles::p50),
                    duration(of.flowTime(), Percentiles::p85),
                    duration(of.leadTime(), Percentiles::p50),
                    duration(of.leadTime(), Percentiles::p85)));
        }
        return new Table(
                "Items of the window by origin, and the times of those done",
                List.of(
                        Column.words("Origin"),
                        Column.figures("Items"),
                        Column.figures("Done"),
                        Column.figures("Flow time p50"),
                        Column.figures("p85"),
                        Column.figures("Lead time p50"),
                        Column.figures("p85")),
                rows);
    }

    private static Table pullRequests(OriginFigures figures) {
        List<Row> rows = new ArrayList<>();
        for (OfOrigin of : figures.origins()) {
            PullRequests made = of.pullRequests();
            if (any(made)) {
                rows.add(Row.of(
                        Cell.text(of.origin().label()),
                        Cell.text(Formats.count(made.opened())),
                        Cell.text(Formats.count(made.open())),
                        Cell.text(Formats.count(made.merged())),
                        Cell.text(Formats.count(made.closed())),
                        Cell.text(made.acceptance()
                                .measured()
                                .map(Formats::percent)
                                .orElse(NONE)),
                        duration(made.firstReview(), Percentiles::p50),
                        duration(made.firstReview(), Percentiles::p85),
                        Cell.text(Formats.count(made.notReviewed()))));
            }
        }
        return new Table(
                "Pull requests: accepted = merged of those merged or closed in the window; wait = until the first review "
                        + "of another person",
                List.of(
                        Column.words("Origin"),
                        Column.figures("Opened"),
                        Column.figures("Open"),
                        Column.figures("Merged"),
                        Column.figures("Closed"),
                        Column.figures("Accepted"),
                        Column.figures("Wait p50"),
                        Column.figures("p85"),
                        Column.figures("No review")),
                rows);
    }

    private static Table reviews(OriginFigures figures) {
        List<Row> rows = new ArrayList<>();
        for (OfOrigin of : figures.origins()) {
            PullRequests made = of.pullRequests();
            if (made.merged() + made.closed() > 0) {
                rows.add(Row.of(
                        Cell.text(of.origin().label()),
                        duration(made.reviewersTurn(), Percentiles::p50),
                        duration(made.reviewersTurn(), Percentiles::p85),
                        Cell.text(Formats.count(made.reviews())),
                        Cell.text(Formats.count(made.agentReviews())),
                        Cell.text(Formats.count(made.botReviews())),
                        Cell.text(Formats.count(made.sentBackOnce())),
                        Cell.text(made.sentBack()
                                .measured()
                                .map(times -> Formats.count(times.p85()))
                                .orElse(NONE)),
                        Cell.text(Formats.count(made.reverts()))));
            }
        }
        return new Table(
                "Reviews of the pull requests that were merged or closed in the window. The reviewers' turn is elapsed "
                        + "time, not effort",
                List.of(
                        Column.words("Origin"),
                        Column.figures("Reviewers' turn p50"),
                        Column.figures("p85"),
                        Column.figures("Reviews"),
                        Column.figures("By agents"),
                        Column.figures("By bots"),
                        Column.figures("Sent back"),
                        Column.figures("Rounds p85"),
                        Column.figures("Reverts")),
                rows);
    }

    private static Cell duration(
            Figure<Percentiles<Duration>> figure, Function<Percentiles<Duration>, Duration> percentile) {
        return Cell.text(figure.measured()
                .map(percentiles -> Formats.duration(percentile.apply(percentiles)))
                .orElse(NONE));
    }
}
