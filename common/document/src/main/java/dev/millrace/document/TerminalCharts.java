package dev.millrace.document;

import dev.millrace.document.Block.Chart;
import dev.millrace.document.Block.Point;
import dev.millrace.document.TerminalStyle.Sign;
import java.util.ArrayList;
import java.util.List;

/** Draws counts with block characters. */
final class TerminalCharts {

    private static final int HEIGHT = 6;
    private static final int BAR = 40;
    private static final int NUMBER = 6;
    private static final String EIGHTHS = " ▁▂▃▄▅▆▇█";
    private static final int PARTS = EIGHTHS.length() - 1;

    private final TerminalStyle style;

    TerminalCharts(TerminalStyle style) {
        this.style = style;
    }

    List<String> lines(Chart chart) {
        return switch (chart.kind()) {
            case COLUMNS -> columns(chart);
            case AREA -> area(chart);
            case SHARES -> shares(chart);
        };
    }

    /** A bar per point, since a terminal has more lines than columns. */
    private List<String> columns(Chart chart) {
        List<String> lines = new ArrayList<>();
        int label = label(chart) + 1;
        int room = Math.max(10, Math.min(BAR, style.width() - label - NUMBER - 4));
        long max = Math.max(1, chart.max());
        for (Point point : chart.points()) {
            String mark = point.partial() ? "*" : " ";
            lines.add(pad(point.label() + mark, label)
                    + ' '
                    + padLeft(Formats.count(point.total()), NUMBER)
                    + ' '
                    + stacked(point, room * point.total() / (double) max));
        }
        lines.addAll(legend(chart));
        return lines;
    }

    private List<String> area(Chart chart) {
        int room = Math.max(10, style.width() - NUMBER - 4);
        List<Point> points = thin(chart.points(), room);
        long max = Math.max(1, chart.max());
        List<String> lines = new ArrayList<>();
        for (int row = HEIGHT - 1; row >= 0; row--) {
            StringBuilder line = new StringBuilder();
            for (Point point : points) {
                long eighths = Math.round(point.total() * (double) HEIGHT * PARTS / max) - (long) row * PARTS;
                line.append(EIGHTHS.charAt((int) Math.max(0, Math.min(PARTS, eighths))));
            }
            String axis = row == HEIGHT - 1 ? Formats.count(max) : row == 0 ? "0" : "";
            lines.add(padLeft(axis, NUMBER) + ' ' + line);
        }
        String first = points.get(0).label();
        String last = points.get(points.size() - 1).label();
        int between = points.size() - DisplayWidth.of(first) - DisplayWidth.of(last);
        lines.add(" ".repeat(NUMBER + 1) + (between > 0 ? first + " ".repeat(between) + last : first + " to " + last));
        Point end = points.get(points.size() - 1);
        List<String> parts = new ArrayList<>();
        for (int s = 0; s < chart.series().size(); s++) {
            if (end.values().get(s) > 0) {
                parts.add(
                        chart.series().get(s) + ' ' + Formats.count(end.values().get(s)));
            }
        }
        DisplayWidth.wrap(
                        "at the end: " + (parts.isEmpty() ? "nothing" : String.join(", ", parts)),
                        style.width() - NUMBER - 3)
                .forEach(line -> lines.add(" ".repeat(NUMBER + 1) + line));
        return lines;
    }

    private List<String> shares(Chart chart) {
        List<String> lines = new ArrayList<>();
        int label = label(chart);
        int room = Math.max(10, Math.min(BAR, style.width() - label - 4));
        for (Point point : chart.points()) {
            lines.add(pad(point.label(), label) + "  " + (point.total() == 0 ? "no items" : stacked(point, room)));
            List<String> parts = new ArrayList<>();
            for (int s = 0; s < chart.series().size(); s++) {
                long value = point.values().get(s);
                if (value > 0) {
                    parts.add(chart.series().get(s) + ' ' + Formats.percent((double) value / point.total()) + " ("
                            + Formats.count(value) + ')');
                }
            }
            DisplayWidth.wrap(String.join(", ", parts), style.width() - label - 4).stream()
                    .filter(line -> !line.isEmpty())
                    .forEach(line -> lines.add(" ".repeat(label + 2) + line));
        }
        lines.addAll(legend(chart));
        return lines;
    }

    /** Cut where the running total ends, so that the parts make up the whole length whatever was rounded. */
    private String stacked(Point point, double length) {
        StringBuilder bar = new StringBuilder();
        long sum = 0;
        long drawn = 0;
        for (int s = 0; s < point.values().size() && point.total() > 0; s++) {
            sum += point.values().get(s);
            long end = Math.round(length * sum / point.total());
            bar.append(style.series(s, (int) (end - drawn)));
            drawn = end;
        }
        return bar.toString();
    }

    private List<String> legend(Chart chart) {
        List<Sign> signs = new ArrayList<>();
        for (int s = 0; s < chart.series().size(); s++) {
            int series = s;
            if (chart.points().stream().anyMatch(point -> point.values().get(series) > 0)) {
                signs.add(new Sign(style.series(s, 1), chart.series().get(s)));
            }
        }
        if (chart.points().stream().anyMatch(Point::partial)) {
            signs.add(new Sign("*", "incomplete"));
        }
        return TerminalStyle.legend(signs, style.width() - 2);
    }

    private static List<Point> thin(List<Point> points, int room) {
        int step = (points.size() + room - 1) / room;
        List<Point> thin = new ArrayList<>();
        for (int i = (points.size() - 1) % step; i < points.size(); i += step) {
            thin.add(points.get(i));
        }
        return thin;
    }

    private static int label(Chart chart) {
        return chart.points().stream()
                .mapToInt(point -> DisplayWidth.of(point.label()))
                .max()
                .orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - DisplayWidth.of(text)));
    }

    private static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - DisplayWidth.of(text))) + text;
    }
}
