package dev.millrace.document;

import dev.millrace.document.StreamMap.Box;
import dev.millrace.document.StreamMap.Rung;
import dev.millrace.model.SegmentKind;
import java.util.ArrayList;
import java.util.List;

/** Draws a value stream map: side by side for a wide screen, one below the other for a narrow one. */
final class SvgMap {

    private static final int WIDE = 1216;
    private static final int NARROW = 340;
    private static final int GAP = 14;
    private static final int LEAST_WIDTH = 116;
    private static final int MOST_WIDTH = 190;
    private static final int BOX = 122;
    private static final int ROW = 52;
    private static final int TOP = 26;
    private static final int PAD = 9;
    private static final int TAB = 5;
    private static final int LINE = 14;
    private static final int RUNG = 12;
    private static final int STEP = 30;
    private static final int LADDER = 96;
    private static final double SMALL_LETTER = 5.8;
    private static final double NAME_LETTER = 7.1;
    private static final double VALUE_LETTER = 9.2;

    private final String id;
    private final Markup out;

    SvgMap(String id, Markup out) {
        this.id = id;
        this.out = out;
    }

    /** Both; a style sheet shows the one that fits. */
    void write(StreamMap map) {
        out.open("div", "class", "mr-scroll mr-wide", "tabindex", "0", "role", "group", "aria-label", map.title());
        wide(map);
        out.closeLine();
        out.open("div", "class", "mr-narrow");
        narrow(map);
        out.closeLine();
    }

    private void wide(StreamMap map) {
        int n = Math.max(1, map.boxes().size());
        int box = Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, (WIDE + GAP) / n - GAP));
        int width = Math.max(WIDE, n * (box + GAP) - GAP);
        int height = TOP + BOX + 8 + (map.rungs().isEmpty() ? 0 : LADDER);
        Svg.open(out, id + "-w", map.title(), map.summary(), width, height);
        int x = 1;
        for (int i = 0; i < map.boxes().size(); i++) {
            if (i > 0) {
                arrow(x - GAP + 2, TOP + BOX / 2, true);
            }
            Box stage = map.boxes().get(i);
            out.open("g", "class", "mr-map-stage", "data-stage", stage.name());
            box(stage, x, box);
            out.close();
            x += box + GAP;
        }
        ladder(map, id + "-w", TOP + BOX + 28, width - 130);
        for (int i = 0; i < map.totals().size(); i++) {
            words(
                    width,
                    TOP + BOX + 38 + i * 22,
                    "end",
                    i == 2 ? "mr-map-name" : "mr-map-line",
                    map.totals().get(i));
        }
        out.close();
    }

    private void box(Box box, int x, int width) {
        if (!box.mark().isEmpty()) {
            halo(x - 5.0, TOP - 20.0, width + 10.0, BOX + 26.0);
            words(x + width / 2.0, TOP - 7, "middle", "mr-map-mark", box.mark());
        }
        frame(x, TOP, width, BOX);
        paint(box.kind(), x, TOP, width, TAB);
        int y = TOP + TAB + LINE;
        for (String line : name(box.name(), width)) {
            words(x + PAD, y, "start", "mr-map-name", line);
            y += LINE - 1;
        }
        y = TOP + TAB + 3 * LINE + 4;
        words(x + PAD, y, "start", "mr-map-value", fitting(box.value(), width, VALUE_LETTER));
        for (String line : box.lines()) {
            y += LINE;
            words(x + PAD, y, "start", "mr-map-line", fitting(line, width, SMALL_LETTER));
        }
        if (!box.back().isEmpty()) {
            words(x + PAD, TOP + BOX - 7, "start", "mr-map-back", fitting("↩ " + box.back(), width, SMALL_LETTER));
        }
    }

    private void narrow(StreamMap map) {
        int rows = map.boxes().size();
        int height = rows * (ROW + 10) + 8 + (map.rungs().isEmpty() ? 0 : LADDER + 58);
        Svg.open(out, id + "-n", map.title(), map.summary(), NARROW, height);
        int y = 8;
        for (int i = 0; i < rows; i++) {
            Box box = map.boxes().get(i);
            if (i > 0) {
                arrow(NARROW / 2.0, y - 10, false);
            }
            if (!box.mark().isEmpty()) {
                halo(1, y - 4.0, NARROW - 2.0, ROW + 8.0);
            }
            out.open("g", "class", "mr-map-stage", "data-stage", box.name());
            frame(5, y, NARROW - 10.0, ROW);
            paint(box.kind(), 5, y, TAB, ROW);
            words(18, y + 16, "start", "mr-map-name", Formats.shorten(box.name(), 34));
            words(NARROW - 12.0, y + 16, "end", "mr-map-mark", box.mark());
            words(
                    18,
                    y + 31,
                    "start",
                    "mr-map-line",
                    box.value() + ", " + box.lines().get(0));
            List<String> rest =
                    new ArrayList<>(box.lines().subList(1, box.lines().size()));
            if (!box.back().isEmpty()) {
                rest.add("↩ " + box.back());
            }
            words(18, y + 45, "start", "mr-map-line", String.join(", ", rest));
            out.close();
            y += ROW + 10;
        }
        ladder(map, id + "-n", y + 18, NARROW - 2);
        for (int i = 0; i < map.totals().size(); i++) {
            words(
                    2,
                    y + LADDER + i * 17,
                    "start",
                    i == 2 ? "mr-map-name" : "mr-map-line",
                    map.totals().get(i));
        }
        out.close();
    }

    /** Waiting above, active below, as long as their part of the time. */
    private void ladder(StreamMap map, String drawing, double top, double length) {
        double x = 1;
        for (Rung rung : map.rungs()) {
            double width = rung.share() * length;
            boolean active = rung.kind() == SegmentKind.ACTIVE;
            double y = active ? top + STEP : top;
            Svg.rect(
                    out,
                    drawing,
                    x,
                    y,
                    Math.max(0.5, width - 1),
                    RUNG,
                    Paints.of(rung.kind()),
                    rung.name() + ": " + rung.text());
            Svg.line(out, x, top + RUNG, x, top + STEP, "mr-grid");
            String longText = rung.name() + ", " + rung.text();
            String text = longText.length() * SMALL_LETTER < width ? longText : rung.text();
            if (text.length() * SMALL_LETTER < width) {
                words(x + width / 2, active ? y + RUNG + LINE : y - 5, "middle", "mr-map-line", text);
            }
            x += width;
        }
    }

    private void halo(double x, double y, double width, double height) {
        out.empty(
                "rect",
                "class",
                "mr-map-halo",
                "x",
                Svg.n(x),
                "y",
                Svg.n(y),
                "width",
                Svg.n(width),
                "height",
                Svg.n(height),
                "rx",
                "9",
                "fill",
                "#fff3dd",
                "stroke",
                "#b36b00",
                "stroke-width",
                "1.6");
    }

    private void frame(double x, double y, double width, double height) {
        out.empty(
                "rect",
                "class",
                "mr-map-box",
                "x",
                Svg.n(x),
                "y",
                Svg.n(y),
                "width",
                Svg.n(width),
                "height",
                Svg.n(height),
                "rx",
                "6",
                "fill",
                "#ffffff",
                "stroke",
                "currentColor",
                "stroke-opacity",
                "0.3");
    }

    private void paint(SegmentKind kind, double x, double y, double width, double height) {
        Svg.Paint paint = Paints.of(kind);
        out.empty(
                "rect",
                "class",
                paint.cssClass(),
                "x",
                Svg.n(x),
                "y",
                Svg.n(y),
                "width",
                Svg.n(width),
                "height",
                Svg.n(height),
                "rx",
                "2",
                "fill",
                paint.fill());
    }

    private void arrow(double x, double y, boolean right) {
        out.empty(
                "path",
                "class",
                "mr-map-arrow",
                "d",
                right
                        ? "M" + Svg.n(x) + ' ' + Svg.n(y) + " h9 m-4 -4 l4 4 l-4 4"
                        : "M" + Svg.n(x) + ' ' + Svg.n(y) + " v9 m-4 -4 l4 4 l4 -4",
                "fill",
                "none",
                "stroke",
                "currentColor",
                "stroke-opacity",
                "0.6");
    }

    private void words(double x, double y, String anchor, String cssClass, String text) {
        String size = switch (cssClass) {
            case "mr-map-name" -> "11.5";
            case "mr-map-value" -> "15";
            default -> "10.5";
        };
        String weight = cssClass.equals("mr-map-line") || cssClass.equals("mr-map-back") ? "400" : "650";
        out.element(
                "text",
                text,
                "x",
                Svg.n(x),
                "y",
                Svg.n(y),
                "text-anchor",
                anchor,
                "class",
                cssClass,
                "font-size",
                size,
                "font-weight",
                weight,
                "fill",
                "currentColor");
    }

    /** A name in at most two lines, the second cut if it must be. */
    private static List<String> name(String name, int width) {
        int columns = (int) ((width - 2 * PAD) / NAME_LETTER);
        List<String> lines = DisplayWidth.wrap(name, Math.max(4, columns));
        return lines.size() <= 2
                ? lines
                : List.of(lines.get(0), DisplayWidth.fit(String.join(" ", lines.subList(1, lines.size())), columns));
    }

    private static String fitting(String text, int width, double letter) {
        return DisplayWidth.fit(text, Math.max(4, (int) ((width - PAD) / letter)));
    }
}
