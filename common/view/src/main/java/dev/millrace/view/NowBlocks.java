package dev.millrace.view;

import dev.millrace.document.Block;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.load.InProgress;
import dev.millrace.metrics.load.InProgress.Entry;
import dev.millrace.metrics.load.InProgress.Place;
import dev.millrace.metrics.load.InProgressAccumulator;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.time.ValueStreamMap.Step;
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.ServiceLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is in progress now, worst first: where it is and since when, for what it waits, and its age against what was done. */
final class NowBlocks {

    private static final int BRIEF = 4;
    private static final int SHORT = 24;

    private final FlowReport report;
    private final InProgress now;

    private NowBlocks(FlowReport report) {
        this.report = report;
        this.now = report.inProgress();
    }

    static List<Block> of(FlowReport report) {
        return new NowBlocks(report).all();
    }

    /** The worst of them only. */
    static Section brief(FlowReport report) {
        NowBlocks blocks = new NowBlocks(report);
        return new Section(
                InProgressAccumulator.METRIC.id(),
                InProgressAccumulator.METRIC.label(),
                "",
                blocks.now.worst().isEmpty() ? blocks.all() : List.of(blocks.shortTable()));
    }

    private List<Block> all() {
        if (now.items() == 0) {
            return List.of(new Paragraph("No item is in progress."));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(expected()));
        if (!now.worst().isEmpty()) {
            blocks.add(table());
        }
        return blocks;
    }

    /** What is late, in one sentence, and how far the expectation holds. */
    private String expected() {
        String waiting = Formats.count(now.waiting()) + " of " + Formats.items(now.items()) + " in progress "
                + (now.waiting() == 1 ? "waits" : "wait") + ". ";
        ServiceLevel expectation = now.expectation();
        if (expectation == null) {
            return waiting + "Late is what is older than " + limit(now)
                    + "; set expectation in the definition of the stream for a limit of your own.";
        }
        return waiting + "Late is what is older than " + limit(now) + ". Of " + Formats.items(now.done())
                + " done in the window, " + Formats.figure(now.met(), Formats::percent) + " were within it.";
    }

    /** From what age on an item is late, and by what. */
    static String limit(InProgress now) {
        ServiceLevel expectation = now.expectation();
        return expectation == null
                ? Formats.figure(now.limit(), Formats::duration) + ", the 85th percentile of "
                        + Formats.count(now.done()) + " done"
                : Formats.duration(expectation.within()) + ", the service level expectation (" + expectation.percent()
                        + "%)";
    }

    private Table table() {
        List<Row> rows = new ArrayList<>();
        now.worst().forEach(entry -> rows.add(row(entry)));
        long more = now.items() - rows.size();
        return new Table(
                "In progress at " + Formats.minute(now.at(), report.request().zone())
                        + ": late items first, the oldest first; then what waits, then the rest, the longest in its "
                        + "stage first. Older than: the share of the items done that took less time"
                        + (more > 0 ? ". " + Formats.count(more) + " more are not named" : ""),
                List.of(
                        Column.words("Item"),
                        Column.words("Title"),
                        Column.words("Stage"),
                        Column.words("There for"),
                        Column.figures("Age"),
                        Column.words("Older than"),
                        Column.words("For what")),
                rows);
    }

    /** One line for each on a terminal. */
    private Table shortTable() {
        List<Row> rows = new ArrayList<>();
        now.worst().stream()
                .limit(BRIEF)
                .forEach(entry -> rows.add(Row.of(
                        key(entry),
                        Cell.text(Formats.shorten(
                                Labels.place(
                                        entry.place().stage(),
                                        entry.place().rule().cause()),
                                SHORT)),
                        Cell.text(stay(entry.place())),
                        Cell.text(Formats.duration(entry.age())),
                        olderThan(entry))));
        return new Table(
                "In progress, worst first",
                List.of(
                        Column.words("Item"),
                        Column.words("Stage"),
                        Column.words("There for"),
                        Column.figures("Age"),
                        Column.words("Older than")),
                rows);
    }

    private static Cell key(Entry entry) {
        return Cell.link(
                Formats.shorten(entry.item().key(), Formats.NAME), entry.item().url());
    }

    private static Cell olderThan(Entry entry) {
        Optional<Double> share = entry.olderThan().measured();
        String text = share.map(Formats::percent).orElse("unknown") + (entry.late() ? ", late" : "");
        return share.map(part -> Cell.bar(text, part, entry.late() ? SegmentKind.UNMAPPED : SegmentKind.WAITING))
                .orElse(Cell.text(text));
    }

    private Row row(Entry entry) {
        Place place = entry.place();
        return Row.of(
                key(entry),
                Cell.text(Formats.shorten(entry.title(), Formats.NAME)),
                Cell.text(Labels.place(place.stage(), place.rule().cause())),
                Cell.text(stay(place)),
                Cell.text(Formats.duration(entry.age())),
                olderThan(entry),
                Cell.link(PlaceText.forWhat(place), place.url()));
    }

    /** How long it has been there, against the visits of that stage that have ended. */
    private String stay(Place place) {
        Optional<Percentiles<Duration>> visits = report.map().steps().stream()
                .filter(step -> step.stage().equals(place.stage()))
                .findFirst()
                .map(Step::completed)
                .flatMap(completed -> completed.measured());
        Duration stay = place.stay();
        return Formats.duration(stay)
                + visits.filter(p -> stay.compareTo(p.p50()) > 0)
                        .map(p -> stay.compareTo(p.p85()) > 0 ? ", over p85" : ", over p50")
                        .orElse("");
    }
}
