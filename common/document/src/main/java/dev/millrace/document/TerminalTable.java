package dev.millrace.document;

import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Sets a table in columns. If it is wider than the terminal, it first loses its bars; then the widest columns of words become
 * narrower, and their cells take up to {@value #MAX_LINES} lines.
 */
final class TerminalTable {

    private static final int BAR = 16;
    private static final int SHORTEST_BAR = 4;
    private static final int NARROWEST = 8;
    private static final int LONGEST_WORD = 12;
    private static final int MAX_LINES = 3;
    private static final String GAP = "  ";
    private static final String DETAIL = "  ";

    private final TerminalStyle style;

    TerminalTable(TerminalStyle style) {
        this.style = style;
    }

    List<String> lines(Table table) {
        List<List<String>> texts = new ArrayList<>();
        for (Row row : table.rows()) {
            texts.add(texts(row));
        }
        int[] widths = natural(table, texts);
        int room = style.width() - 2 - GAP.length() * (widths.length - 1) - sum(widths) - GAP.length();
        int barLength = room < SHORTEST_BAR ? 0 : Math.min(BAR, room);
        if (!fit(table, texts, widths)) {
            return oneBelowTheOther(table, texts);
        }
        List<String> lines = new ArrayList<>();
        List<String> titles = table.columns().stream().map(Column::title).toList();
        rowLines(table, titles, widths).forEach(line -> lines.add(style.bold(line.stripTrailing())));
        for (int i = 0; i < texts.size(); i++) {
            List<String> row = rowLines(table, texts.get(i), widths);
            Cell last = table.rows().get(i).cells().get(widths.length - 1);
            if (last.bar() != null && barLength > 0) {
                row.set(0, row.get(0) + GAP + bar(last.bar(), barLength));
            }
            lines.addAll(row);
        }
        return lines;
    }

    private static List<String> texts(Row row) {
        List<String> texts = new ArrayList<>();
        for (Cell cell : row.cells()) {
            String indent = texts.isEmpty() && row.detail() ? DETAIL : "";
            texts.add(indent + Escape.terminal(cell.text()));
        }
        return texts;
    }

    private static int[] natural(Table table, List<List<String>> texts) {
        int columns = table.columns().size();
        int[] widths = new int[columns];
        for (int i = 0; i < columns; i++) {
            widths[i] = DisplayWidth.of(table.columns().get(i).title());
            for (List<String> row : texts) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
            }
        }
        return widths;
    }

    /** Makes columns of words narrower; returns whether the table then fits. */
    private boolean fit(Table table, List<List<String>> texts, int[] widths) {
        int available = style.width() - 2 - GAP.length() * (widths.length - 1);
        int[] words = new int[widths.length];
        int[] narrowest = new int[widths.length];
        for (int i = 0; i < widths.length; i++) {
            words[i] = longestWord(texts, i);
            narrowest[i] = NARROWEST;
        }
        for (int[] least : List.of(words, narrowest)) {
            while (sum(widths) > available && shrink(table, widths, least)) {
                // one column at a time
            }
        }
        return sum(widths) <= available;
    }

    /** The table as a list, for a terminal that is too narrow for its figures: one paragraph for each row. */
    private List<String> oneBelowTheOther(Table table, List<List<String>> texts) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : texts) {
            DisplayWidth.wrap(row.get(0), style.width() - 2).forEach(line -> lines.add(style.bold(line)));
            List<String> parts = new ArrayList<>();
            for (int i = 1; i < row.size(); i++) {
                if (!row.get(i).isEmpty()) {
                    parts.add(table.columns().get(i).title() + ": " + row.get(i));
                }
            }
            DisplayWidth.wrap(String.join("; ", parts), style.width() - 4).forEach(line -> lines.add(DETAIL + line));
        }
        return lines;
    }

    /** The width in which no word of a column is broken, within bounds. */
    private static int longestWord(List<List<String>> texts, int column) {
        int longest = NARROWEST;
        for (List<String> row : texts) {
            for (String word : row.get(column).split(" ", -1)) {
                longest = Math.max(longest, DisplayWidth.of(word));
            }
        }
        return Math.min(longest, LONGEST_WORD);
    }

    private static boolean shrink(Table table, int[] widths, int[] least) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            boolean mayShrink = !table.columns().get(i).numeric() && widths[i] > least[i];
            if (mayShrink && (widest < 0 || widths[i] >= widths[widest])) {
                widest = i;
            }
        }
        if (widest < 0) {
            return false;
        }
        widths[widest]--;
        return true;
    }

    /** The lines of a row: as many as its longest cell needs. */
    private static List<String> rowLines(Table table, List<String> texts, int[] widths) {
        List<List<String>> cells = new ArrayList<>();
        int most = 1;
        for (int i = 0; i < widths.length; i++) {
            cells.add(wrapped(texts.get(i), widths[i]));
            most = Math.max(most, cells.get(i).size());
        }
        List<String> lines = new ArrayList<>();
        for (int l = 0; l < most; l++) {
            int number = l;
            lines.add(line(
                    table,
                    cells.stream()
                            .map(cell -> number < cell.size() ? cell.get(number) : "")
                            .toList(),
                    widths));
        }
        return lines;
    }

    private static List<String> wrapped(String text, int width) {
        if (DisplayWidth.of(text) <= width) {
            return List.of(text);
        }
        String indent = text.startsWith(DETAIL) ? DETAIL : "";
        List<String> all = DisplayWidth.wrap(text.strip(), width - indent.length());
        List<String> lines = new ArrayList<>();
        for (String line : all.subList(0, Math.min(MAX_LINES, all.size()))) {
            lines.add(indent + line);
        }
        if (all.size() > MAX_LINES) {
            String rest = String.join(" ", all.subList(MAX_LINES - 1, all.size()));
            lines.set(MAX_LINES - 1, indent + DisplayWidth.fit(rest, width - indent.length()));
        }
        return lines;
    }

    private static String line(Table table, List<String> texts, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String text = texts.get(i);
            String space = " ".repeat(Math.max(0, widths[i] - DisplayWidth.of(text)));
            boolean right = table.columns().get(i).numeric();
            line.append(i == 0 ? "" : GAP).append(right ? space + text : text + space);
        }
        return line.toString();
    }

    private String bar(Cell.Bar bar, int longest) {
        int length = (int) Math.round(bar.length() * longest);
        // what is there is never drawn as nothing
        String blocks = "█".repeat(bar.length() > 0 ? Math.max(1, length) : 0);
        return bar.kind() == null ? blocks : style.kind(bar.kind(), blocks);
    }

    private static int sum(int[] widths) {
        int sum = 0;
        for (int width : widths) {
            sum += width;
        }
        return sum;
    }
}
