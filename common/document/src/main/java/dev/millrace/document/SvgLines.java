package dev.millrace.document;

import dev.millrace.document.Block.Height;
import dev.millrace.document.Block.LinePoint;
import dev.millrace.document.Block.Lines;
import dev.millrace.document.Svg.Paint;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Draws lines over time as SVG. Like {@link SvgCharts}, without inline style. A gap stays a gap. */
final class SvgLines {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 250;
    private static final int LEFT = 56;
    private static final int RIGHT = 16;
    private static final int TOP = 14;
    private static final int BOTTOM = 52;
    private static final int LABELS = 8;
    private static final double PERCENT = 0.01;

    /** What the axis counts in. */
    private record AxisUnit(double size, String suffix) {}

    /** The largest of which the longest duration has at least three counts, and else the smallest. */
    private static final List<AxisUnit> DURATIONS = List.of(
            new AxisUnit(86_400_000, " d"),
            new AxisUnit(3_600_000, " h"),
            new AxisUnit(60_000, " min"),
            new AxisUnit(1_000, " s"),
            new AxisUnit(1, " ms"));

    private static final double FEWEST_COUNTS = 3;

    private final String id;

    SvgLines(String id) {
        this.id = id;
    }

    void write(Markup out, Lines lines) {
        double max = DoubleStream.concat(
                        lines.levels().stream().mapToDouble(Height::value),
                        lines.points().stream()
                                .flatMap(point -> point.values().stream())
                                .mapToDouble(value -> value.orElse(0)))
                .max()
                .orElse(0);
        AxisUnit axis = switch (lines.unit()) {
            case SHARE -> new AxisUnit(PERCENT, "%");
            case COUNT -> new AxisUnit(1, "");
            case DURATION -> durationUnit(max);
        };
        double unit = axis.size();
        SvgCharts.Scale scale = lines.unit() == Lines.Unit.SHARE
                ? new SvgCharts.Scale(100, 20)
                : SvgCharts.Scale.upTo((long) Math.ceil(max / unit));
        Svg.open(out, id, lines.title(), lines.summary(), WIDTH, HEIGHT);
        for (long value = 0; value <= scale.max(); value += scale.step()) {
            double y = y(scale, (double) value);
            Svg.line(out, LEFT, y, WIDTH - RIGHT, y, "mr-grid");
            Svg.text(out, LEFT - 6.0, y + 4, "end", "mr-axis", Formats.count(value) + axis.suffix());
        }
        List<Paint> paints = new ArrayList<>();
        for (int s = 0; s < lines.series().size(); s++) {
            Paint paint = Paints.series(s);
            paints.add(paint);
            series(out, lines, s, paint, scale, unit);
        }
        for (Height level : lines.levels()) {
            double y = y(scale, level.value() / unit);
            Svg.line(out, LEFT, y, WIDTH - RIGHT, y, "mr-grid");
            Svg.text(out, LEFT + 6.0, y - 4, "start", "mr-axis", level.label());
        }
        labels(out, lines);
        double end = Svg.legend(out, id, LEFT, HEIGHT - 8.0, paints, lines.series());
        if (lines.points().stream().anyMatch(LinePoint::partial)) {
            Svg.text(out, end, HEIGHT - 8.0, "start", "mr-legend", "* incomplete");
        }
        out.closeLine();
    }

    private static AxisUnit durationUnit(double max) {
        return DURATIONS.stream()
                .filter(unit -> max >= FEWEST_COUNTS * unit.size())
                .findFirst()
                .orElse(DURATIONS.get(DURATIONS.size() - 1));
    }

    private static void series(Markup out, Lines lines, int series, Paint paint, SvgCharts.Scale scale, double unit) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (int i = 0; i < lines.points().size(); i++) {
            OptionalDouble value = lines.points().get(i).values().get(series);
            if (value.isPresent()) {
                path.append(drawing ? 'L' : 'M')
                        .append(Svg.n(x(lines, i)))
                        .append(' ')
                        .append(Svg.n(y(scale, value.getAsDouble() / unit)));
            }
            drawing = value.isPresent();
        }
        out.open("g");
        out.element("title", lines.series().get(series));
        if (lines.filled() && path.length() > 0) {
            double ground = y(scale, 0);
            String closed = path + "L" + Svg.n(x(lines, lines.points().size() - 1)) + ' ' + Svg.n(ground) + 'L'
                    + Svg.n(x(lines, 0)) + ' ' + Svg.n(ground) + 'Z';
            out.empty("path", "d", closed, "fill", paint.fill(), "fill-opacity", "0.22");
        }
        out.empty(
                "path",
                "d",
                path.length() == 0 ? "M0 0" : path.toString(),
                "fill",
                "none",
                "stroke",
                paint.fill(),
                "stroke-width",
                "2",
                "stroke-dasharray",
                series == 0 ? "none" : 8 - 2 * Math.min(series, 3) + " 3");
        IntStream.range(0, lines.points().size())
                .filter(i -> lines.points().get(i).values().get(series).isPresent())
                .forEach(i -> dot(out, lines, series, i, paint, scale, unit));
        out.close();
    }

    private static void dot(
            Markup out, Lines lines, int series, int i, Paint paint, SvgCharts.Scale scale, double unit) {
        LinePoint point = lines.points().get(i);
        OptionalDouble value = point.values().get(series);
        out.open(
                "circle",
                "cx",
                Svg.n(x(lines, i)),
                "cy",
                Svg.n(y(scale, value.orElse(0) / unit)),
                "r",
                "2.5",
                "class",
                paint.cssClass(),
                "fill",
                paint.fill());
        out.element("title", point.label() + ": " + lines.series().get(series) + ' ' + LineTable.text(lines, value));
        out.close();
    }

    private static void labels(Markup out, Lines lines) {
        int size = lines.points().size();
        int every = Math.max(1, (size + LABELS - 1) / LABELS);
        for (int i = 0; i < size; i += every) {
            LinePoint point = lines.points().get(i);
            Svg.text(
                    out,
                    x(lines, i),
                    HEIGHT - BOTTOM + 16.0,
                    "middle",
                    "mr-axis",
                    point.label() + (point.partial() ? "*" : ""));
        }
    }

    private static double x(Lines lines, int i) {
        int slots = Math.max(1, lines.points().size() - 1);
        return LEFT + 24 + i * (WIDTH - LEFT - RIGHT - 48.0) / slots;
    }

    private static double y(SvgCharts.Scale scale, double value) {
        double whole = (double) HEIGHT - TOP - BOTTOM;
        return TOP + whole - whole * value / scale.max();
    }
}
