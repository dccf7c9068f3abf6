package dev.millrace.document;

import dev.millrace.document.Block.Chart;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Lines;
import dev.millrace.document.Block.Note;
import dev.millrace.document.Block.Notes;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Point;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes what a section shows as HTML. */
final class HtmlBlocks {

    /** Takes the charts of a page that its scripts draw. */
    interface Charts extends BiConsumer<String, Block> {}

    private static final int BAR = 100;
    private static final int LONG_WORD = 24;
    private static final int SHORT_TEXT = 14;

    private HtmlBlocks() {}

    /** Writes a block of a page without scripts. */
    static void write(Markup out, Block block, String id) {
        write(out, block, id, null);
    }

    /**
     * Writes a block.
     *
     * @param charts takes the charts that scripts draw; null if the page has none
     */
    static void write(Markup out, Block block, String id, @Nullable Charts charts) {
        if (block instanceof Paragraph paragraph) {
            out.element("p", paragraph.text());
        } else if (block instanceof Table table) {
            table(out, table, id);
        } else if (block instanceof Chart chart) {
            if (charts == null) {
                drawn(out, chart.title(), chart.summary(), () -> new SvgCharts(id).write(out, chart));
            } else {
                place(out, chart.title(), chart.summary(), id);
                charts.accept(id, chart);
            }
            numbers(out, asTable(chart), id, charts, true);
        } else if (block instanceof Lines lines) {
            if (charts == null) {
                drawn(out, lines.title(), lines.summary(), () -> new SvgLines(id).write(out, lines));
            } else {
                place(out, lines.title(), lines.summary(), id);
                charts.accept(id, lines);
            }
            numbers(out, LineTable.of(lines), id, charts, true);
        } else if (block instanceof Scatter scatter) {
            if (charts == null) {
                table(out, scatter.table(), id + "-n");
            } else {
                place(out, scatter.title(), scatter.summary(), id);
                charts.accept(id, scatter);
                numbers(out, scatter.table(), id, charts, false);
            }
        } else if (block instanceof Notes notes) {
            notes(out, notes);
        } else if (block instanceof StreamMap map) {
            new SvgMap(id, out).write(map);
            out.open("details", "class", "mr-numbers");
            out.element("summary", "Show the numbers");
            for (int i = 0; i < map.numbers().size(); i++) {
                write(out, map.numbers().get(i), id + "-n" + i);
            }
            out.closeLine();
        } else if (block instanceof Timeline timeline) {
            out.open("div", "class", "mr-scroll", "tabindex", "0", "role", "group", "aria-label", timeline.title());
            new SvgTimeline(id).write(out, timeline);
            out.closeLine();
        }
    }

    static void definition(Markup out, String definition) {
        if (!definition.isEmpty()) {
            out.open("details", "class", "mr-what");
            out.element("summary", "What is this?");
            out.element("p", definition);
            out.closeLine();
        }
    }

    static void cell(Markup out, Cell cell) {
        if (cell.link() == null) {
            out.text(cell.text());
        } else {
            out.element("a", cell.text(), "href", cell.link().toASCIIString(), "rel", "noreferrer noopener");
        }
        if (cell.bar() != null) {
            bar(out, cell.bar());
        }
    }

    private static void bar(Markup out, Cell.Bar bar) {
        out.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                "mr-bar",
                "viewBox",
                "0 0 100 10",
                "preserveAspectRatio",
                "none",
                "aria-hidden",
                "true");
        out.empty("rect", "class", "mr-bar-track", "width", "100", "height", "10");
        out.empty(
                "rect",
                "class",
                "mr-bar-fill " + (bar.kind() == null ? "" : "mr-" + bar.kind().text()),
                "width",
                Svg.n(bar.length() * BAR),
                "height",
                "10");
        out.close();
    }

    private static void table(Markup out, Table table, String id) {
        table(out, table, id, false);
    }

    /**
     * Writes a table.
     *
     * @param figures whether it has short figures alone, such as those of a chart: there are thousands, so no cell says how it is set
     */
    private static void table(Markup out, Table table, String id, boolean figures) {
        out.open("div", "class", "mr-scroll", "tabindex", "0", "role", "group", "aria-labelledby", id + "-c");
        if (figures) {
            out.open("table", "class", "mr-plain");
        } else {
            out.open("table");
        }
        out.element("caption", table.caption(), "id", id + "-c");
        out.open("thead").open("tr");
        Column before = Column.words("");
        for (Column column : table.columns()) {
            out.element("th", column.title(), "scope", "col", "class", kind(column) + gap(before, column));
            before = column;
        }
        out.close().closeLine();
        out.open("tbody");
        for (Row row : table.rows()) {
            if (figures) {
                plain(out, row);
                continue;
            }
            out.open("tr", "class", row.detail() ? "mr-detail" : "mr-row");
            for (int i = 0; i < row.cells().size(); i++) {
                Cell cell = row.cells().get(i);
                Column column = table.columns().get(i);
                String kind =
                        kind(column, cell) + (i == 0 ? "" : gap(table.columns().get(i - 1), column));
                if (i == 0) {
                    head(out, kind.replaceFirst("mr-words ?", ""));
                } else {
                    out.open("td", "class", kind);
                }
                cell(out, cell);
                out.close();
            }
            out.closeLine();
        }
        out.close().close().closeLine();
    }

    /** A row's head is of words in most tables, and its text is set as it is. */
    private static void head(Markup out, String kind) {
        if (kind.isEmpty()) {
            out.open("th", "scope", "row");
        } else {
            out.open("th", "scope", "row", "class", kind);
        }
    }

    private static void plain(Markup out, Row row) {
        out.open("tr");
        for (int i = 0; i < row.cells().size(); i++) {
            if (i == 0) {
                out.open("th", "scope", "row");
            } else {
                out.open("td");
            }
            cell(out, row.cells().get(i));
            out.close();
        }
        out.closeLine();
    }

    /** Words directly behind right-aligned figures would touch them. */
    private static String gap(Column before, Column column) {
        return before.numeric() && !column.numeric() ? " mr-gap" : "";
    }

    /** A long word may be broken anywhere, others only between words, and a date or a duration not at all. */
    private static String kind(Column column, Cell cell) {
        boolean longWord = Stream.of(cell.text().split(" ")).anyMatch(word -> word.length() > LONG_WORD);
        boolean shortText = cell.text().length() <= SHORT_TEXT;
        return kind(column)
                + (cell.bar() == null ? "" : " mr-has-bar")
                + (longWord ? " mr-long" : "")
                + (column.numeric() ? shortText ? "" : " mr-wrap" : shortText ? " mr-short" : "");
    }

    private static String kind(Column column) {
        return column.numeric() ? "mr-num" : "mr-words";
    }

    private static void drawn(Markup out, String title, String summary, Runnable drawing) {
        out.open("figure");
        out.element("figcaption", title + ". " + summary + '.');
        out.open("div", "class", "mr-scroll", "tabindex", "0", "role", "group", "aria-label", title);
        drawing.run();
        out.close().closeLine();
    }

    /** Where a script draws. It is hidden until one does. */
    private static void place(Markup out, String title, String summary, String id) {
        out.open("figure", "class", "mr-chart-figure");
        out.element("figcaption", title + ". " + summary + '.');
        out.open("div", "class", "mr-chart", "id", id, "role", "application", "tabindex", "0", "aria-label", title);
        out.close();
        out.element("p", "", "class", "mr-chart-value", "aria-live", "polite", "id", id + "-v");
        out.closeLine();
    }

    /** Without a script the numbers are all there is, so a page that has scripts shows them until one draws. */
    private static void numbers(Markup out, Table table, String id, @Nullable Charts charts, boolean figures) {
        if (charts == null) {
            out.open("details", "class", "mr-numbers");
        } else {
            out.open("details", "class", "mr-numbers mr-instead", "open", "open");
        }
        out.element("summary", "Show the numbers");
        table(out, table, id + "-n", figures);
        out.closeLine();
    }

    /** The numbers of a chart, for people who cannot see it or want to copy them. */
    static Table asTable(Chart chart) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.words("At"));
        chart.series().forEach(series -> columns.add(Column.figures(series)));
        columns.add(Column.figures("All"));
        List<Row> rows = new ArrayList<>();
        for (Point point : chart.points()) {
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.text(point.label() + (point.partial() ? " (in part)" : "")));
            point.values().forEach(value -> cells.add(Cell.text(Formats.count(value))));
            cells.add(Cell.text(Formats.count(point.total())));
            rows.add(new Row(cells, false));
        }
        return new Table(chart.title(), columns, rows);
    }

    private static void notes(Markup out, Notes notes) {
        out.open("ul", "class", "mr-notes");
        for (Note note : notes.notes()) {
            out.open("li");
            out.element("strong", note.what());
            out.element("p", note.detail());
            out.open("p").element("b", "What to do: ").text(note.advice()).close();
            if (!note.examples().isEmpty()) {
                out.open("p", "class", "mr-examples").text("For example: ");
                for (int i = 0; i < note.examples().size(); i++) {
                    out.text(i == 0 ? "" : ", ");
                    cell(out, note.examples().get(i));
                }
                out.close();
            }
            out.closeLine();
        }
        out.closeLine();
    }
}
