package dev.millrace.document;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML and SVG that is well-formed by construction: what is opened must be closed, and every text and attribute is
 * escaped here and nowhere else. Event handlers and inline styles cannot be written, so that pages work under a policy that
 * forbids them.
 */
public final class Markup {

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Begins with nothing written. */
    public Markup() {}

    /** Opens an element; attributes are pairs of name and value. */
    public Markup open(String tag, String... attributes) {
        start(tag, attributes);
        out.append('>');
        open.push(tag);
        return this;
    }

    /** Closes the element that was opened last. */
    public Markup close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Closes that element and begins a new line, for people who read the source. */
    public Markup closeLine() {
        close();
        out.append('\n');
        return this;
    }

    /** Adds text. */
    public Markup text(String text) {
        out.append(Escape.html(text));
        return this;
    }

    /** Adds an element that holds only text. */
    public Markup element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /** Adds an element that holds nothing. */
    public Markup empty(String tag, String... attributes) {
        start(tag, attributes);
        out.append("/>");
        return this;
    }

    /** Adds our own style sheet. Refuses what would end it early or make it no XML. */
    public Markup style(String css) {
        if (css.indexOf('<') >= 0 || css.indexOf('&') >= 0) {
            throw new IllegalArgumentException("a style sheet inside a page holds neither < nor &");
        }
        out.append("<style>").append(css).append("</style>\n");
        return this;
    }

    /** Adds a script of ours, see {@link PageScripts.Script#embedded}. */
    Markup script(String text) {
        out.append("<script>").append(text).append("</script>\n");
        return this;
    }

    /** Adds a script of the same site. */
    Markup scriptAt(String address) {
        return element("script", "", "src", address);
    }

    /** Adds what scripts read. JSON knows an escape for each character that means something in a page. */
    Markup json(String id, String json) {
        open("script", "type", "application/json", "id", id);
        out.append(json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"));
        return closeLine();
    }

    /** Begins a document. */
    public Markup doctype() {
        out.append("<!DOCTYPE html>\n");
        return this;
    }

    /** What was written. */
    public String done() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("<" + open.peek() + "> was not closed");
        }
        return out.toString();
    }

    private void start(String tag, String... attributes) {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("attributes of <" + tag + "> are pairs of name and value");
        }
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            String name = attributes[i];
            if (name.regionMatches(true, 0, "on", 0, 2) || name.equalsIgnoreCase("style")) {
                throw new IllegalArgumentException("<" + tag + "> must have no attribute " + name);
            }
            out.append(' ')
                    .append(name)
                    .append("=\"")
                    .append(Escape.html(attributes[i + 1]))
                    .append('"');
        }
    }
}
