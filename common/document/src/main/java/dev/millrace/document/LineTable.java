package dev.millrace.document;

import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.LinePoint;
import dev.millrace.document.Block.Lines;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The numbers of a line chart, for outputs that draw no lines and for people who cannot see them. */
final class LineTable {

    private static final String NONE = "-";

    private LineTable() {}

    static Table of(Lines lines) {
        return table(lines, lines.title(), lines.points());
    }

    /** The last so many of those that have a value. */
    static Table of(Lines lines, int most) {
        List<LinePoint> told = lines.points().stream()
                .filter(point -> point.values().stream().anyMatch(OptionalDouble::isPresent))
                .toList();
        int left = Math.max(0, told.size() - most);
        String caption = left == 0 ? lines.title() : "The last " + most + " of " + told.size() + " with a value";
        return table(lines, caption, told.subList(left, told.size()));
    }

    static String text(Lines lines, OptionalDouble value) {
        if (value.isEmpty()) {
            return NONE;
        }
        return switch (lines.unit()) {
            case SHARE -> Formats.percent(value.getAsDouble());
            case COUNT -> Formats.count((long) value.getAsDouble());
            case DURATION -> Formats.duration(Duration.ofMillis((long) value.getAsDouble()));
        };
    }

    private static Table table(Lines lines, String caption, List<LinePoint> points) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.words("At"));
        lines.series().forEach(series -> columns.add(Column.figures(series)));
        List<Row> rows = new ArrayList<>();
        for (LinePoint point : points) {
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.text(point.label() + (point.partial() ? " (in part)" : "")));
            point.values().forEach(value -> cells.add(Cell.text(text(lines, value))));
            rows.add(new Row(cells, false));
        }
        return new Table(caption, columns, rows);
    }
}
