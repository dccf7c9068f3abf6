package dev.millrace.document;

import dev.millrace.document.Document.Card;
import dev.millrace.document.Document.Fact;
import dev.millrace.document.Document.Section;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a document into a page that another tool makes: no head, no style sheet, headings of the level that the page needs. Only classes and
 * attributes, so that it stands under a content security policy that forbids inline styles.
 */
public final class HtmlFragment {

    /** The level of a document's title among other things of a page. */
    private static final int TITLE = 3;

    private final Markup out;
    private final int title;
    private final HtmlBlocks.@Nullable Charts charts;

    private HtmlFragment(Markup out, int title, HtmlBlocks.@Nullable Charts charts) {
        this.out = out;
        this.title = title;
        this.charts = charts;
    }

    /**
     * Writes it.
     *
     * @param out where to
     * @param document what
     * @param id begins every id in it; each document of a page needs its own: a letter, then letters, digits and dashes
     */
    public static void write(Markup out, Document document, String id) {
        new HtmlFragment(out, TITLE, null).document(document, id);
    }

    /** The same as the first thing below the title of the page: its headings are one level higher. */
    public static void writeFirst(Markup out, Document document, String id) {
        new HtmlFragment(out, TITLE - 1, null).document(document, id);
    }

    /**
     * The same for a page with a script that draws its charts. Until it does, they are tables.
     *
     * @param options makes what the script reads, as JSON, from the charts by the ids of their places; the page has it as {@code mr-charts}
     */
    public static void writeDrawn(
            Markup out, Document document, String id, Function<Map<String, Block>, String> options) {
        Map<String, Block> charts = new LinkedHashMap<>();
        new HtmlFragment(out, TITLE - 1, charts::put).document(document, id);
        out.json("mr-charts", options.apply(charts));
    }

    private void document(Document document, String id) {
        out.open("section", "class", "mr-item", "aria-labelledby", id);
        out.open("h" + title, "id", id);
        out.text(document.title() + (document.subtitle().isEmpty() ? "" : ": " + document.subtitle()));
        out.closeLine();
        out.open("dl", "class", "mr-item-facts");
        for (Fact fact : document.facts()) {
            out.open("div").element("dt", fact.label()).open("dd");
            HtmlBlocks.cell(out, fact.value());
            out.close().closeLine();
        }
        out.closeLine();
        out.open("div", "class", "mr-item-cards");
        document.cards().forEach(this::card);
        out.closeLine();
        for (Section section : document.sections()) {
            out.element("h" + (title + 1), section.title());
            for (int i = 0; i < section.blocks().size(); i++) {
                HtmlBlocks.write(out, section.blocks().get(i), id + '-' + section.id() + '-' + i, charts);
            }
        }
        out.closeLine();
    }

    private void card(Card card) {
        out.open("div", "class", "mr-item-card", "title", card.definition());
        out.element("h" + (title + 1), card.title());
        out.element("p", card.value(), "class", "mr-figure");
        if (!card.caption().isEmpty()) {
            out.element("p", card.caption(), "class", "mr-caption");
        }
        card.notes().forEach(note -> out.element("p", note, "class", "mr-caption"));
        out.closeLine();
    }
}
