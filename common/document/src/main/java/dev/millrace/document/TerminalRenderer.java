package dev.millrace.document;

import dev.millrace.document.Block.Chart;
import dev.millrace.document.Block.Lines;
import dev.millrace.document.Block.Note;
import dev.millrace.document.Block.Notes;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Document.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a document for a terminal: aligned tables that fit its width, also with letters two columns wide, and bars of block
 * characters. Formats that others chose can neither move the cursor nor change a colour.
 */
public final class TerminalRenderer {

    private static final int MAX_LINES = 16;
    private static final String INDENT = "  ";

    private final TerminalStyle style;

    /** A renderer for that terminal. */
    public TerminalRenderer(TerminalStyle style) {
        this.style = style;
    }

    /** The text, lines ended by a line feed. */
    public String render(Document document) {
        List<String> lines = new ArrayList<>();
        DisplayWidth.wrap(document.title(), style.width()).forEach(line -> lines.add(style.bold(line)));
        lines.addAll(DisplayWidth.wrap(document.subtitle(), style.width()));
        lines.add("");
        lines.addAll(new TerminalHead(style, document).lines());
        for (Section section : document.sections()) {
            lines.add("");
            String title = DisplayWidth.fit(Escape.terminal(section.title()), style.width());
            int rule = Math.max(0, style.width() - DisplayWidth.of(title) - 1);
            lines.add(style.bold(title) + ' ' + style.dim("─".repeat(rule)));
            section.blocks().forEach(block -> block(lines, block));
        }
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    }

    private void block(List<String> lines, Block block) {
        if (block instanceof Paragraph paragraph) {
            DisplayWidth.wrap(paragraph.text(), style.width() - 2).forEach(line -> lines.add(INDENT + line));
        } else if (block instanceof Table table) {
            DisplayWidth.wrap(table.caption(), style.width() - 2).forEach(line -> lines.add(style.dim(INDENT + line)));
            new TerminalTable(style).lines(table).forEach(line -> lines.add(INDENT + line));
        } else if (block instanceof Chart chart) {
            DisplayWidth.wrap(chart.title() + ". " + chart.summary() + '.', style.width() - 2)
                    .forEach(line -> lines.add(style.dim(INDENT + line)));
            new TerminalCharts(style).lines(chart).forEach(line -> lines.add(INDENT + line));
        } else if (block instanceof Lines drawn) {
            DisplayWidth.wrap(drawn.title() + ". " + drawn.summary() + '.', style.width() - 2)
                    .forEach(line -> lines.add(style.dim(INDENT + line)));
            new TerminalTable(style).lines(LineTable.of(drawn, MAX_LINES)).forEach(line -> lines.add(INDENT + line));
        } else if (block instanceof Scatter scatter) {
            block(lines, scatter.table());
        } else if (block instanceof Notes notes) {
            notes.notes().forEach(note -> note(lines, note));
        } else if (block instanceof StreamMap map) {
            map.numbers().forEach(part -> block(lines, part));
        } else if (block instanceof Timeline timeline) {
            new TerminalTimeline(style).lines(timeline).forEach(line -> lines.add(INDENT + line));
        }
    }

    private void note(List<String> lines, Note note) {
        DisplayWidth.wrap("! " + note.what(), style.width() - 2).forEach(line -> lines.add(INDENT + style.bold(line)));
        String examples = note.examples().isEmpty()
                ? ""
                : " For example: " + note.examples().stream().map(Cell::text).collect(Collectors.joining(", ")) + '.';
        DisplayWidth.wrap(note.detail() + ' ' + note.advice() + examples, style.width() - 4)
                .forEach(line -> lines.add(INDENT + INDENT + line));
    }
}
