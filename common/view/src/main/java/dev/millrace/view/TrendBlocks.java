package dev.millrace.view;

import dev.millrace.document.Block;
import dev.millrace.document.Block.Chart;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.LinePoint;
import dev.millrace.document.Block.Lines;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Point;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Formats;
import dev.millrace.metrics.load.Ageing;
import dev.millrace.metrics.load.CumulativeFlow;
import dev.millrace.metrics.time.FlowTrend;
import dev.millrace.metrics.time.HandOffStatistics;
import dev.millrace.model.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/** What changes over the window: trends, cumulative flow, ageing and hand-offs. */
final class TrendBlocks {

    private static final String NONE = "-";

    private TrendBlocks() {}

    static List<Block> trend(FlowTrend trend) {
        List<LinePoint> times = new ArrayList<>();
        List<LinePoint> shares = new ArrayList<>();
        for (FlowTrend.Week week : trend.weeks()) {
            times.add(new LinePoint(
                    week.isoWeek(),
                    List.of(
                            value(week.flowTime().map(p -> p.p50())),
                            value(week.flowTime().map(p -> p.p85())),
                            value(week.flowTime().map(p -> p.p95()))),
                    week.partial()));
            shares.add(new LinePoint(
                    week.isoWeek(),
                    List.of(week.efficiency().measured().map(OptionalDouble::of).orElse(OptionalDouble.empty())),
                    week.partial()));
        }
        if (times.stream().noneMatch(point -> point.values().get(0).isPresent())) {
            return List.of(new Paragraph("No item done in the window has a flow time."));
        }
        Lines time = new Lines(
                "Flow time of the items done in each ISO week",
                "p50 is the median, p85 and p95 are the 85th and 95th percentile. A week without a "
                        + "measured item has no point",
                Lines.Unit.DURATION,
                List.of("p50", "p85", "p95"),
                times);
        if (shares.stream().noneMatch(point -> point.values().get(0).isPresent())) {
            return List.of(time, new Paragraph("No item done in the window has an efficiency."));
        }
        return List.of(
                time,
                new Lines(
                        "Flow efficiency of the items done in each ISO week",
                        "Active time as a share of active + waiting time of the week's items",
                        Lines.Unit.SHARE,
                        List.of("Efficiency"),
                        shares));
    }

    static List<Block> cumulative(CumulativeFlow cumulative) {
        if (cumulative.bands().isEmpty()) {
            return List.of(new Paragraph("No item existed in the window."));
        }
        int bands = cumulative.bands().size();
        List<String> series = new ArrayList<>();
        for (int b = bands - 1; b >= 0; b--) {
            series.add(Labels.place(cumulative.bands().get(b)));
        }
        List<CumulativeFlow.Day> days = cumulative.days();
        int step = ReportCharts.step(days.size());
        List<Point> points = new ArrayList<>();
        for (int i = (days.size() - 1) % step; i < days.size(); i += step) {
            List<Long> items = new ArrayList<>(days.get(i).items());
            Collections.reverse(items);
            points.add(new Point(days.get(i).day().toString(), items, false));
        }
        CumulativeFlow.Day last = days.get(days.size() - 1);
        return List.of(new Chart(
                Chart.Kind.AREA,
                "Items by stage at the end of " + ReportCharts.each(step),
                Formats.items(days.get(0).total()) + " existed on "
                        + days.get(0).day() + ", "
                        + Formats.items(last.total()) + " on " + last.day()
                        + ". A widening band is a growing queue",
                series,
                points));
    }

    static List<Block> ageing(Ageing ageing) {
        if (ageing.items() == 0) {
            return List.of(new Paragraph("No item is in progress."));
        }
        String sentence = ageing.over()
                .measured()
                .map(over -> Formats.count(over) + " of " + Formats.items(ageing.items()) + " in progress "
                        + (over == 1 ? "is" : "are") + " older than "
                        + Formats.figure(ageing.limit(), Formats::duration)
                        + ", the 85th percentile of the flow time of the "
                        + Formats.items(ageing.done()) + " done in the window.")
                .orElse("No item done in the window has a flow time, so it is unknown which of the "
                        + Formats.items(ageing.items()) + " in progress are old.");
        List<Row> rows = new ArrayList<>();
        for (Ageing.StageAges stage : ageing.stages()) {
            rows.add(Row.of(
                    Cell.text(
                            stage.stage() == null
                                    ? "No stage"
                                    : Formats.shorten(stage.stage().name(), Formats.NAME)),
                    Cell.text(Formats.count(stage.age().n())),
                    Cell.text(Formats.figure(stage.over(), Formats::count)),
                    Cell.text(Formats.duration(stage.age().p50())),
                    Cell.text(Formats.duration(stage.age().p85())),
                    Cell.text(Formats.duration(stage.age().p95()))));
        }
        return List.of(
                new Paragraph(sentence),
                new Table(
                        "Items in progress by stage, and their age since their start",
                        List.of(
                                Column.words("Stage"),
                                Column.figures("Items"),
                                Column.figures("Over p85"),
                                Column.figures("p50"),
                                Column.figures("p85"),
                                Column.figures("p95")),
                        rows));
    }

    static List<Block> handOffs(HandOffStatistics handOffs) {
        if (handOffs.perItem().measured().isEmpty()) {
            return List.of(new Paragraph("No item that was started was done in the window."));
        }
        List<Row> rows = new ArrayList<>();
        for (HandOffStatistics.KindStatistics kind : handOffs.kinds()) {
            rows.add(Row.of(
                    Cell.text(Labels.of(kind.kind())),
                    Cell.text(Formats.count(kind.n())),
                    Cell.text(kind.waiting()
                            .measured()
                            .map(p -> Formats.duration(p.p50()))
                            .orElse(NONE)),
                    Cell.text(kind.waiting()
                            .measured()
                            .map(p -> Formats.duration(p.p85()))
                            .orElse(NONE)),
                    Cell.text(kind.waiting()
                            .measured()
                            .map(p -> Formats.duration(p.p95()))
                            .orElse(NONE)),
                    Cell.text(kind.waiting().measured().isEmpty() ? NONE : Formats.duration(kind.total()))));
        }
        String perItem = handOffs.perItem()
                .measured()
                .map(p -> "Hand-offs per item, based on " + Formats.items(p.n()) + " done: median "
                        + Formats.count(p.p50())
                        + ", 85th percentile " + Formats.count(p.p85()) + ", 95th percentile "
                        + Formats.count(p.p95())
                        + ".")
                .orElse("");
        return List.of(
                new Paragraph(perItem),
                new Table(
                        "Hand-offs of the items done in the window, and the waiting after each",
                        List.of(
                                Column.words("Between"),
                                Column.figures("Hand-offs"),
                                Column.figures("p50"),
                                Column.figures("p85"),
                                Column.figures("p95"),
                                Column.figures("Total waiting")),
                        rows));
    }

    private static OptionalDouble value(Figure<Duration> figure) {
        return figure.measured()
                .map(duration -> OptionalDouble.of((double) duration.toMillis()))
                .orElse(OptionalDouble.empty());
    }
}
