package dev.millrace.view;

import dev.millrace.document.Block;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Height;
import dev.millrace.document.Block.LinePoint;
import dev.millrace.document.Block.Lines;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Formats;
import dev.millrace.metrics.delivery.DeliveryReport;
import dev.millrace.metrics.outlook.Breakdown;
import dev.millrace.metrics.outlook.Comparison;
import dev.millrace.metrics.outlook.Forecast;
import dev.millrace.metrics.outlook.PeriodSummary;
import dev.millrace.model.Reason;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** What changed, what comes, and how groups differ. */
final class OutlookBlocks {

    private static final String NONE = "-";

    private final ZoneId zone;
    private final ForecastText text;

    OutlookBlocks(ZoneId zone) {
        this.zone = zone;
        this.text = new ForecastText(zone);
    }

    List<Block> of(Comparison comparison) {
        List<Row> rows = new ArrayList<>();
        for (Comparison.Row row : comparison.rows()) {
            rows.add(Row.of(
                    Cell.text(figure(row)),
                    Cell.text(Formats.figure(row.before(), value -> ComparisonText.value(row, value))),
                    Cell.text(Formats.count(row.beforeN())),
                    Cell.text(Formats.figure(row.after(), value -> ComparisonText.value(row, value))),
                    Cell.text(Formats.count(row.afterN())),
                    Cell.text(row.change()
                            .measured()
                            .map(change -> ComparisonText.change(row, change.low()) + " to "
                                    + ComparisonText.change(row, change.high()))
                            .orElse(NONE)),
                    Cell.text(verdict(row))));
        }
        List<Block> blocks = new ArrayList<>();
        ComparisonText.notCompared(comparison)
                .ifPresent(why -> blocks.add(new Paragraph("Not compared: " + why + '.')));
        blocks.add(new Table(
                "Compared with "
                        + Formats.window(
                                comparison.before().start(), comparison.before().end(), zone)
                        + " (90% confidence)",
                List.of(
                        Column.words("Figure"),
                        Column.figures("Before"),
                        Column.figures("n"),
                        Column.figures("Now"),
                        Column.figures("n"),
                        Column.figures("Change (90%)"),
                        Column.words("Result")),
                rows));
        return blocks;
    }

    List<Block> of(Forecast forecast) {
        Reason refused = forecast.refused();
        if (refused != null) {
            return List.of(new Paragraph("No forecast: " + refused.detail() + '.'));
        }
        List<Block> blocks = new ArrayList<>();
        if (!forecast.howMany().isEmpty()) {
            Forecast.HowMany nearest = forecast.howMany().get(0);
            blocks.add(new Paragraph("With 85% confidence we finish at least " + Formats.items(nearest.in85()) + " by "
                    + Formats.date(nearest.until(), zone) + ". "
                    + ForecastText.record(nearest.backTest()) + '.'));
            blocks.add(fan(forecast));
        }
        List<Row> lasting = new ArrayList<>();
        for (Forecast.HowLong row : forecast.howLong()) {
            lasting.add(Row.of(
                    Cell.text(Formats.items(row.items())),
                    Cell.text(text.weeks(forecast, row.in50())),
                    Cell.text(text.weeks(forecast, row.in85())),
                    Cell.text(text.weeks(forecast, row.in95())),
                    Cell.text(ForecastText.held(row.backTest()))));
        }
        if (!lasting.isEmpty()) {
            blocks.add(new Table(
                    "Latest finish, with 50%, 85% and 95% confidence",
                    List.of(
                            Column.words("The next"),
                            Column.figures("50%"),
                            Column.figures("85%"),
                            Column.figures("95%"),
                            Column.figures("Held before")),
                    lasting));
        }
        blocks.addAll(tested(forecast));
        return blocks;
    }

    /** How good earlier forecasts were, for each number of weeks, and what is not forecast because of that. */
    private List<Block> tested(Forecast forecast) {
        List<Row> rows = new ArrayList<>();
        for (Forecast.HowMany row : forecast.howMany()) {
            rows.add(Row.of(
                    Cell.text(Formats.count(row.weeks(), "week", "weeks")),
                    Cell.text("at least " + Formats.items(row.in85())),
                    Cell.text(ForecastText.held(row.backTest()))));
        }
        for (Forecast.Refusal refusal : forecast.refusals()) {
            rows.add(Row.of(
                    Cell.text(
                            refusal.weeks() == null
                                    ? "the next " + Formats.items(Objects.requireNonNull(refusal.items(), "items"))
                                    : Formats.count(refusal.weeks(), "week", "weeks")),
                    Cell.text("no forecast: " + refusal.why().detail()),
                    Cell.text(ForecastText.held(refusal.backTest()))));
        }
        return rows.isEmpty()
                ? List.of()
                : List.of(new Table(
                        "Back-test: earlier forecasts at 85%, one a week, compared with what came",
                        List.of(Column.words("For"), Column.words("At 85%"), Column.figures("Held before")), rows));
    }

    /** From nothing done now to what is done by each date: the surer, the fewer. */
    private Lines fan(Forecast forecast) {
        List<LinePoint> points = new ArrayList<>();
        points.add(fanPoint(Formats.date(forecast.from(), zone), 0, 0, 0));
        forecast.howMany()
                .forEach(row -> points.add(fanPoint(
                        Formats.count(row.weeks(), "week", "weeks") + ", to " + Formats.date(row.until(), zone),
                        row.in50(),
                        row.in85(),
                        row.in95())));
        Optional<Forecast.HowLong> lasting = forecast.howLong().stream()
                .filter(row -> row.in85() < Forecast.MAX_WEEKS)
                .findFirst();
        return new Lines(
                "Items done in the next weeks",
                "At least so many with 50%, 85% and 95% confidence: " + Formats.count(Forecast.RUNS)
                        + " simulation runs over "
                        + Formats.count(forecast.history().size()) + " full weeks"
                        + lasting.map(row -> ". The next " + Formats.items(row.items()) + " are done in "
                                        + text.weeks(forecast, row.in85()) + ", with 85% confidence")
                                .orElse(""),
                Lines.Unit.COUNT,
                List.of("50%", "85%", "95%"),
                points,
                true,
                lasting.map(row -> List.of(new Height("the next", (double) row.items())))
                        .orElse(List.of()));
    }

    private static LinePoint fanPoint(String label, long in50, long in85, long in95) {
        return new LinePoint(
                label,
                List.of(OptionalDouble.of((double) in50), OptionalDouble.of((double) in85), OptionalDouble.of((double)
                        in95)),
                false);
    }

    List<Block> of(Breakdown breakdown) {
        if (breakdown.groups().isEmpty()) {
            return List.of(
                    new Paragraph("No item belongs to a " + breakdown.by().text() + '.'));
        }
        List<Row> rows = new ArrayList<>();
        for (Breakdown.Group group : breakdown.groups()) {
            PeriodSummary figures = group.figures();
            rows.add(Row.of(
                    Cell.text(Formats.shorten(group.name(), Formats.NAME)),
                    Cell.text(Formats.count(figures.velocity().done().total())),
                    Cell.text(figures.velocity()
                            .perFullWeek()
                            .measured()
                            .map(p -> Formats.count(p.p50()))
                            .orElse(NONE)),
                    Cell.text(Formats.figure(figures.flowTime().percentiles(), p -> Formats.duration(p.p50()))),
                    Cell.text(Formats.figure(figures.flowTime().percentiles(), p -> Formats.duration(p.p85()))),
                    Cell.text(Formats.count(figures.flowTime().outcomes().measured())),
                    Cell.text(EfficiencyText.of(figures.efficiency())),
                    Cell.text(Formats.count(figures.efficiency().outcomes().measured())),
                    Cell.text(Formats.count(figures.load().items()))));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Table(
                "By " + breakdown.by().text() + "; an item that belongs to several counts in each",
                List.of(
                        Column.words(title(breakdown)),
                        Column.figures("Done"),
                        Column.figures("Per week, p50"),
                        Column.figures("Flow time p50"),
                        Column.figures("p85"),
                        Column.figures("n"),
                        Column.figures("Efficiency"),
                        Column.figures("n"),
                        Column.figures("WIP")),
                rows));
        if (breakdown.groups().stream().anyMatch(group -> group.delivery() != null)) {
            blocks.add(delivery(breakdown));
        }
        return blocks;
    }

    private static Table delivery(Breakdown breakdown) {
        List<Row> rows = new ArrayList<>();
        for (Breakdown.Group group : breakdown.groups()) {
            DeliveryReport delivery = group.delivery();
            if (delivery != null) {
                rows.add(Row.of(
                        Cell.text(Formats.shorten(group.name(), Formats.NAME)),
                        Cell.text(Formats.figure(delivery.frequency(), found -> Formats.count(found.deployments()))),
                        Cell.text(Formats.figure(
                                delivery.frequency(),
                                found -> Formats.count(found.daysWith()) + " of " + Formats.count(found.days()))),
                        Cell.text(Formats.figure(delivery.leadTime().percentiles(), p -> Formats.duration(p.p50()))),
                        Cell.text(Formats.figure(delivery.leadTime().percentiles(), p -> Formats.duration(p.p85()))),
                        Cell.text(Formats.count(delivery.leadTime().outcomes().measured())),
                        Cell.text(Formats.figure(delivery.changeFailRate().value(), Formats::percent)),
                        Cell.text(Formats.figure(delivery.recovery().percentiles(), p -> Formats.duration(p.p50()))),
                        Cell.text(Formats.figure(delivery.reworkRate().value(), Formats::percent))));
            }
        }
        return new Table(
                "How the changes of each reach production",
                List.of(
                        Column.words(title(breakdown)),
                        Column.figures("Deployments"),
                        Column.figures("Deploy days"),
                        Column.figures("Lead time p50"),
                        Column.figures("p85"),
                        Column.figures("n"),
                        Column.figures("Change fail rate"),
                        Column.figures("Recovery p50"),
                        Column.figures("Rework rate")),
                rows);
    }

    private static String title(Breakdown breakdown) {
        String text = breakdown.by().text();
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String figure(Comparison.Row row) {
        return row.metric().label()
                + switch (row.unit()) {
                    case MILLIS -> ' ' + row.measure();
                    case RATIO, ITEMS -> "";
                    case ITEMS_PER_WEEK -> " per week";
                };
    }

    private static String verdict(Comparison.Row row) {
        return switch (row.verdict()) {
            case ROSE -> "rose";
            case FELL -> "fell";
            case NO_CHANGE_SHOWN -> "not significant";
            case UNKNOWN -> "unknown";
        };
    }
}
