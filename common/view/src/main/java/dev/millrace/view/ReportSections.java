package dev.millrace.view;

import dev.millrace.document.Block;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.LinePoint;
import dev.millrace.document.Block.Lines;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.document.PathText;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.delivery.DeliveryMetrics;
import dev.millrace.metrics.load.AgeingAccumulator;
import dev.millrace.metrics.load.CumulativeAccumulator;
import dev.millrace.metrics.load.DistributionAccumulator;
import dev.millrace.metrics.load.InProgressAccumulator;
import dev.millrace.metrics.load.LoadAccumulator;
import dev.millrace.metrics.load.SprintAccumulator;
import dev.millrace.metrics.load.VelocityAccumulator;
import dev.millrace.metrics.origin.OriginAccumulator;
import dev.millrace.metrics.outlook.Comparison;
import dev.millrace.metrics.outlook.Forecast;
import dev.millrace.metrics.quality.NeverStarted;
import dev.millrace.metrics.quality.NeverStartedAccumulator;
import dev.millrace.metrics.quality.QualityAccumulator;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.ReportExtras;
import dev.millrace.metrics.time.BottleneckAccumulator;
import dev.millrace.metrics.time.HandOffAccumulator;
import dev.millrace.metrics.time.StageAccumulator;
import dev.millrace.metrics.time.TrendAccumulator;
import dev.millrace.metrics.time.ValueStreamMapAccumulator;
import dev.millrace.metrics.time.WaitingAccumulator;
import dev.millrace.metrics.time.WaitingShare;
import dev.millrace.metrics.time.WaitingShares;
import dev.millrace.model.SegmentKind;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiFunction;

/** The parts of a report below its key figures. A new metric that has a section is entered in their list. */
final class ReportSections {

    /** One metric and what shows its result. */
    private record Shown<R>(FlowMetric<R> metric, BiFunction<FlowReport, R, List<Block>> blocks) {
        Section of(FlowReport report) {
            return section(metric, blocks.apply(report, report.of(metric)));
        }
    }

    private static final int MOST_LINES = 5;

    private static final List<Shown<?>> IN_ORDER = List.of(
            new Shown<>(ValueStreamMapAccumulator.METRIC, (report, map) -> MapBlocks.of(report)),
            new Shown<>(InProgressAccumulator.METRIC, (report, now) -> NowBlocks.of(report)),
            new Shown<>(VelocityAccumulator.METRIC, (report, velocity) -> List.of(ReportCharts.velocity(velocity))),
            new Shown<>(TrendAccumulator.METRIC, (report, trend) -> TrendBlocks.trend(trend)),
            new Shown<>(LoadAccumulator.METRIC, (report, load) -> List.of(ReportCharts.load(load))),
            new Shown<>(AgeingAccumulator.METRIC, (report, ageing) -> TrendBlocks.ageing(ageing)),
            new Shown<>(
                    DistributionAccumulator.METRIC,
                    (report, distribution) -> List.of(ReportCharts.distribution(distribution))),
            new Shown<>(
                    SprintAccumulator.METRIC,
                    (report, sprints) ->
                            SprintBlocks.of(sprints, report.request().zone())),
            new Shown<>(CumulativeAccumulator.METRIC, (report, cumulative) -> TrendBlocks.cumulative(cumulative)),
            new Shown<>(StageAccumulator.METRIC, (report, times) -> StageBlocks.of(times.stages())),
            new Shown<>(WaitingAccumulator.METRIC, ReportSections::waiting),
            new Shown<>(BottleneckAccumulator.METRIC, (report, bottleneck) -> BottleneckBlocks.of(bottleneck)),
            new Shown<>(HandOffAccumulator.METRIC, (report, handOffs) -> TrendBlocks.handOffs(handOffs)),
            new Shown<>(OriginAccumulator.METRIC, (report, origins) -> OriginBlocks.of(origins)),
            new Shown<>(NeverStartedAccumulator.METRIC, ReportSections::neverStarted),
            new Shown<>(QualityAccumulator.METRIC, (report, quality) -> new QualityBlocks(report).all()));

    private ReportSections() {}

    /** The id of the section that shows a metric. */
    static String section(Metric metric) {
        return DeliveryMetrics.ALL.contains(metric) ? ReportView.DELIVERY : metric.id();
    }

    static List<Section> all(FlowReport report, ReportExtras extras) {
        List<Section> sections = new ArrayList<>();
        for (Shown<?> shown : IN_ORDER) {
            if (shown.metric() == LoadAccumulator.METRIC) {
                sections.addAll(extras(extras, report.request().zone()));
            } else if (shown.metric() == QualityAccumulator.METRIC) {
                sections.add(OutcomeBlocks.section(report));
            }
            if (shown.metric() != SprintAccumulator.METRIC
                    || !report.of(SprintAccumulator.METRIC).none()) {
                sections.add(shown.of(report));
            }
        }
        return sections;
    }

    private static List<Section> extras(ReportExtras extras, ZoneId zone) {
        OutlookBlocks outlook = new OutlookBlocks(zone);
        List<Section> sections = new ArrayList<>();
        if (extras.comparison() != null) {
            sections.add(section(Comparison.METRIC, outlook.of(extras.comparison())));
        }
        if (extras.forecast() != null) {
            sections.add(section(Forecast.METRIC, outlook.of(extras.forecast())));
        }
        if (extras.breakdown() != null) {
            sections.add(new Section(
                    "breakdown", "By " + extras.breakdown().by().text(), "", outlook.of(extras.breakdown())));
        }
        if (extras.delivery() != null) {
            sections.addAll(DeliveryBlocks.sections(extras.delivery(), zone));
        }
        return sections;
    }

    private static List<Block> waiting(FlowReport report, WaitingShares waiting) {
        if (waiting.places().isEmpty()) {
            return List.of(
                    new Paragraph("No waiting was seen inside the window. A workflow without waiting states cannot "
                            + "show waiting."));
        }
        List<Row> rows = new ArrayList<>();
        for (WaitingShare share : waiting.places()) {
            rows.add(Row.of(
                    Cell.text(Labels.place(share.stage(), share.cause())),
                    Cell.text(Formats.duration(share.time())),
                    Cell.bar(Formats.percent(share.share()), share.share(), SegmentKind.WAITING)));
        }
        return List.of(
                waitingByWeek(waiting),
                new Table(
                        "Waiting item-time inside the window, "
                                + Formats.duration(report.load().timeInWindow().waiting()) + " in total",
                        List.of(
                                Column.words("Waiting in"),
                                Column.figures("Item-time"),
                                Column.words("Share of item-time")),
                        rows));
    }

    /** The places with the largest shares, so that a constraint that grows is seen to grow. */
    private static Lines waitingByWeek(WaitingShares waiting) {
        List<WaitingShare> largest = waiting.places().stream().limit(MOST_LINES).toList();
        List<LinePoint> points = new ArrayList<>();
        int weeks = waiting.weeks().size();
        int step = ReportCharts.weeksInOne(weeks);
        for (int i = 0; i < weeks; i += step) {
            int from = i;
            int to = Math.min(weeks, i + step);
            points.add(new LinePoint(
                    ReportCharts.weeks(
                            waiting.weeks().get(from).isoWeek(),
                            waiting.weeks().get(to - 1).isoWeek()),
                    largest.stream()
                            .map(place -> OptionalDouble.of((double) place.weeks().subList(from, to).stream()
                                    .mapToLong(Duration::toMillis)
                                    .sum()))
                            .toList(),
                    to - from < step
                            || waiting.weeks().subList(from, to).stream().anyMatch(week -> week.partial())));
        }
        return new Lines(
                "Waiting item-time in " + (step == 1 ? "each ISO week" : "every " + step + " ISO weeks"),
                "Of the " + largest.size()
                        + " places with the most waiting. The constraint is the line above the others",
                Lines.Unit.DURATION,
                largest.stream()
                        .map(place -> Labels.place(place.stage(), place.cause()))
                        .toList(),
                points);
    }

    private static List<Block> neverStarted(FlowReport report, NeverStarted never) {
        long done = report.velocity().done().total();
        List<Block> blocks = new ArrayList<>();
        if (done == 0) {
            return List.of(new Paragraph("No item was done in the window."));
        }
        blocks.add(new Paragraph(Formats.count(never.n()) + " of " + Formats.items(done) + " done ("
                + Formats.figure(never.share(), Formats::percent) + ") were in no active or waiting stage."));
        List<Row> rows = new ArrayList<>();
        for (NeverStarted.Cause cause : never.causes()) {
            rows.add(Row.of(
                    Cell.text(cause.code().label()), Cell.text(Formats.count(cause.n())), shareOf(cause.n(), done)));
            for (NeverStarted.Path path : cause.paths()) {
                rows.add(
                        Row.detail(Cell.text(path(path)), Cell.text(Formats.count(path.n())), shareOf(path.n(), done)));
            }
            if (cause.otherPaths() > 0) {
                rows.add(Row.detail(
                        Cell.text("other paths"),
                        Cell.text(Formats.count(cause.otherPaths())),
                        shareOf(cause.otherPaths(), done)));
            }
        }
        if (!rows.isEmpty()) {
            blocks.add(new Table(
                    "Reason, and the states that the items went through",
                    List.of(Column.words("Reason"), Column.figures("Items"), Column.words("Share of done")),
                    rows));
        }
        return blocks;
    }

    private static Cell shareOf(long n, long done) {
        double share = (double) n / done;
        return Cell.bar(Formats.percent(share), share);
    }

    private static String path(NeverStarted.Path path) {
        return PathText.of(path.states());
    }

    private static Section section(Metric metric, List<Block> blocks) {
        return new Section(metric.id(), metric.label(), metric.definition(), blocks);
    }
}
