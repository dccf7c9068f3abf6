package dev.millrace.demo;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Makes the README's picture of the demo's pages, as text that needs no style sheet: some key figures, one chart of the report, and
 * the timeline of the example.
 */
final class DemoPoster {

    private static final int WIDTH = 1040;
    private static final int MARGIN = 24;
    private static final int CARD_HEIGHT = 92;
    private static final int GAP = 14;
    private static final int CARDS_IN_A_ROW = 3;
    private static final int CAPTION = 52;
    private static final List<String> CARDS = List.of(
            "flow-time", "flow-efficiency", "flow-velocity", "flow-load", "lead-time-for-changes", "change-fail-rate");

    /** Colours of the light picture, and what stands for them in the dark one; those of the charts are the same in both. */
    private static final Map<String, String> DARK = Map.of(
            "#1b2430", "#e6eaf0",
            "#55606e", "#a7b1be",
            "#ffffff", "#1c232d",
            "#f4f6f8", "#10151b",
            "#d9dfe6", "#38424e",
            "#fff3dd", "#43361b",
            "#c9d0d9", "#4a5563");

    private final StringBuilder out = new StringBuilder();
    private int y = MARGIN;

    private DemoPoster() {}

    /** Light. */
    static String of(Path report, Path panel) throws Exception {
        return new DemoPoster().draw(DemoPictures.html(report), DemoPictures.html(panel));
    }

    /** The same in the colours of a dark page. */
    static String dark(String light) {
        String dark = light;
        for (Map.Entry<String, String> colour : DARK.entrySet()) {
            dark = dark.replace(colour.getKey(), colour.getValue());
        }
        return dark;
    }

    private String draw(Element report, Element panel) throws Exception {
        heading(text(first(report, "h1")), text(byClass(report, "mr-subtitle")), 20);
        int cardWidth = (WIDTH - 2 * MARGIN - (CARDS_IN_A_ROW - 1) * GAP) / CARDS_IN_A_ROW;
        for (int i = 0; i < CARDS.size(); i++) {
            int x = MARGIN + i % CARDS_IN_A_ROW * (cardWidth + GAP);
            card(byId(report, "card-" + CARDS.get(i)), x, cardWidth);
            if (i % CARDS_IN_A_ROW == CARDS_IN_A_ROW - 1) {
                y += CARD_HEIGHT + GAP;
            }
        }
        chart(
                "Value stream map",
                "the stages with the median visit, and where the time of the done items went",
                drawing(byId(report, "value-stream-map")));
        chart(
                text(first(panel, "h1")) + ": " + text(byClass(panel, "mr-subtitle")),
                "one of these items, from the idea to production",
                drawing(byId(panel, "timeline")));
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + ' ' + (y + MARGIN) + "\" width=\""
                + WIDTH + "\" height=\"" + (y + MARGIN)
                + "\" font-family=\"system-ui, sans-serif\" color=\"#1b2430\" fill=\"#1b2430\">\n<rect width=\"100%\" height=\"100%\""
                + " rx=\"10\" fill=\"#f4f6f8\"/>\n" + out + "</svg>\n";
    }

    private void heading(String title, String subtitle, int size) {
        for (String sentence : title.split("(?<=\\.) ")) {
            y += size + 4;
            line(MARGIN, y, size, "700", "#1b2430", sentence);
        }
        y += 22;
        line(MARGIN, y, 14, "400", "#55606e", subtitle);
        y += GAP;
    }

    private void card(Element card, int x, int width) {
        box(x, y, width, CARD_HEIGHT);
        line(x + 14, y + 24, 13, "600", "#55606e", text(first(card, "h2")));
        line(x + 14, y + 54, 24, "650", "#1b2430", text(byClass(card, "mr-figure")));
        String caption = text(byClass(card, "mr-caption"));
        String most = caption.length() <= CAPTION ? caption : caption.split(";")[0];
        line(x + 14, y + 76, 12, "400", "#55606e", most);
    }

    private void chart(String title, String subtitle, Element svg) throws Exception {
        String[] box = svg.getAttribute("viewBox").split(" ");
        double scale = (WIDTH - 2.0 * MARGIN - 28) / Double.parseDouble(box[2]);
        int height = (int) Math.ceil(Double.parseDouble(box[3]) * scale);
        box(MARGIN, y, WIDTH - 2 * MARGIN, height + 60);
        line(MARGIN + 14, y + 26, 16, "650", "#1b2430", title);
        line(MARGIN + 14, y + 44, 12, "400", "#55606e", subtitle);
        svg.setAttribute("x", String.valueOf(MARGIN + 14));
        svg.setAttribute("y", String.valueOf(y + 52));
        svg.setAttribute("width", String.valueOf(WIDTH - 2 * MARGIN - 28));
        svg.setAttribute("height", String.valueOf(height));
        out.append(text(svg, true)).append('\n');
        y += height + 60 + GAP;
    }

    private void box(int x, int top, int width, int height) {
        out.append(String.format(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#ffffff\" stroke=\"#d9dfe6\"/>%n",
                x, top, width, height));
    }

    private void line(int x, int baseline, int size, String weight, String colour, String text) {
        out.append(String.format(
                "<text x=\"%d\" y=\"%d\" font-size=\"%d\" font-weight=\"%s\" fill=\"%s\">%s</text>%n",
                x, baseline, size, weight, colour, text.replace("&", "&amp;").replace("<", "&lt;")));
    }

    private static String text(Element svg, boolean asXml) throws Exception {
        Transformer transformer = TransformerFactory.newInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, asXml ? "yes" : "no");
        StringWriter writer = new StringWriter();
        transformer.transform(new DOMSource(svg), new StreamResult(writer));
        return writer.toString();
    }

    private static Element drawing(Element in) {
        return all(in, "svg").stream()
                .filter(svg -> svg.getAttribute("class").equals("mr-svg"))
                .findFirst()
                .orElseThrow();
    }

    private static Element byId(Element in, String id) {
        return all(in, "*").stream()
                .filter(element -> element.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the page has nothing called " + id));
    }

    private static Element byClass(Element in, String cssClass) {
        return all(in, "*").stream()
                .filter(element -> element.getAttribute("class").equals(cssClass))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is of the class " + cssClass));
    }

    private static Element first(Element in, String tag) {
        return all(in, tag).get(0);
    }

    private static List<Element> all(Element in, String tag) {
        NodeList found = in.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static String text(Element element) {
        return element.getTextContent().strip();
    }
}
