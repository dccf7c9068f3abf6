package dev.millrace.view.page;

import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.document.Scatter;
import dev.millrace.document.Scatter.Band;
import dev.millrace.document.Scatter.Dot;
import dev.millrace.document.Scatter.Level;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.ItemList;
import dev.millrace.metrics.report.ItemList.Pace;
import dev.millrace.metrics.report.ListedItem;
import dev.millrace.metrics.report.ListedItem.Use;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.ServiceLevel;
import dev.millrace.view.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** The charts and the table of single items. */
final class ItemBlocks {

    private static final int LONGEST = 10;
    private static final List<ItemType> TYPES = List.of(ItemType.values());
    private static final String NONE = "-";

    private final FlowReport report;
    private final ItemList list;

    ItemBlocks(FlowReport report, ItemList list) {
        this.report = report;
        this.list = list;
    }

    /** The flow time of each item that stopped, on the day on which it did. */
    Scatter flowTimes() {
        List<Dot> dots = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            ListedItem item = list.items().get(i);
            Optional<Duration> time = item.flowTime().measured();
            if (item.uses().contains(Use.STOPPED) && time.isPresent() && item.stop() != null) {
                dots.add(new Dot(
                        item.stop().toEpochMilli(),
                        time.get().toMillis(),
                        TYPES.indexOf(item.type()),
                        i,
                        item.item().key()));
            }
        }
        List<Level> levels = new ArrayList<>();
        report.flowTime().percentiles().measured().ifPresent(p -> {
            levels.add(new Level("median", p.p50().toMillis()));
            levels.add(new Level("85th percentile", p.p85().toMillis()));
            levels.add(new Level("95th percentile", p.p95().toMillis()));
        });
        ServiceLevel expectation = report.inProgress().expectation();
        if (expectation != null) {
            levels.add(new Level(
                    "expectation (" + expectation.percent() + "%)",
                    expectation.within().toMillis()));
        }
        return new Scatter(
                "Flow time of each item that stopped in the window",
                Formats.items(dots.size()) + ", each on the day on which it stopped. Choose a dot to open its item",
                List.of(),
                TYPES.stream().map(Labels::of).toList(),
                dots,
                levels,
                List.of(),
                longest());
    }

    private Table longest() {
        return table(
                "The " + LONGEST + " longest flow times",
                list.items().stream()
                        .filter(item -> item.uses().contains(Use.STOPPED)
                                && item.flowTime().measured().isPresent())
                        .sorted(Comparator.comparing(
                                (ListedItem item) -> item.flowTime().measured().orElse(Duration.ZERO),
                                Comparator.reverseOrder()))
                        .limit(LONGEST)
                        .toList());
    }

    /** Each item in progress in its stage, against how old the items done were when they left it. */
    Scatter ages() {
        Set<String> places = new LinkedHashSet<>();
        list.paces().forEach(pace -> places.add(pace.stage().name()));
        List<ListedItem> open = list.items().stream()
                .filter(item -> item.uses().contains(Use.IN_PROGRESS))
                .toList();
        open.forEach(item -> places.add(place(item)));
        List<String> ordered = List.copyOf(places);
        List<Dot> dots = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            ListedItem item = list.items().get(i);
            Instant start = item.start();
            if (item.uses().contains(Use.IN_PROGRESS) && start != null) {
                Duration age = Duration.between(start, report.inProgress().at());
                dots.add(new Dot(
                        ordered.indexOf(place(item)),
                        age.toMillis(),
                        TYPES.indexOf(item.type()),
                        i,
                        item.item().key()));
            }
        }
        return new Scatter(
                "Age of the items in progress by stage",
                "The lines are the age at which the items done in the window left each stage. A dot above the highest "
                        + "line is older than 95% of them were there. Choose a dot to open its item",
                ordered.stream()
                        .map(name -> Formats.shorten(name, Formats.NAME))
                        .toList(),
                TYPES.stream().map(Labels::of).toList(),
                dots,
                report.inProgress()
                        .limit()
                        .measured()
                        .map(limit -> List.of(new Level("late from here on", limit.toMillis())))
                        .orElse(List.of()),
                List.of(
                        band("50% left it by", ordered, Percentiles::p50),
                        band("85% left it by", ordered, Percentiles::p85),
                        band("95% left it by", ordered, Percentiles::p95)),
                paces());
    }

    /** Where an item is; nowhere yet if it began at the instant of the report. */
    private static String place(ListedItem item) {
        if (item.steps().isEmpty()) {
            return NONE;
        }
        return Labels.place(item.last().stage(), item.last().rule().cause());
    }

    private Band band(String label, List<String> places, Function<Percentiles<Duration>, Duration> of) {
        List<OptionalDouble> heights = new ArrayList<>();
        for (String place : places) {
            heights.add(list.paces().stream()
                    .filter(pace -> pace.stage().name().equals(place))
                    .findFirst()
                    .flatMap(pace -> pace.age().measured())
                    .map(p -> OptionalDouble.of((double) of.apply(p).toMillis()))
                    .orElse(OptionalDouble.empty()));
        }
        return new Band(label, heights);
    }

    private Table paces() {
        List<Row> rows = new ArrayList<>();
        for (Pace pace : list.paces()) {
            rows.add(Row.of(
                    Cell.text(Formats.shorten(pace.stage().name(), Formats.NAME)),
                    Cell.text(
                            pace.age().measured().map(p -> Formats.count(p.n())).orElse(NONE)),
                    Cell.text(Formats.figure(pace.age(), p -> Formats.duration(p.p50()))),
                    Cell.text(Formats.figure(pace.age(), p -> Formats.duration(p.p85()))),
                    Cell.text(Formats.figure(pace.age(), p -> Formats.duration(p.p95())))));
        }
        return new Table(
                "Age of the items done in the window when they left each stage for the last time",
                List.of(
                        Column.words("Stage"),
                        Column.figures("n"),
                        Column.figures("p50"),
                        Column.figures("p85"),
                        Column.figures("p95")),
                rows);
    }

    /** All items; without script the first of them. */
    Section items(int most) {
        int shown = Math.min(most, list.items().size());
        long more = list.items().size() - shown + list.left();
        return new Section(
                "items",
                "Items",
                "The items that the figures above are counted from. In progress first, the oldest first; then those "
                        + "that stopped, the latest first.",
                List.of(table(
                        Formats.items(list.items().size() + list.left()) + " of this report"
                                + (more > 0 ? "; " + Formats.count(more) + " more are not in this table" : ""),
                        list.items().subList(0, shown))));
    }

    private Table table(String caption, List<ListedItem> items) {
        List<Row> rows = new ArrayList<>();
        for (ListedItem item : items) {
            rows.add(Row.of(
                    Cell.link(
                            Formats.shorten(item.item().key(), Formats.NAME),
                            item.item().url()),
                    Cell.text(Formats.shorten(item.title(), Formats.NAME)),
                    Cell.text(Labels.of(item.type())),
                    Cell.text(Labels.of(item.status())),
                    Cell.text(
                            item.stop() != null || item.steps().isEmpty()
                                    ? NONE
                                    : Formats.shorten(place(item), Formats.NAME)),
                    Cell.text(Formats.figure(item.flowTime(), Formats::duration)),
                    Cell.text(Formats.figure(item.efficiency(), Formats::percent))));
        }
        return new Table(
                caption,
                List.of(
                        Column.words("Item"),
                        Column.words("Title"),
                        Column.words("Type"),
                        Column.words("Status"),
                        Column.words("Stage"),
                        Column.figures("Flow time"),
                        Column.figures("Efficiency")),
                rows);
    }
}
