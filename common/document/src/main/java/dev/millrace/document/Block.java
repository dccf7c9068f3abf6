package dev.millrace.document;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/** Something a section shows. */
public sealed interface Block
        permits Block.Paragraph, Block.Table, Block.Chart, Block.Lines, Block.Notes, Scatter, StreamMap, Timeline {

    /**
     * A few sentences.
     *
     * @param text the sentences
     */
    record Paragraph(String text) implements Block {
        /** Validates. */
        public Paragraph {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * A table.
     *
     * @param caption what it lists
     * @param columns its columns
     * @param rows its rows, each with one cell per column
     */
    record Table(String caption, List<Column> columns, List<Row> rows) implements Block {
        /** Validates: every row has a cell for every column. */
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            for (Row row : rows) {
                if (row.cells().size() != columns.size()) {
                    throw new IllegalArgumentException("table \"" + caption + "\" has " + columns.size()
                            + " columns, but a row has " + row.cells().size() + " cells");
                }
            }
        }
    }

    /**
     * A column.
     *
     * @param title its heading
     * @param numeric whether it contains figures, which are right-aligned
     */
    record Column(String title, boolean numeric) {
        /** A column of words. */
        public static Column words(String title) {
            return new Column(title, false);
        }

        /** A column of figures. */
        public static Column figures(String title) {
            return new Column(title, true);
        }
    }

    /**
     * A row.
     *
     * @param cells one per column
     * @param detail whether it is a detail of the row above it
     */
    record Row(List<Cell> cells, boolean detail) {
        /** Copies the list. */
        public Row {
            cells = List.copyOf(cells);
        }

        /** A row of its own. */
        public static Row of(Cell... cells) {
            return new Row(List.of(cells), false);
        }

        /** A detail of the row above it. */
        public static Row detail(Cell... cells) {
            return new Row(List.of(cells), true);
        }
    }

    /**
     * Counts by a few series, always drawn in the order given.
     *
     * @param kind how it is drawn
     * @param title what it shows
     * @param summary what a person who cannot see it should know
     * @param series names of the series
     * @param points the counts
     */
    record Chart(Kind kind, String title, String summary, List<String> series, List<Point> points) implements Block {

        /** How a chart is drawn. */
        public enum Kind {
            /** A stacked column per point. */
            COLUMNS,
            /** Stacked areas over the points. */
            AREA,
            /** A bar per point, divided by the series' shares. */
            SHARES
        }

        /** Validates: every point has a count for every series. */
        public Chart {
            series = List.copyOf(series);
            points = List.copyOf(points);
            for (Point point : points) {
                if (point.values().size() != series.size()) {
                    throw new IllegalArgumentException("chart \"" + title + "\" has " + series.size() + " series, but "
                            + point.label() + " has " + point.values().size() + " values");
                }
            }
        }

        /** The largest total of a point. */
        public long max() {
            return points.stream().mapToLong(Point::total).max().orElse(0);
        }
    }

    /**
     * The counts at one place of a chart.
     *
     * @param label what it is
     * @param values one per series
     * @param partial whether only a part of it is known, so that the counts are too low
     * @param named what a reader is told by name there; untrusted texts
     */
    record Point(String label, List<Long> values, boolean partial, List<String> named) {
        /** Copies the lists. */
        public Point {
            values = List.copyOf(values);
            named = List.copyOf(named);
        }

        /** Counts alone. */
        public Point(String label, List<Long> values, boolean partial) {
            this(label, values, partial, List.of());
        }

        /** The sum over the series. */
        public long total() {
            return values.stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * Figures over time as lines. A point without a value is a gap in its line, and not 0.
     *
     * @param title what it shows
     * @param summary what a person who cannot see it should know
     * @param unit what the values are
     * @param series names of the series
     * @param points the values
     * @param filled whether the area below each line is filled, as in a fan
     * @param levels heights that hold for all points
     */
    record Lines(
            String title,
            String summary,
            Unit unit,
            List<String> series,
            List<LinePoint> points,
            boolean filled,
            List<Height> levels)
            implements Block {

        /** Plain lines. */
        public Lines(String title, String summary, Unit unit, List<String> series, List<LinePoint> points) {
            this(title, summary, unit, series, points, false, List.of());
        }

        /** What the values of lines are. */
        public enum Unit {
            /** Milliseconds. */
            DURATION,
            /** From 0 to 1. */
            SHARE,
            /** Whole numbers. */
            COUNT
        }

        /** Validates: every point has a place for every series. */
        public Lines {
            series = List.copyOf(series);
            points = List.copyOf(points);
            levels = List.copyOf(levels);
            for (LinePoint point : points) {
                if (point.values().size() != series.size()) {
                    throw new IllegalArgumentException("lines \"" + title + "\" have " + series.size()
                            + " series, but " + point.label() + " has "
                            + point.values().size() + " values");
                }
            }
        }
    }

    /**
     * A height in a line chart.
     *
     * @param label what it is
     * @param value in the unit of the lines
     */
    record Height(String label, double value) {}

    /**
     * The values at one place of a line chart.
     *
     * @param label what it is
     * @param values one per series, empty where there is none
     * @param partial whether only a part of it is known
     */
    record LinePoint(String label, List<OptionalDouble> values, boolean partial) {
        /** Copies the list. */
        public LinePoint {
            values = List.copyOf(values);
        }
    }

    /**
     * Things to know or to do.
     *
     * @param notes the things, the most important first
     */
    record Notes(List<Note> notes) implements Block {
        /** Copies the list. */
        public Notes {
            notes = List.copyOf(notes);
        }
    }

    /**
     * One thing to know or to do.
     *
     * @param what what was found
     * @param detail what it means for the figures
     * @param advice what to do about it
     * @param examples some of the items, if any
     */
    record Note(String what, String detail, String advice, List<Cell> examples) {
        /** Copies the list. */
        public Note {
            examples = List.copyOf(examples);
        }
    }
}
