package dev.millrace.document;

import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import java.util.ArrayList;
import java.util.List;

/** Sets a table in columns. If it is wider than the terminal, first its bars
 * go, then the widest columns of words give way. */
final class TerminalTable {

    private static final int BAR = 16;
    private static final int SHORTEST_BAR = 4;
    private static final int NARROWEST = 8;
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
        if (!fit(table, widths)) {
            return oneBelowTheOther(table, texts);
        }
        List<String> lines = new ArrayList<>();
        List<String> titles = table.columns().stream().map(Column::title).toList();
        lines.add(style.bold(line(table, titles, widths).stripTrailing()));
        for (int i = 0; i < texts.size(); i++) {
            String line = line(table, texts.get(i), widths);
            Cell last = table.rows().get(i).cells().get(widths.length - 1);
            lines.add(last.bar() == null || barLength == 0 ? line : line + GAP + bar(last.bar(), barLength));
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

    /** Whether the table fits, after its words have given way. */
    private boolean fit(Table table, int[] widths) {
        int available = style.width() - 2 - GAP.length() * (widths.length - 1);
        while (sum(widths) > available && shrink(table, widths)) {
            // one column at a time
        }
        return sum(widths) <= available;
    }

    /** For a terminal too narrow for the figures: what would have been cut is written below instead. */
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

    private static boolean shrink(Table table, int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            boolean mayShrink = !table.columns().get(i).numeric() && widths[i] > NARROWEST;
            if (mayShrink && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        if (widest < 0) {
            return false;
        }
        widths[widest]--;
        return true;
    }

    private static String line(Table table, List<String> texts, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String text = DisplayWidth.fit(texts.get(i), widths[i]);
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
