package dev.millrace.view;

import dev.millrace.document.Block;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Formats;
import dev.millrace.metrics.ChangePoint;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.time.ValueStreamMap;
import dev.millrace.metrics.time.ValueStreamMap.Rung;
import dev.millrace.metrics.time.ValueStreamMap.Step;
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The value stream map: the stages in order with what passes through them, and where the time of the done items went. */
final class MapBlocks {

    private static final String NONE = "-";

    private final FlowReport report;
    private final ValueStreamMap map;
    private final ZoneId zone;

    private MapBlocks(FlowReport report) {
        this.report = report;
        this.map = report.map();
        this.zone = report.request().zone();
    }

    static List<Block> of(FlowReport report) {
        return new MapBlocks(report).all();
    }

    private List<Block> all() {
        if (map.steps().isEmpty()) {
            return List.of(new Paragraph("No item was in an active or waiting stage in this window."));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(steps());
        if (map.done() > 0) {
            blocks.add(ladder());
        }
        return blocks;
    }

    private Table steps() {
        List<Row> rows = new ArrayList<>();
        for (Step step : map.steps()) {
            rows.add(Row.of(
                    Cell.text(name(step.stage()) + (constraint(step.stage()) ? " (constraint)" : "")),
                    Cell.text(Labels.of(step.stage().kind())),
                    Cell.text(Formats.count(now(step.stage()))),
                    Cell.text(Formats.count(step.arrivals())),
                    Cell.text(Formats.count(step.departures())),
                    Cell.text(sentBack(step)),
                    Cell.text(step.completed()
                            .measured()
                            .map(p -> Formats.duration(p.p50()))
                            .orElse(NONE)),
                    Cell.text(step.completed()
                            .measured()
                            .map(p -> Formats.duration(p.p85()))
                            .orElse(NONE)),
                    Cell.text(since(step))));
        }
        return new Table(
                "The stages in order, with the items in them now and the visits of the window",
                List.of(
                        Column.words("Stage"),
                        Column.words("Counts as"),
                        Column.figures("Now"),
                        Column.figures("In"),
                        Column.figures("Out"),
                        Column.figures("Sent back"),
                        Column.figures("p50"),
                        Column.figures("p85"),
                        Column.words("Longer since")),
                rows);
    }

    private Table ladder() {
        long whole = map.ladder().stream()
                .map(rung -> rung.active().plus(rung.waiting()))
                .mapToLong(Duration::toMillis)
                .sum();
        List<Row> rows = new ArrayList<>();
        for (Rung rung : map.ladder()) {
            Duration time = rung.active().plus(rung.waiting());
            double share = whole == 0 ? 0 : (double) time.toMillis() / whole;
            rows.add(Row.of(
                    Cell.text(place(rung)),
                    Cell.text(perItem(rung.active())),
                    Cell.text(perItem(rung.waiting())),
                    Cell.bar(
                            Formats.percent(share),
                            share,
                            rung.waiting().isZero() ? SegmentKind.ACTIVE : SegmentKind.WAITING)));
        }
        return new Table(
                "Where the time of the " + Formats.items(map.done())
                        + " done went: mean time of an item in each stage, "
                        + perItem(report.efficiency().active()) + " active and "
                        + perItem(report.efficiency().waiting()) + " waiting in all, flow efficiency "
                        + Formats.figure(report.efficiency().ratio(), Formats::percent),
                List.of(
                        Column.words("Stage"),
                        Column.figures("Active"),
                        Column.figures("Waiting"),
                        Column.words("Share of both")),
                rows);
    }

    private String perItem(Duration time) {
        return time.isZero() ? NONE : Formats.duration(time.dividedBy(map.done()));
    }

    private boolean constraint(Stage stage) {
        return report.bottleneck().named().filter(stage::equals).isPresent();
    }

    private long now(Stage stage) {
        return report.ageing().stages().stream()
                .filter(ages -> stage.equals(ages.stage()))
                .mapToLong(ages -> ages.age().n())
                .sum();
    }

    private String since(Step step) {
        ChangePoint change = step.change();
        return change == null || !change.worse() ? "" : Formats.date(change.at(), zone);
    }

    private static String sentBack(Step step) {
        return step.departures() == 0 ? NONE : Formats.percent((double) step.sentBack() / step.departures());
    }

    private static String place(Rung rung) {
        return rung.stage() == null ? "Blocked" : name(rung.stage());
    }

    private static String name(Stage stage) {
        return Formats.shorten(stage.name(), Formats.NAME);
    }
}
