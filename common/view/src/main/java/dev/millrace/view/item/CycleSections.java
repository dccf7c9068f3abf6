package dev.millrace.view.item;

import dev.millrace.document.Block;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Note;
import dev.millrace.document.Block.Notes;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.document.SegmentLabels;
import dev.millrace.flow.Chain.Part;
import dev.millrace.flow.Chain.Rework;
import dev.millrace.flow.FlowTotals;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.ItemFlow.Period;
import dev.millrace.flow.Segment;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Reason;
import dev.millrace.model.RunState;
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.view.Capture;
import dev.millrace.view.CaptureText;
import dev.millrace.view.Labels;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of one cycle of an item: its timeline, how its time divides, its stages, its segments, and what is missing. */
final class CycleSections {

    private final ItemFlow flow;
    private final ZoneId zone;
    private final Capture capture;
    private final String idSuffix;
    private final String titlePrefix;
    private final CycleTimeline timeline;
    private final StageVisits stageVisits;

    CycleSections(ItemFlow flow, int cycles, ValueStream stream, ZoneId zone, Capture capture) {
        this.flow = flow;
        this.zone = zone;
        this.capture = capture;
        this.idSuffix = cycles > 1 ? "-" + flow.cycle() : "";
        this.titlePrefix = cycles > 1 ? "Cycle " + flow.cycle() + ": " : "";
        this.stageVisits = new StageVisits(flow, stream);
        this.timeline = new CycleTimeline(flow, stageVisits, zone);
    }

    List<Section> all() {
        List<Section> sections = new ArrayList<>(List.of(
                section("timeline", "timeline", "", drawing()),
                section(
                        "division",
                        "where the time went",
                        "The parts of the time between start and stop. Their sum is exactly that time.",
                        division()),
                section(
                        "stages",
                        "time per stage",
                        "Of the flow: the time between start and stop that counts as this stage. The sum is "
                                + "exactly the flow time. Total time: the total time in stage, of all visits of the "
                                + "item, its sub-tasks and its changes. Visits can overlap, so the total can exceed "
                                + "the flow time.",
                        List.of(stageVisits.table())),
                section(
                        "segments",
                        "segment by segment",
                        "The timeline in numbers. Segments have no gaps and never overlap.",
                        List.of(segments())),
                section("completeness", "completeness", "", completeness())));
        if (!flow.chain().parts().isEmpty()) {
            sections.add(
                    sections.size() - 1,
                    section(
                            "chain",
                            "linked artifacts",
                            "Pull requests, commits, builds and deployments that belong to its flow, in order of "
                                    + "their beginning.",
                            List.of(chain())));
        }
        return sections;
    }

    private Table chain() {
        List<Row> rows = new ArrayList<>();
        for (Part part : flow.chain().parts()) {
            rows.add(Row.of(
                    Cell.text(part.artifact().kind().text().replace('-', ' ')),
                    Cell.text(Formats.shorten(part.key(), Formats.NAME)),
                    Cell.text(Formats.shorten(part.state(), Formats.NAME)),
                    Cell.text(Formats.second(part.begunAt(), zone)),
                    Cell.text(ended(part))));
        }
        return new Table(
                Formats.count(rows.size(), "part", "parts") + " of the chain",
                List.of(
                        Column.words("Kind"),
                        Column.words("Name"),
                        Column.words("State"),
                        Column.words("Began"),
                        Column.words("Ended")),
                rows);
    }

    private String ended(Part part) {
        if (part.endedAt() != null) {
            return Formats.second(part.endedAt(), zone);
        }
        ArtifactKind kind = part.artifact().kind();
        boolean run = kind == ArtifactKind.BUILD || kind == ArtifactKind.DEPLOYMENT;
        return run && RunState.isEnd(part.state()) ? "unknown" : "not as of this report";
    }

    private Section section(String id, String title, String definition, List<Block> blocks) {
        String text = titlePrefix.isEmpty() ? Character.toUpperCase(title.charAt(0)) + title.substring(1) : title;
        return new Section(id + idSuffix, titlePrefix + text, definition, blocks);
    }

    private List<Block> drawing() {
        return timeline.draw()
                .map(drawn -> List.<Block>of(drawn))
                .orElseGet(() -> List.of(new Paragraph("It took no time, so there is nothing to draw.")));
    }

    private List<Block> division() {
        Duration elapsed = flow.totals().elapsed();
        if (elapsed.isZero()) {
            return List.of(new Paragraph(
                    flow.started() ? "There is no time between its start and its stop." : "It never started."));
        }
        List<Row> rows = new ArrayList<>();
        parts(flow.totals()).forEach((kind, time) -> {
            double share = (double) time.toMillis() / elapsed.toMillis();
            rows.add(Row.of(
                    Cell.text(SegmentLabels.of(kind)),
                    Cell.text(Formats.duration(time)),
                    Cell.bar(Formats.percent(share), Math.min(1, share), kind)));
        });
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Table(
                Formats.duration(elapsed) + (flow.stop() == null ? " so far" : " in total"),
                List.of(Column.words("Counts as"), Column.figures("Time"), Column.words("Share")),
                rows));
        List<String> rework = new ArrayList<>();
        if (flow.reopenings() > 0) {
            rework.add("re-opened " + Formats.count(flow.reopenings(), "time", "times"));
        }
        if (flow.backwardMoves() > 0) {
            rework.add("moved back " + Formats.count(flow.backwardMoves(), "time", "times"));
        }
        Rework chain = flow.chain().rework();
        if (chain.reviewRounds() > 0) {
            rework.add("returned by a reviewer " + Formats.count(chain.reviewRounds(), "time", "times"));
        }
        if (chain.draftReturns() > 0) {
            rework.add("returned to draft " + Formats.count(chain.draftReturns(), "time", "times"));
        }
        if (chain.reruns() > 0) {
            rework.add(Formats.count(chain.reruns(), "build or deployment", "builds or deployments") + " run again");
        }
        if (chain.reverts() > 0) {
            rework.add(Formats.count(chain.reverts(), "revert", "reverts"));
        }
        if (!rework.isEmpty()) {
            blocks.add(new Paragraph("Rework: " + String.join(", ", rework) + '.'));
        }
        return blocks;
    }

    private Table segments() {
        List<Row> rows = new ArrayList<>();
        for (Segment segment : flow.segments()) {
            rows.add(Row.of(
                    Cell.text(Formats.second(segment.start(), zone)),
                    Cell.text(
                            segment.end().equals(flow.asOf())
                                    ? "as of this report"
                                    : Formats.second(segment.end(), zone)),
                    Cell.text(Formats.duration(segment.length())),
                    Cell.text(SegmentLabels.of(segment.kind())),
                    Cell.text(Labels.place(segment.stage(), segment.cause())),
                    Cell.text(Formats.shorten(segment.state().name(), Formats.NAME)),
                    Cell.text(segment.rule().id() + ' ' + segment.rule().title())));
        }
        return new Table(
                Formats.count(rows.size(), "segment", "segments") + " from "
                        + (flow.cycle() > 1 ? "the re-open" : "creation") + " on",
                List.of(
                        Column.words("From"),
                        Column.words("To"),
                        Column.figures("Time"),
                        Column.words("Counts as"),
                        Column.words("Stage"),
                        Column.words("State"),
                        Column.words("Decided by")),
                rows);
    }

    private List<Block> completeness() {
        List<Note> notes = new ArrayList<>();
        CaptureText captured = new CaptureText(capture, zone);
        flow.gaps().forEach(gap -> notes.add(CaptureText.note(gap)));
        notes.addAll(captured.notes(flow.gaps()));
        for (Period period : flow.stalled()) {
            notes.add(new Note(
                    "Stalled for " + Formats.duration(Duration.between(period.start(), period.end())),
                    "From " + Formats.second(period.start(), zone) + " to " + Formats.second(period.end(), zone)
                            + " it counts as active, but had no event.",
                    "Check whether somebody worked on it then.",
                    List.of()));
        }
        for (Reason contradiction : flow.chain().contradictions()) {
            boolean unknown = contradiction.code() == Reason.Code.END_UNKNOWN;
            notes.add(new Note(
                    (unknown ? "Unknown: " : "Contradictory: ")
                            + contradiction.code().label(),
                    Formats.shorten(contradiction.detail(), 2 * Formats.TITLE),
                    unknown ? "Look at its log." : "Compare the clocks of the two tools.",
                    List.of()));
        }
        List<Block> blocks = new ArrayList<>();
        if (!notes.isEmpty()) {
            blocks.add(new Notes(notes));
        }
        captured.sentence(!flow.gaps().isEmpty()).ifPresent(text -> blocks.add(new Paragraph(text)));
        return blocks;
    }

    /** The parts of a flow time that are not zero, in the order of the algebra. */
    static Map<SegmentKind, Duration> parts(FlowTotals totals) {
        Map<SegmentKind, Duration> parts = new LinkedHashMap<>();
        parts.put(SegmentKind.ACTIVE, totals.active());
        parts.put(SegmentKind.WAITING, totals.waiting());
        parts.put(SegmentKind.PAUSED, totals.paused());
        parts.put(SegmentKind.CLOSED_GAP, totals.closedGap());
        parts.put(SegmentKind.UNMAPPED, totals.unmapped());
        parts.values().removeIf(Duration::isZero);
        return parts;
    }
}
