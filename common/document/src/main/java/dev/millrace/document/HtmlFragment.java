package dev.millrace.document;

import dev.millrace.document.Document.Card;
import dev.millrace.document.Document.Fact;
import dev.millrace.document.Document.Section;

/**
 * Writes a document into a page that another tool makes: no head, no style sheet, headings of the third level. Only classes and
 * attributes, so that it stands under a content security policy that forbids inline styles.
 */
public final class HtmlFragment {

    private HtmlFragment() {}

    /**
     * Writes it.
     *
     * @param out where to
     * @param document what
     * @param id begins every id in it; each document of a page needs its own: a letter, then letters, digits and dashes
     */
    public static void write(Markup out, Document document, String id) {
        out.open("section", "class", "mr-item", "aria-labelledby", id);
        out.open("h3", "id", id);
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
        document.cards().forEach(card -> card(out, card));
        out.closeLine();
        for (Section section : document.sections()) {
            out.element("h4", section.title());
            for (int i = 0; i < section.blocks().size(); i++) {
                HtmlBlocks.write(out, section.blocks().get(i), id + '-' + section.id() + '-' + i);
            }
        }
        out.closeLine();
    }

    private static void card(Markup out, Card card) {
        out.open("div", "class", "mr-item-card", "title", card.definition());
        out.element("h4", card.title());
        out.element("p", card.value(), "class", "mr-figure");
        if (!card.caption().isEmpty()) {
            out.element("p", card.caption(), "class", "mr-caption");
        }
        card.notes().forEach(note -> out.element("p", note, "class", "mr-caption"));
        out.closeLine();
    }
}
