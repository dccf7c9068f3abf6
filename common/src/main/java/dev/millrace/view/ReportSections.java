package dev.millrace.view;

import dev.millrace.flow.SegmentKind;
import dev.millrace.metrics.FigureState;
import dev.millrace.metrics.FlowLoad;
import dev.millrace.metrics.FlowReport;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.NeverStarted;
import dev.millrace.metrics.Outcomes;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.ReportExtras;
import dev.millrace.metrics.StageTime;
import dev.millrace.metrics.WaitingShare;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.view.Block.Column;
import dev.millrace.view.Block.Paragraph;
import dev.millrace.view.Block.Row;
import dev.millrace.view.Block.Table;
import dev.millrace.view.Document.Section;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The parts of a report below its key figures. */
final class ReportSections {

    private static final String NONE = "-";

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
        sections.add(section(Metric.STAGE_TIME, stages()));
        sections.add(section(Metric.WAITING_SHARE, waiting()));
        sections.add(section(Metric.BOTTLENECK, BottleneckBlocks.of(report.bottleneck())));
        sections.add(section(Metric.HAND_OFFS, trends.handOffs()));
        sections.add(section(Metric.NEVER_STARTED, neverStarted()));
        sections.add(outcomes());
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
                            Text.shorten(item.item().key(), Words.NAME),
                            item.item().url()),
                    Cell.text(Text.shorten(item.title(), Words.TITLE)),
                    Cell.text(Words.of(item.type())),
                    Cell.text(Text.shorten(item.state(), Words.NAME)),
                    Cell.text(Text.date(item.start(), zone)),
                    Cell.text(Text.duration(item.age()))));
        }
        if (!rows.isEmpty()) {
            blocks.add(new Table(
                    "The oldest items in the flow at "
                            + Text.second(report.load().at(), zone),
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

    private List<Block> stages() {
        if (report.stages().isEmpty()) {
            return List.of(new Paragraph("No visit to a stage falls into the window."));
        }
        long longest = report.stages().stream()
                .mapToLong(stage -> stage.visits().timeInWindow().toMillis())
                .max()
                .orElse(0);
        List<Row> rows = new ArrayList<>();
        for (StageTime stage : report.stages()) {
            rows.add(stageRow(stage, longest));
            for (StageTime.StateTime state : tellingStates(stage)) {
                rows.add(Row.detail(visits(
                        stateName(stage, state),
                        "",
                        state.visits(),
                        Cell.text(Text.duration(state.visits().timeInWindow())))));
            }
        }
        return List.of(new Table(
                "Visits per stage, and per state below it, in the order of the value stream",
                List.of(
                        Column.words("Stage"),
                        Column.words("Counts as"),
                        Column.figures("Visits"),
                        Column.figures("Open"),
                        Column.figures("p50"),
                        Column.figures("p85"),
                        Column.figures("p95"),
                        Column.words("In the window")),
                rows));
    }

    /** A single state that is called like its stage would only repeat it. */
    private static List<StageTime.StateTime> tellingStates(StageTime stage) {
        boolean repeats = stage.states().size() == 1
                && stage.states()
                        .get(0)
                        .state()
                        .name()
                        .equalsIgnoreCase(stage.stage().name());
        return repeats ? List.of() : stage.states();
    }

    /** Two tools can each have a state of one name; then the name alone would not tell which is which. */
    private static String stateName(StageTime stage, StageTime.StateTime state) {
        String name = Text.shorten(state.state().name(), Words.NAME);
        long sameName = stage.states().stream()
                .filter(other -> other.state().name().equals(state.state().name()))
                .count();
        if (sameName == 1) {
            return name;
        }
        String id = state.state().id() == null
                ? ""
                : ", id " + Text.shorten(state.state().id(), Words.NAME);
        return name + " (" + state.tool() + id + ')';
    }

    private static Row stageRow(StageTime stage, long longest) {
        Duration time = stage.visits().timeInWindow();
        double length = longest == 0 ? 0 : (double) time.toMillis() / longest;
        return Row.of(visits(
                Text.shorten(stage.stage().name(), Words.NAME),
                Words.of(stage.stage().kind()),
                stage.visits(),
                Cell.bar(Text.duration(time), length, CycleTimeline.kind(stage.stage()))));
    }

    private static Cell[] visits(String name, String kind, StageTime.VisitStatistics visits, Cell time) {
        Figure<Percentiles<Duration>> completed = visits.completed();
        return new Cell[] {
            Cell.text(name),
            Cell.text(kind),
            Cell.text(Text.count(visits.n())),
            Cell.text(Text.count(visits.open())),
            Cell.text(completed.measured().map(p -> Text.duration(p.p50())).orElse(NONE)),
            Cell.text(completed.measured().map(p -> Text.duration(p.p85())).orElse(NONE)),
            Cell.text(completed.measured().map(p -> Text.duration(p.p95())).orElse(NONE)),
            time
        };
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
                    Cell.text(Words.place(share.stage(), share.cause())),
                    Cell.text(Text.duration(share.time())),
                    Cell.bar(Text.percent(share.share()), share.share(), SegmentKind.WAITING)));
        }
        return List.of(new Table(
                "Waiting item-time inside the window, "
                        + Text.duration(report.load().timeInWindow().waiting()) + " in all",
                List.of(Column.words("Waited in"), Column.figures("Item-time"), Column.words("Share of the waiting")),
                rows));
    }

    private List<Block> neverStarted() {
        NeverStarted never = report.neverStarted();
        long done = report.velocity().done().total();
        List<Block> blocks = new ArrayList<>();
        if (done == 0) {
            return List.of(new Paragraph("No item was done in the window."));
        }
        blocks.add(new Paragraph(Text.count(never.n()) + " of " + Text.items(done) + " done ("
                + Text.figure(never.share(), Text::percent) + ") never started."));
        List<Row> rows = new ArrayList<>();
        for (NeverStarted.Cause cause : never.causes()) {
            rows.add(Row.of(
                    Cell.text(cause.code().label()), Cell.text(Text.count(cause.n())), shareOf(cause.n(), done)));
            for (NeverStarted.Path path : cause.paths()) {
                rows.add(Row.detail(Cell.text(path(path)), Cell.text(Text.count(path.n())), shareOf(path.n(), done)));
            }
            if (cause.otherPaths() > 0) {
                rows.add(Row.detail(
                        Cell.text("any other way"),
                        Cell.text(Text.count(cause.otherPaths())),
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
        return Cell.bar(Text.percent(share), share);
    }

    private static String path(NeverStarted.Path path) {
        return PathText.of(path.states());
    }

    /** Which figures the items that stopped in the window have, and why not. */
    private Section outcomes() {
        List<Outcomes> columns = List.of(
                report.flowTime().outcomes(),
                report.leadTime().outcomes(),
                report.efficiency().outcomes());
        record Key(FigureState state, Reason.Code code) implements Comparable<Key> {
            @Override
            public int compareTo(Key other) {
                int byState = state.compareTo(other.state);
                return byState != 0 ? byState : code.compareTo(other.code);
            }
        }
        TreeSet<Key> keys = columns.stream()
                .flatMap(outcomes -> outcomes.others().stream())
                .map(count -> new Key(count.state(), count.code()))
                .collect(Collectors.toCollection(TreeSet::new));
        List<Row> rows = new ArrayList<>();
        rows.add(row("measured", columns.stream().map(Outcomes::measured).toList()));
        for (Key key : keys) {
            rows.add(row(
                    Words.of(key.state()) + ": " + key.code().label(),
                    columns.stream().map(o -> n(o, key.state(), key.code())).toList()));
        }
        return new Section(
                "outcomes",
                "Measured, and not",
                "How many of the items that stopped in the window have each figure. What is unknown never enters a"
                        + " percentile or a sum.",
                List.of(new Table(
                        "Items that stopped in the window",
                        List.of(
                                Column.words("Outcome"),
                                Column.figures(Metric.FLOW_TIME.label()),
                                Column.figures(Metric.LEAD_TIME.label()),
                                Column.figures(Metric.FLOW_EFFICIENCY.label())),
                        rows)));
    }

    private static long n(Outcomes outcomes, FigureState state, Reason.Code code) {
        return outcomes.others().stream()
                .filter(count -> count.state() == state && count.code() == code)
                .mapToLong(Outcomes.Count::n)
                .sum();
    }

    private static Row row(String label, List<Long> counts) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.text(label));
        counts.forEach(n -> cells.add(Cell.text(Text.count(n))));
        return new Row(cells, false);
    }

    private static Section section(Metric metric, List<Block> blocks) {
        return new Section(metric.id(), metric.label(), metric.definition(), blocks);
    }
}
