package dev.millrace.document;

import dev.millrace.document.Document.Card;
import dev.millrace.document.Document.Fact;
import dev.millrace.document.Document.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Writes a document as one HTML page that is complete in itself: it loads nothing, runs no script, and forbids both to itself by
 * its content security policy. It reads on a narrow screen, in the dark, on paper and by ear.
 */
public final class HtmlRenderer {

    private static final String STYLE_SHEET = "report.css";

    private final String css = load();

    /** The page; the same document gives the same page. */
    public String render(Document document) {
        Markup out = new Markup();
        begin(out, css);
        head(out, document);
        out.open("body");
        header(out, document);
        navigation(out, document);
        out.open("main");
        if (!document.cards().isEmpty()) {
            out.open("section", "class", "mr-cards", "aria-label", "Key figures");
            document.cards().forEach(card -> card(out, card));
            out.closeLine();
        }
        for (Section section : document.sections()) {
            section(out, section);
        }
        out.closeLine();
        out.element(
                "footer",
                (document.facts().isEmpty()
                                ? "Made by Millrace. "
                                : "Made by Millrace from the data captured until the instants above. ")
                        + "This page is "
                        + "complete: it loads nothing and runs no script.");
        out.close().closeLine();
        return out.done();
    }

    /** The content security policy of a page that is complete in itself: that style sheet and nothing else. */
    public static String policy(String css) {
        return "default-src 'none'; style-src 'sha256-" + sha256(css)
                + "'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    /** Begins a page that is complete in itself, with that style sheet; leaves its head open for a title and the style sheet. */
    public static void begin(Markup out, String css) {
        out.doctype().open("html", "lang", "en").open("head");
        out.empty("meta", "charset", "utf-8");
        out.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy(css));
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        out.empty("meta", "name", "color-scheme", "content", "light dark");
    }

    private void head(Markup out, Document document) {
        out.empty("meta", "name", "referrer", "content", "no-referrer");
        out.element("title", document.title() + ": " + document.subtitle());
        out.style(css);
        out.closeLine();
    }

    private static void header(Markup out, Document document) {
        out.open("header");
        out.element("h1", document.title());
        out.element("p", document.subtitle(), "class", "mr-subtitle");
        if (document.facts().isEmpty()) {
            out.closeLine();
            return;
        }
        out.open("dl", "class", "mr-facts");
        for (Fact fact : document.facts()) {
            out.open("div").element("dt", fact.label()).open("dd");
            HtmlBlocks.cell(out, fact.value());
            out.close().closeLine();
        }
        out.close().closeLine();
    }

    private static void navigation(Markup out, Document document) {
        if (document.sections().size() < 2) {
            return;
        }
        out.open("nav", "aria-label", "Sections").open("ul");
        for (Section section : document.sections()) {
            out.open("li")
                    .element("a", section.title(), "href", '#' + section.id())
                    .close();
        }
        out.close().closeLine();
    }

    private static void card(Markup out, Card card) {
        out.open("article", "class", "mr-card", "id", "card-" + card.id());
        out.element("h2", card.title());
        out.element("p", card.value(), "class", "mr-figure");
        if (!card.caption().isEmpty()) {
            out.element("p", card.caption(), "class", "mr-caption");
        }
        if (!card.notes().isEmpty()) {
            out.open("ul", "class", "mr-card-notes");
            card.notes().forEach(note -> out.element("li", note));
            out.close();
        }
        HtmlBlocks.definition(out, card.definition());
        out.closeLine();
    }

    private static void section(Markup out, Section section) {
        out.open("section", "id", section.id(), "aria-labelledby", section.id() + "-h");
        out.element("h2", section.title(), "id", section.id() + "-h");
        HtmlBlocks.definition(out, section.definition());
        for (int i = 0; i < section.blocks().size(); i++) {
            HtmlBlocks.write(out, section.blocks().get(i), section.id() + '-' + i);
        }
        out.closeLine();
    }

    /** The style sheet of every such page. */
    public static String styleSheet() {
        return load();
    }

    private static String load() {
        try (InputStream in = HtmlRenderer.class.getResourceAsStream(STYLE_SHEET)) {
            if (in == null) {
                throw new IllegalStateException(STYLE_SHEET + " is missing beside " + HtmlRenderer.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + STYLE_SHEET, e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
