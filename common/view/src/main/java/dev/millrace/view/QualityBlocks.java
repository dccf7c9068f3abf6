package dev.millrace.view;

import dev.millrace.document.Block;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Note;
import dev.millrace.document.Block.Notes;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Formats;
import dev.millrace.metrics.quality.DataQuality;
import dev.millrace.metrics.quality.Finding;
import dev.millrace.metrics.quality.GuessedMapping;
import dev.millrace.metrics.quality.QualityFinding;
import dev.millrace.metrics.quality.UnmappedState;
import dev.millrace.metrics.report.FlowReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What weakens the figures of a report, and what to do about it. */
final class QualityBlocks {

    private final DataQuality quality;
    private final long counted;
    private final List<Note> notes = new ArrayList<>();
    private final List<String> clean = new ArrayList<>();

    QualityBlocks(FlowReport report) {
        this.quality = report.quality();
        this.counted = report.population().counted();
    }

    List<Block> all() {
        capture();
        definition();
        work();
        List<Block> blocks = new ArrayList<>();
        if (!notes.isEmpty()) {
            blocks.add(new Notes(notes));
        }
        addUnmappedStates(blocks);
        addGuesses(blocks);
        if (!clean.isEmpty()) {
            blocks.add(new Paragraph(
                    "Checked among " + Formats.items(counted) + " and not found: " + String.join(", ", clean) + '.'));
        }
        return blocks;
    }

    private void capture() {
        note(
                quality.incomplete(),
                Finding.INCOMPLETE,
                "The source has more history of them than was captured; their times may be wrong.",
                "Run millrace sync again. millrace export --table ledger lists what is missing.");
        note(
                quality.subTasksAlone(),
                Finding.SUB_TASK_ALONE,
                "Their parents were not captured, so they count as items of their own.",
                "Sync the projects of their parents.");
    }

    private void definition() {
        note(
                quality.unmapped(),
                Finding.UNMAPPED,
                "This time is neither active nor waiting, and their flow efficiency is unknown.",
                "Map the states listed below to a stage in the value stream.");
    }

    private void work() {
        note(
                quality.stalled(),
                Finding.STALLED,
                "It counts as active, but had no event for longer than the value stream allows.",
                "Check whether somebody still works on them. If not, move them to a waiting state.");
        note(
                quality.reopened(),
                Finding.REOPENED,
                "They were closed and continued soon after. The time between counts as elapsed, not " + "as active.",
                "Find out why they were closed early.");
        note(
                quality.reopenedLate(),
                Finding.REOPENED_LATE,
                "They continued long after they were closed, and count again as a new cycle.",
                "Consider whether a new item would have been better.");
        note(
                quality.backwardMoves(),
                Finding.BACKWARD_MOVE,
                "They went back to an earlier stage. Every visit counts, so no time is lost.",
                "Find out what sends work back.");
    }

    private void note(QualityFinding finding, Finding kind, String detail, String advice) {
        String what = kind.label();
        if (finding.items() == 0) {
            clean.add(what);
            return;
        }
        String often =
                finding.occurrences() > finding.items() ? ", " + Formats.count(finding.occurrences()) + " times" : "";
        notes.add(new Note(
                capital(what) + ": " + Formats.items(finding.items()) + often,
                detail,
                advice,
                finding.examples().stream()
                        .map(item -> Cell.link(Formats.shorten(item.key(), Formats.NAME), item.url()))
                        .toList()));
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private void addUnmappedStates(List<Block> blocks) {
        List<Row> rows = new ArrayList<>();
        for (UnmappedState unmapped : quality.unmappedStates()) {
            rows.add(Row.of(
                    Cell.text(Formats.shorten(unmapped.state().name(), Formats.NAME)),
                    Cell.text(
                            unmapped.state().id() == null
                                    ? ""
                                    : Formats.shorten(unmapped.state().id(), Formats.NAME)),
                    Cell.text(projects(unmapped)),
                    Cell.text(Formats.count(unmapped.visits().n())),
                    Cell.text(Formats.duration(unmapped.visits().timeInWindow()))));
        }
        if (!rows.isEmpty()) {
            blocks.add(new Table(
                    "States that no stage of the value stream is defined for",
                    List.of(
                            Column.words("State"),
                            Column.words("Id"),
                            Column.words("Projects"),
                            Column.figures("Visits"),
                            Column.figures("In the window")),
                    rows));
        }
    }

    private static String projects(UnmappedState unmapped) {
        String all = unmapped.projects().stream()
                .map(project -> Formats.shorten(project, Formats.NAME))
                .collect(Collectors.joining(", "));
        return Formats.shorten(all, Formats.TITLE);
    }

    private void addGuesses(List<Block> blocks) {
        List<Row> rows = new ArrayList<>();
        for (GuessedMapping guess : quality.guessed()) {
            rows.add(Row.of(
                    Cell.text(Formats.shorten(guess.state().name(), Formats.NAME)),
                    Cell.text(Formats.shorten(guess.mapped().stage().name(), Formats.NAME)),
                    Cell.text(Labels.of(guess.mapped().stage().kind())),
                    Cell.text(Formats.count(guess.visits()))));
        }
        if (rows.isEmpty()) {
            clean.add("guessed stages");
            return;
        }
        blocks.add(new Table(
                "Stages guessed from a word in the state's name. Check that they are right",
                List.of(
                        Column.words("State"),
                        Column.words("Stage"),
                        Column.words("Counts as"),
                        Column.figures("Visits")),
                rows));
    }
}
