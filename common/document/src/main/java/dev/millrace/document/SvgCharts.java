package dev.millrace.document;

import dev.millrace.document.Block.Chart;
import dev.millrace.document.Block.Point;
import dev.millrace.document.Svg.Paint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Draws counts as SVG: stacked columns, stacked areas, and bars divided by share. Like {@link SvgTimeline}, without inline style. */
final class SvgCharts {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 250;
    private static final int LEFT = 44;
    private static final int RIGHT = 12;
    private static final int TOP = 14;
    private static final int BOTTOM = 52;
    private static final int SHARE_ROW = 44;
    private static final int LABELS = 8;
    private static final double GAP = 0.22;

    private final String id;

    SvgCharts(String id) {
        this.id = id;
    }

    void write(Markup out, Chart chart) {
        switch (chart.kind()) {
            case COLUMNS -> columns(out, chart);
            case AREA -> area(out, chart);
            case SHARES -> shares(out, chart);
        }
    }

    private void columns(Markup out, Chart chart) {
        Svg.open(out, id, chart.title(), chart.summary(), WIDTH, HEIGHT);
        Scale scale = Scale.upTo(chart.max());
        axis(out, scale);
        double slot =
                (double) (WIDTH - LEFT - RIGHT) / Math.max(1, chart.points().size());
        double width = Math.min(46, slot * (1 - GAP));
        for (int i = 0; i < chart.points().size(); i++) {
            Point point = chart.points().get(i);
            double x = LEFT + i * slot + (slot - width) / 2;
            out.open("g", "class", point.partial() ? "mr-partial" : "mr-whole");
            double y = y(scale, 0);
            for (int s = 0; s < chart.series().size(); s++) {
                long value = point.values().get(s);
                if (value > 0) {
                    double height = y(scale, 0) - y(scale, value);
                    y -= height;
                    Svg.rect(out, id, x, y, width, height, Paints.series(s), hint(chart, point, s));
                }
            }
            if (point.total() > 0 && Svg.width(Formats.count(point.total())) < slot) {
                Svg.text(out, x + width / 2, y - 4, "middle", "mr-value", Formats.count(point.total()));
            }
            out.close();
        }
        labels(out, chart, slot, slot / 2);
        legend(out, chart, HEIGHT - 8.0);
        out.closeLine();
    }

    private void area(Markup out, Chart chart) {
        Svg.open(out, id, chart.title(), chart.summary(), WIDTH, HEIGHT);
        Scale scale = Scale.upTo(chart.max());
        axis(out, scale);
        int points = chart.points().size();
        double slot = points == 1 ? WIDTH - LEFT - RIGHT : (double) (WIDTH - LEFT - RIGHT) / (points - 1);
        long[] below = new long[points];
        for (int s = 0; s < chart.series().size(); s++) {
            long[] above = below.clone();
            for (int i = 0; i < points; i++) {
                above[i] += chart.points().get(i).values().get(s);
            }
            if (!Arrays.equals(above, below)) {
                surface(out, chart, s, outline(scale, below, above, slot));
            }
            below = above;
        }
        labels(out, chart, slot, 0);
        legend(out, chart, HEIGHT - 8.0);
        out.closeLine();
    }

    private void surface(Markup out, Chart chart, int series, String path) {
        Paint paint = Paints.series(series);
        out.open("g");
        out.element("title", chart.series().get(series));
        out.empty("path", "d", path, "class", paint.cssClass(), "fill", paint.fill());
        if (paint.pattern() > 0) {
            out.empty("path", "d", path, "fill", "url(#" + id + "-p" + paint.pattern() + ')');
        }
        out.close();
    }

    /** Along the upper edge to the right, and back along the lower one. A single point becomes a horizontal line. */
    private static String outline(Scale scale, long[] below, long[] above, double slot) {
        StringBuilder path = new StringBuilder();
        int last = above.length - 1;
        for (int i = 0; i <= last; i++) {
            path.append(i == 0 ? "M" : "L").append(xy(LEFT + i * slot, y(scale, above[i])));
        }
        if (last == 0) {
            path.append('L').append(xy(LEFT + slot, y(scale, above[0])));
            path.append('L').append(xy(LEFT + slot, y(scale, below[0])));
        }
        for (int i = last; i >= 0; i--) {
            path.append('L').append(xy(LEFT + i * slot, y(scale, below[i])));
        }
        return path.append('Z').toString();
    }

    private void shares(Markup out, Chart chart) {
        int height = TOP + chart.points().size() * SHARE_ROW + 24;
        Svg.open(out, id, chart.title(), chart.summary(), WIDTH, height);
        int left = LEFT + 30;
        double whole = (double) WIDTH - left - RIGHT;
        for (int i = 0; i < chart.points().size(); i++) {
            Point point = chart.points().get(i);
            double y = TOP + i * (double) SHARE_ROW;
            Svg.text(out, left - 8.0, y + 19, "end", "mr-lane-name", point.label());
            double x = left;
            for (int s = 0; s < chart.series().size() && point.total() > 0; s++) {
                long value = point.values().get(s);
                double share = (double) value / point.total();
                if (value > 0) {
                    double width = share * whole;
                    Svg.rect(out, id, x, y, width, 30, Paints.series(s), hint(chart, point, s));
                    String label = chart.series().get(s) + ' ' + Formats.percent(share);
                    String fitting = Svg.width(label) + 12 < width ? label : Formats.percent(share);
                    if (Svg.width(fitting) + 12 < width) {
                        Svg.text(out, x + 6, y + 19, "start", "mr-bar-label", fitting);
                    }
                    x += width;
                }
            }
            if (point.total() == 0) {
                Svg.text(out, left, y + 19, "start", "mr-axis", "no items");
            }
        }
        legend(out, chart, height - 8.0);
        out.closeLine();
    }

    private static String hint(Chart chart, Point point, int series) {
        return point.label() + ": " + chart.series().get(series) + ' '
                + Formats.count(point.values().get(series));
    }

    private static void axis(Markup out, Scale scale) {
        for (long value = 0; value <= scale.max(); value += scale.step()) {
            double y = y(scale, value);
            Svg.line(out, LEFT, y, WIDTH - RIGHT, y, "mr-grid");
            Svg.text(out, LEFT - 6.0, y + 4, "end", "mr-axis", Formats.count(value));
        }
    }

    private static void labels(Markup out, Chart chart, double slot, double offset) {
        int size = chart.points().size();
        int every = Math.max(1, (size + LABELS - 1) / LABELS);
        for (int i = 0; i < size; i += every) {
            Point point = chart.points().get(i);
            double x = LEFT + i * slot + offset;
            Svg.text(out, x, HEIGHT - BOTTOM + 16.0, "middle", "mr-axis", point.label() + (point.partial() ? "*" : ""));
        }
    }

    /** Only what occurs: a legend of absent things is noise. */
    private void legend(Markup out, Chart chart, double y) {
        List<Integer> used = IntStream.range(0, chart.series().size())
                .filter(s ->
                        chart.points().stream().anyMatch(point -> point.values().get(s) > 0))
                .boxed()
                .toList();
        List<Paint> paints = new ArrayList<>();
        List<String> names = new ArrayList<>();
        used.forEach(s -> {
            paints.add(Paints.series(s));
            names.add(chart.series().get(s));
        });
        double end = Svg.legend(out, id, LEFT, y, paints, names);
        if (chart.points().stream().anyMatch(Point::partial)) {
            Svg.text(out, end, y, "start", "mr-legend", "* incomplete");
        }
    }

    private static double y(Scale scale, long value) {
        double whole = (double) HEIGHT - TOP - BOTTOM;
        return TOP + whole - whole * value / scale.max();
    }

    private static String xy(double x, double y) {
        return Svg.n(x) + ' ' + Svg.n(y);
    }

    /** A scale in steps of 1, 2 or 5 times a power of ten, in whole numbers: there is no half item. */
    record Scale(long max, long step) {
        private static final int STEPS = 5;

        static Scale upTo(long value) {
            long step = 1;
            int next = 0;
            long[] factors = {2, 5, 10};
            long power = 1;
            while (step * STEPS < value) {
                step = factors[next] * power;
                next++;
                if (next == factors.length) {
                    next = 0;
                    power *= 10;
                }
            }
            long steps = Math.max(1, (value + step - 1) / step);
            return new Scale(steps * step, step);
        }
    }
}
