package dev.millrace.document.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.document.Block;
import dev.millrace.document.Block.Chart;
import dev.millrace.document.Block.LinePoint;
import dev.millrace.document.Block.Lines;
import dev.millrace.document.Block.Point;
import dev.millrace.document.Scatter;
import dev.millrace.document.chart.ChartOption.AreaStyle;
import dev.millrace.document.chart.ChartOption.Axis;
import dev.millrace.document.chart.ChartOption.Level;
import dev.millrace.document.chart.ChartOption.LineStyle;
import dev.millrace.document.chart.ChartOption.MarkLine;
import dev.millrace.document.chart.ChartOption.Partial;
import dev.millrace.document.chart.ChartOption.Series;
import dev.millrace.document.chart.ChartOption.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the options of a chart from its block. A value is a number; null where there is none, which is a gap and not 0; an object with
 * {@code partial} if it is known in part. A dot is x, y, and the position of its item on the page; where time stands below, it is that
 * position only, since the page knows when its items stopped and how long they took.
 */
public final class ChartOptions {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Unit COUNT = new Unit("count", 1, "");
    private static final Unit SHARE = new Unit("share", 0.01, "%");
    /** Areas of a fan lie on each other, and the surest is the darkest. */
    private static final double FAN = 0.22;

    private static final double FEWEST_COUNTS = 3;
    private static final double WHOLE = 100;
    private static final double DIGITS = 10_000;

    /** The largest of which the longest duration has some counts, and else the smallest. */
    private static final List<Unit> DURATIONS = List.of(
            new Unit("duration", 86_400_000, " d"),
            new Unit("duration", 3_600_000, " h"),
            new Unit("duration", 60_000, " min"),
            new Unit("duration", 1_000, " s"));

    private static final List<String> SYMBOLS = List.of("circle", "rect", "triangle", "diamond", "roundRect");
    private static final List<String> DASHES = List.of("solid", "dashed", "dotted");

    private ChartOptions() {}

    /**
     * The options of charts as JSON. The page has it as {@code mr-charts}, and {@link #drawing} reads it there.
     *
     * @param charts by the ids of their places
     */
    public static String json(Map<String, Block> charts) {
        Map<String, ChartOption> options = new LinkedHashMap<>();
        charts.forEach((id, block) -> options.put(id, of(block)));
        try {
            return JSON.writeValueAsString(options);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain data cannot be written as JSON", e);
        }
    }

    /** The script that draws them with ECharts, if the page has that. */
    public static String drawing() {
        try (InputStream in = ChartOptions.class.getResourceAsStream("charts.js")) {
            if (in == null) {
                throw new IllegalStateException("charts.js is missing on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read charts.js", e);
        }
    }

    /** The options of a block that is a chart. */
    static ChartOption of(Block block) {
        if (block instanceof Chart chart) {
            return chart.kind() == Chart.Kind.SHARES ? shares(chart) : counts(chart);
        } else if (block instanceof Lines lines) {
            return lines(lines);
        } else if (block instanceof Scatter scatter) {
            return scatter(scatter);
        }
        throw new IllegalArgumentException(block.getClass().getSimpleName() + " is no chart");
    }

    private static ChartOption counts(Chart chart) {
        boolean area = chart.kind() == Chart.Kind.AREA;
        List<Series> series = new ArrayList<>();
        for (int s : used(chart)) {
            List<Object> data = new ArrayList<>();
            for (Point point : chart.points()) {
                Long value = point.values().get(s);
                data.add(point.partial() ? new Partial(value, true) : value);
            }
            series.add(new Series(
                    area ? "line" : "bar",
                    chart.series().get(s),
                    data,
                    "all",
                    area ? new AreaStyle(0.75) : null,
                    null,
                    area ? "none" : null,
                    null,
                    null));
        }
        return new ChartOption(
                chart.title(),
                COUNT,
                categories(chart.points().stream().map(Point::label).toList()),
                new Axis("value", null, null, 1),
                series,
                chart.points().stream().allMatch(point -> point.named().isEmpty())
                        ? null
                        : chart.points().stream().map(Point::named).toList());
    }

    /** What occurs nowhere would only fill the legend. */
    private static List<Integer> used(Chart chart) {
        return IntStream.range(0, chart.series().size())
                .filter(s ->
                        chart.points().stream().anyMatch(point -> point.values().get(s) > 0))
                .boxed()
                .toList();
    }

    private static ChartOption shares(Chart chart) {
        List<Series> series = new ArrayList<>();
        for (int s : used(chart)) {
            List<Double> data = new ArrayList<>();
            for (Point point : chart.points()) {
                data.add(
                        point.total() == 0
                                ? null
                                : rounded(WHOLE * point.values().get(s) / point.total()));
            }
            series.add(new Series("bar", chart.series().get(s), data, "all", null, null, null, null, null));
        }
        List<String> labels =
                new ArrayList<>(chart.points().stream().map(Point::label).toList());
        return new ChartOption(chart.title(), SHARE, new Axis("value", null, WHOLE, null), categories(labels), series);
    }

    private static ChartOption lines(Lines lines) {
        double max = lines.points().stream()
                .flatMap(point -> point.values().stream())
                .mapToDouble(value -> value.orElse(0))
                .max()
                .orElse(0);
        Unit unit = switch (lines.unit()) {
            case SHARE -> SHARE;
            case COUNT -> COUNT;
            case DURATION -> duration(max);
        };
        List<Series> series = new ArrayList<>();
        for (int s = 0; s < lines.series().size(); s++) {
            List<Object> data = new ArrayList<>();
            for (LinePoint point : lines.points()) {
                Double value = value(point.values().get(s), unit);
                data.add(value != null && point.partial() ? new Partial(value, true) : value);
            }
            series.add(line(lines.series().get(s), data, s, null, lines.filled() ? new AreaStyle(FAN) : null));
        }
        levels(
                series,
                lines.levels().stream()
                        .map(level -> new Level(level.label(), rounded(level.value() / unit.size())))
                        .toList());
        return new ChartOption(
                lines.title(),
                unit,
                categories(lines.points().stream().map(LinePoint::label).toList()),
                new Axis("value", null, lines.unit() == Lines.Unit.SHARE ? WHOLE : null, null),
                series);
    }

    private static ChartOption scatter(Scatter scatter) {
        double max =
                scatter.dots().stream().mapToDouble(Scatter.Dot::millis).max().orElse(0);
        Unit unit = duration(max);
        boolean time = scatter.places().isEmpty();
        List<Series> series = new ArrayList<>();
        for (int s = 0; s < scatter.series().size(); s++) {
            int of = s;
            List<Object> data = scatter.dots().stream()
                    .filter(dot -> dot.series() == of)
                    .map(dot -> time && dot.item() >= 0
                            ? (Object) dot.item()
                            : new double[] {dot.x(), rounded(dot.millis() / unit.size()), dot.item()})
                    .toList();
            series.add(new Series(
                    "scatter",
                    scatter.series().get(s),
                    data,
                    null,
                    null,
                    null,
                    SYMBOLS.get(s % SYMBOLS.size()),
                    null,
                    null));
        }
        for (Scatter.Band band : scatter.bands()) {
            List<Double> data = new ArrayList<>();
            band.millis().forEach(height -> data.add(value(height, unit)));
            series.add(line(band.label(), data, series.size(), "middle", null));
        }
        levels(
                series,
                scatter.levels().stream()
                        .map(level -> new Level(level.label(), rounded(level.millis() / unit.size())))
                        .toList());
        return new ChartOption(
                scatter.title(),
                unit,
                time ? new Axis("time", null, null, null) : categories(scatter.places()),
                new Axis("value", null, null, null),
                series);
    }

    private static void levels(List<Series> series, List<Level> levels) {
        if (!series.isEmpty() && !levels.isEmpty()) {
            series.set(0, series.get(0).with(new MarkLine(levels)));
        }
    }

    private static Series line(
            String name, List<?> data, int position, @Nullable String step, @Nullable AreaStyle area) {
        return new Series(
                "line",
                name,
                data,
                null,
                area,
                step,
                SYMBOLS.get(position % SYMBOLS.size()),
                new LineStyle(DASHES.get(position % DASHES.size())),
                null);
    }

    private static Axis categories(List<String> labels) {
        return new Axis("category", labels, null, null);
    }

    private static Unit duration(double max) {
        return DURATIONS.stream()
                .filter(unit -> max >= FEWEST_COUNTS * unit.size())
                .findFirst()
                .orElse(DURATIONS.get(DURATIONS.size() - 1));
    }

    private static @Nullable Double value(OptionalDouble value, Unit unit) {
        return value.isEmpty() ? null : rounded(value.getAsDouble() / unit.size());
    }

    /** Finer than any screen shows. */
    private static double rounded(double value) {
        return Math.round(value * DIGITS) / DIGITS;
    }
}
