package dev.millrace.document;

import java.util.List;
import java.util.Locale;

/**
 * What all drawings share: a frame with title and description for people who do not see it, and patterns, so that nothing
 * depends on colour alone. Only classes and attributes: a page that forbids inline styles shows it unchanged, and the colours given
 * as attributes hold wherever no style sheet says otherwise.
 */
final class Svg {

    static final int FONT = 11;

    /** Columns an average letter of that font takes; used to decide whether a label has room. */
    private static final double LETTER = 6.4;

    private static final List<String> PATTERNS =
            List.of("", "M0,6 L6,0", "M3,0 L3,6", "M0,3 L6,3 M3,0 L3,6", "M0,0 L6,6 M0,6 L6,0");

    private Svg() {}

    /** Opens a drawing and its title, description and patterns; the caller closes it. */
    static void open(Markup out, String id, String title, String summary, int width, int height) {
        out.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                "mr-svg",
                "viewBox",
                "0 0 " + width + ' ' + height,
                "role",
                "img",
                "aria-labelledby",
                id + "-t " + id + "-d",
                "font-size",
                String.valueOf(FONT),
                "font-family",
                "system-ui, sans-serif");
        out.element("title", title, "id", id + "-t");
        out.element("desc", summary, "id", id + "-d");
        out.open("defs");
        for (int i = 1; i < PATTERNS.size(); i++) {
            out.open("pattern", "id", id + "-p" + i, "width", "6", "height", "6", "patternUnits", "userSpaceOnUse");
            out.empty(
                    "path",
                    "d",
                    PATTERNS.get(i),
                    "class",
                    "mr-pattern",
                    "stroke",
                    "#ffffff",
                    "stroke-opacity",
                    "0.55",
                    "stroke-width",
                    "1.4",
                    "fill",
                    "none");
            out.close();
        }
        out.close();
    }

    /** A rectangle with a pattern over it and a hint for the mouse. */
    static void rect(Markup out, String id, double x, double y, double width, double height, Paint paint, String hint) {
        out.open("g");
        out.element("title", hint);
        out.empty(
                "rect",
                "x",
                n(x),
                "y",
                n(y),
                "width",
                n(width),
                "height",
                n(height),
                "class",
                paint.cssClass(),
                "fill",
                paint.fill());
        if (paint.pattern() > 0) {
            out.empty(
                    "rect",
                    "x",
                    n(x),
                    "y",
                    n(y),
                    "width",
                    n(width),
                    "height",
                    n(height),
                    "fill",
                    "url(#" + id + "-p" + paint.pattern() + ')');
        }
        out.close();
    }

    static void text(Markup out, double x, double y, String anchor, String cssClass, String text) {
        out.element(
                "text", text, "x", n(x), "y", n(y), "text-anchor", anchor, "class", cssClass, "fill", "currentColor");
    }

    static void line(Markup out, double x1, double y1, double x2, double y2, String cssClass) {
        out.empty(
                "line",
                "x1",
                n(x1),
                "y1",
                n(y1),
                "x2",
                n(x2),
                "y2",
                n(y2),
                "class",
                cssClass,
                "stroke",
                "currentColor",
                "stroke-opacity",
                cssClass.equals("mr-mark") ? "0.9" : "0.18");
    }

    /** Swatches with their names, from the left. Returns how far it reaches. */
    static double legend(Markup out, String id, double x, double y, List<Paint> paints, List<String> names) {
        double at = x;
        for (int i = 0; i < paints.size(); i++) {
            rect(out, id, at, y - 9, 12, 11, paints.get(i), names.get(i));
            text(out, at + 17, y, "start", "mr-legend", names.get(i));
            at += 17 + width(names.get(i)) + 18;
        }
        return at;
    }

    /** About how wide a text will be drawn. */
    static double width(String text) {
        return DisplayWidth.of(text) * LETTER;
    }

    /** Coordinates to a tenth: less cannot be seen, more only makes the page longer. */
    static String n(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /**
     * How a surface is filled.
     *
     * @param cssClass for a style sheet
     * @param fill where there is none
     * @param pattern which pattern lies over it; 0 is none
     */
    record Paint(String cssClass, String fill, int pattern) {}
}
