package dev.millrace.document;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How one figure went over the window, small enough to stand beside it.
 *
 * @param span what the values are of, such as {@code by week}
 * @param values the values in order; empty where there is none, which is a gap and not 0
 */
public record Trend(String span, List<OptionalDouble> values) {

    private static final String SIGNS = "▁▂▃▄▅▆▇█";
    private static final int WIDTH = 100;
    private static final int HEIGHT = 28;
    private static final int MARGIN = 4;

    /** Copies the list. */
    public Trend {
        values = List.copyOf(values);
    }

    /** Whether there is a line to draw: more gaps than values are dots that show nothing. */
    public boolean drawable() {
        long present = values.stream().filter(OptionalDouble::isPresent).count();
        return present > 1 && 2 * present >= values.size();
    }

    /** The line in signs, for where nothing can be drawn; a gap is a space. */
    public String signs() {
        StringBuilder text = new StringBuilder();
        for (OptionalDouble value : values) {
            int last = SIGNS.length() - 1;
            text.append(value.isPresent() ? SIGNS.charAt((int) Math.round(level(value.getAsDouble()) * last)) : ' ');
        }
        return text.toString();
    }

    /** Draws the line for people who see it; those who do not have the change in words beside it. */
    void write(Markup out) {
        out.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                "mr-trend",
                "viewBox",
                "0 0 " + WIDTH + ' ' + HEIGHT,
                "preserveAspectRatio",
                "none",
                "aria-hidden",
                "true");
        List<String> points = new ArrayList<>();
        for (int i = 0; i <= values.size(); i++) {
            OptionalDouble value = i < values.size() ? values.get(i) : OptionalDouble.empty();
            if (value.isPresent()) {
                points.add(Svg.n(x(i)) + ',' + Svg.n(y(value.getAsDouble())));
            } else if (!points.isEmpty()) {
                line(out, points);
                points.clear();
            }
        }
        out.close();
    }

    /** A single value between two gaps is a dot. */
    private static void line(Markup out, List<String> points) {
        String all = points.size() == 1 ? points.get(0) + ' ' + points.get(0) : String.join(" ", points);
        out.empty(
                "polyline",
                "points",
                all,
                "fill",
                "none",
                "stroke",
                "currentColor",
                "stroke-width",
                "2",
                "stroke-linecap",
                "round",
                "vector-effect",
                "non-scaling-stroke");
    }

    private double x(int i) {
        return MARGIN + (WIDTH - 2.0 * MARGIN) * i / Math.max(1, values.size() - 1);
    }

    private double y(double value) {
        return HEIGHT - MARGIN - (HEIGHT - 2.0 * MARGIN) * level(value);
    }

    /** From 0, the smallest value, to 1, the largest; in the middle if all are equal. */
    private double level(double value) {
        double low = values.stream()
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .min()
                .orElse(0);
        double high = values.stream()
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .max()
                .orElse(0);
        return high > low ? (value - low) / (high - low) : 0.5;
    }
}
