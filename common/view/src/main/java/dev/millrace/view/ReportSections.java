package dev.millrace.view;

import dev.millrace.document.Block;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.document.PathText;
import dev.millrace.metrics.FlowLoad;
import dev.millrace.metrics.FlowReport;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.NeverStarted;
import dev.millrace.metrics.ReportExtras;
import dev.millrace.metrics.WaitingShare;
import dev.millrace.model.SegmentKind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The parts of a report below its key figures. */
final class ReportSections {

    private final FlowReport report;
    private final ReportExtras extras;
    private final ZoneId zone;
    private final ReportCharts charts;

    ReportSections(FlowReport report, ReportExtras extras) {
        this.report = report;
        this.extras = extras;
        this.zone = report.request().zone();
        this.charts = new ReportCharts(report);
    }

    /** The id of the section that shows a metric. */
    static String section(Metric metric) {
        return metric.ofDelivery() ? DeliveryBlocks.SECTION : metric.id();
    }

    List<Section> all() {
        TrendBlocks trends = new TrendBlocks(report);
        OutlookBlocks outlook = new OutlookBlocks(zone);
        List<Section> sections = new ArrayList<>();
        sections.add(section(Metric.FLOW_VELOCITY, List.of(charts.velocity())));
        sections.add(new Section("flow-trend", "Flow time and efficiency by week", "", trends.trend()));
        if (extras.comparison() != null) {
            sections.add(section(Metric.COMPARISON, outlook.of(extras.comparison())));
        }
        if (extras.forecast() != null) {
            sections.add(section(Metric.FORECAST, outlook.of(extras.forecast())));
        }
        if (extras.breakdown() != null) {
            sections.add(new Section(
                    "breakdown", "By " + extras.breakdown().by().text(), "", outlook.of(extras.breakdown())));
        }
        if (extras.delivery() != null) {
            sections.addAll(DeliveryBlocks.sections(extras.delivery()));
        }
        sections.add(section(Metric.FLOW_LOAD, load()));
        sections.add(section(Metric.AGEING, trends.ageing()));
        sections.add(section(Metric.FLOW_DISTRIBUTION, List.of(charts.distribution())));
        sections.add(section(Metric.CUMULATIVE_FLOW, trends.cumulative()));
        sections.add(section(Metric.STAGE_TIME, StageBlocks.of(report.stages())));
        sections.add(section(Metric.WAITING_SHARE, waiting()));
        sections.add(section(Metric.BOTTLENECK, BottleneckBlocks.of(report.bottleneck())));
        sections.add(section(Metric.HAND_OFFS, trends.handOffs()));
        sections.add(section(Metric.NEVER_STARTED, neverStarted()));
        sections.add(OutcomeBlocks.section(report));
        sections.add(section(Metric.DATA_QUALITY, new QualityBlocks(report).all()));
        return sections;
    }

    private List<Block> load() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(charts.load());
        List<Row> rows = new ArrayList<>();
        for (FlowLoad.AgedItem item : report.load().oldest()) {
            rows.add(Row.of(
                    Cell.link(
                            Formats.shorten(item.item().key(), Formats.NAME),
                            item.item().url()),
                    Cell.text(Formats.shorten(item.title(), Formats.TITLE)),
                    Cell.text(Labels.of(item.type())),
                    Cell.text(Formats.shorten(item.state(), Formats.NAME)),
                    Cell.text(Formats.date(item.start(), zone)),
                    Cell.text(Formats.duration(item.age()))));
        }
        if (!rows.isEmpty()) {
            blocks.add(new Table(
                    "The oldest items in the flow at "
                            + Formats.second(report.load().at(), zone),
                    List.of(
                            Column.words("Item"),
                            Column.words("Title"),
                            Column.words("Type"),
                            Column.words("State"),
                            Column.words("Started"),
                            Column.figures("Age")),
                    rows));
        }
        return blocks;
    }

    private List<Block> waiting() {
        if (report.waiting().isEmpty()) {
            return List.of(
                    new Paragraph("No waiting was seen inside the window. That need not mean that nobody waited: a"
                            + " workflow without waiting states cannot show it."));
        }
        List<Row> rows = new ArrayList<>();
        for (WaitingShare share : report.waiting()) {
            rows.add(Row.of(
                    Cell.text(Labels.place(share.stage(), share.cause())),
                    Cell.text(Formats.duration(share.time())),
                    Cell.bar(Formats.percent(share.share()), share.share(), SegmentKind.WAITING)));
        }
        return List.of(new Table(
                "Waiting item-time inside the window, "
                        + Formats.duration(report.load().timeInWindow().waiting()) + " in all",
                List.of(Column.words("Waited in"), Column.figures("Item-time"), Column.words("Share of item-time")),
                rows));
    }

    private List<Block> neverStarted() {
        NeverStarted never = report.neverStarted();
        long done = report.velocity().done().total();
        List<Block> blocks = new ArrayList<>();
        if (done == 0) {
            return List.of(new Paragraph("No item was done in the window."));
        }
        blocks.add(new Paragraph(Formats.count(never.n()) + " of " + Formats.items(done) + " done ("
                + Formats.figure(never.share(), Formats::percent) + ") never started."));
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
                        Cell.text("any other way"),
                        Cell.text(Formats.count(cause.otherPaths())),
                        shareOf(cause.otherPaths(), done)));
            }
        }
        if (!rows.isEmpty()) {
            blocks.add(new Table(
                    "Why, and which states the items went through instead",
                    List.of(Column.words("Why"), Column.figures("Items"), Column.words("Share of done")),
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
