package dev.millrace.view;

import dev.millrace.document.Block;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.document.StreamMap;
import dev.millrace.metrics.ChangePoint;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.time.ValueStreamMap;
import dev.millrace.metrics.time.ValueStreamMap.Rung;
import dev.millrace.metrics.time.ValueStreamMap.Step;
import dev.millrace.metrics.time.ValueStreamMapAccumulator;
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The value stream map: the stages in order with what passes through them, and where the time of the done items went. */
final class MapBlocks {

    private static final String NONE = "-";
    private static final double LEAST_SHARE = 0.01;
    private static final int BRIEF = 7;

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

    /** The drawing, and in numbers the stages in it. */
    static Section brief(FlowReport report) {
        MapBlocks blocks = new MapBlocks(report);
        return new Section(
                ValueStreamMapAccumulator.METRIC.id(),
                ValueStreamMapAccumulator.METRIC.label(),
                "",
                blocks.map.steps().isEmpty()
                        ? blocks.all()
                        : List.of(blocks.drawing(
                                List.of(blocks.steps(blocks.map.steps().stream()
                                        .filter(blocks::drawn)
                                        .limit(BRIEF)
                                        .toList())),
                                "")));
    }

    private List<Block> all() {
        if (map.steps().isEmpty()) {
            return List.of(new Paragraph("No item was in an active or waiting stage in this window."));
        }
        List<Table> tables = new ArrayList<>();
        tables.add(steps(map.steps()));
        if (map.done() > 0) {
            tables.add(ladder());
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(drawing(tables, legend()));
        longer().ifPresent(blocks::add);
        return blocks;
    }

    private StreamMap drawing(List<Table> tables, String legend) {
        List<StreamMap.Rung> rungs = List.of();
        List<String> totals = List.of();
        if (map.done() > 0) {
            rungs = map.ladder().stream().flatMap(this::rungs).toList();
            totals = List.of(
                    "waiting " + perItem(report.efficiency().waiting()),
                    "active " + perItem(report.efficiency().active()),
                    "efficiency " + Formats.figure(report.efficiency().ratio(), Formats::percent));
        }
        List<StreamMap.Box> boxes = new ArrayList<>();
        map.steps().stream().filter(this::drawn).forEach(step -> boxes.add(box(step)));
        boxes.add(done());
        return new StreamMap("Value stream map", summary(), boxes, rungs, totals, tables, legend);
    }

    private String summary() {
        return Formats.count(map.steps().size(), "stage", "stages") + " from "
                + name(map.steps().get(0).stage()) + " to done. "
                + report.bottleneck()
                        .named()
                        .map(stage -> name(stage) + " is the constraint.")
                        .orElse("No stage is shown to be the constraint.");
    }

    /** A stage that takes hardly any time of the items would only make the others small; the table has it. */
    private boolean drawn(Step step) {
        return map.done() == 0
                || constraint(step.stage())
                || map.ladder().stream()
                        .anyMatch(rung -> step.stage().equals(rung.stage()) && share(rung) >= LEAST_SHARE);
    }

    private double share(Rung rung) {
        Duration whole = report.efficiency().active().plus(report.efficiency().waiting());
        return (double) rung.active().plus(rung.waiting()).toMillis() / whole.toMillis();
    }

    private String leftOut() {
        long out = map.steps().stream().filter(step -> !drawn(step)).count();
        return out == 0
                ? ""
                : " " + Formats.count(out, "stage", "stages") + " with less than 1% of the time "
                        + (out == 1 ? "stands" : "stand") + " in the numbers only.";
    }

    private String legend() {
        return "Each stage: the median and the 85th percentile of a visit, the items in it now, visits that came and left in "
                + "the window, and the share of those that left that went back."
                + (map.done() == 0
                        ? ""
                        : " Below: where the time of the " + Formats.items(map.done()) + " done went, mean of an item.")
                + leftOut();
    }

    private StreamMap.Box box(Step step) {
        Optional<Percentiles<Duration>> completed = step.completed().measured();
        return new StreamMap.Box(
                name(step.stage()),
                Labels.kind(step.stage()),
                completed.map(p -> Formats.duration(p.p50())).orElse("open"),
                List.of(
                        completed.map(p -> "85%: " + Formats.duration(p.p85())).orElse("none has ended"),
                        Formats.count(now(step.stage())) + " now",
                        Formats.count(step.arrivals()) + " in, " + Formats.count(step.departures()) + " out"),
                step.sentBack() == 0 ? "" : sentBack(step) + " back",
                constraint(step.stage()) ? "Constraint: " + share() : "");
    }

    private String share() {
        return Formats.percent(report.bottleneck().candidates().get(0).share());
    }

    private StreamMap.Box done() {
        long done = report.velocity().done().total();
        List<String> lines = new ArrayList<>();
        lines.add(report.velocity()
                .perFullWeek()
                .measured()
                .map(p -> Formats.count(p.p50()) + " a week")
                .orElse("no full week"));
        lines.add(Formats.count(report.velocity().cancelled()) + " cancelled");
        return new StreamMap.Box(
                "Done",
                SegmentKind.DONE,
                Formats.count(done),
                lines,
                map.reopened() == 0 ? "" : Formats.count(map.reopened()) + " re-opened",
                "");
    }

    private Stream<StreamMap.Rung> rungs(Rung rung) {
        return Stream.of(rung(rung, rung.waiting(), SegmentKind.WAITING), rung(rung, rung.active(), SegmentKind.ACTIVE))
                .flatMap(Optional::stream);
    }

    private Optional<StreamMap.Rung> rung(Rung rung, Duration time, SegmentKind kind) {
        long whole =
                report.efficiency().active().plus(report.efficiency().waiting()).toMillis();
        return time.isZero()
                ? Optional.empty()
                : Optional.of(new StreamMap.Rung(place(rung), kind, (double) time.toMillis() / whole, perItem(time)));
    }

    private Table steps(List<Step> shown) {
        List<Row> rows = new ArrayList<>();
        for (Step step : shown) {
            Optional<Percentiles<Duration>> completed = step.completed().measured();
            rows.add(Row.of(
                    Cell.text(name(step.stage()) + (constraint(step.stage()) ? " (constraint)" : "")),
                    Cell.text(Formats.count(now(step.stage()))),
                    Cell.text(Formats.count(step.arrivals())),
                    Cell.text(Formats.count(step.departures())),
                    Cell.text(sentBack(step)),
                    Cell.text(completed.map(p -> Formats.duration(p.p50())).orElse(NONE)),
                    Cell.text(completed.map(p -> Formats.duration(p.p85())).orElse(NONE))));
        }
        return new Table(
                "The stages in order, with the items in them now and the visits of the window",
                List.of(
                        Column.words("Stage"),
                        Column.figures("Now"),
                        Column.figures("In"),
                        Column.figures("Out"),
                        Column.figures("Back"),
                        Column.figures("p50"),
                        Column.figures("p85")),
                rows);
    }

    private Table ladder() {
        List<Row> rows = new ArrayList<>();
        for (Rung rung : map.ladder()) {
            double share = share(rung);
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

    /** Which stages got worse, and since when. */
    private Optional<Block> longer() {
        List<String> stages = new ArrayList<>();
        for (Step step : map.steps()) {
            ChangePoint change = step.change();
            if (change != null && change.worse() && drawn(step)) {
                stages.add(name(step.stage()) + " since " + Formats.date(change.at(), zone) + " (median "
                        + Formats.duration(change.after()) + ", before " + Formats.duration(change.before()) + ")");
            }
        }
        return stages.isEmpty()
                ? Optional.empty()
                : Optional.of(new Paragraph("Visits take longer: " + String.join("; ", stages) + '.'));
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
