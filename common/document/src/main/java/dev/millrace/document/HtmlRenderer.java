package dev.millrace.document;

import dev.millrace.document.Document.Card;
import dev.millrace.document.Document.Change;
import dev.millrace.document.Document.Fact;
import dev.millrace.document.Document.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a document as one HTML page that is complete in itself: it loads nothing, runs no script but those it is given, and forbids
 * itself everything else by its content security policy. It reads on a narrow screen, in the dark, on paper and by ear.
 */
public final class HtmlRenderer {

    private static final String STYLE_SHEET = "report.css";

    private final String css;
    private final boolean brief;
    private final @Nullable PageTop top;
    private final @Nullable PageScripts scripts;

    /** Pages as long as they are. */
    public HtmlRenderer() {
        this(false);
    }

    /** Pages; a brief one is printed on one page of A4. */
    public HtmlRenderer(boolean brief) {
        this(brief, null, null);
    }

    /** Pages of a site, with that above each. */
    public HtmlRenderer(PageTop top) {
        this(false, top, null);
    }

    /** Pages whose charts are drawn by scripts; with that above each, if it is not null. */
    public HtmlRenderer(@Nullable PageTop top, PageScripts scripts) {
        this(false, top, scripts);
    }

    private HtmlRenderer(boolean brief, @Nullable PageTop top, @Nullable PageScripts scripts) {
        this.brief = brief;
        this.top = top;
        this.scripts = scripts;
        this.css = load() + (top == null ? "" : top.styleSheet());
    }

    /** The content security policy of these pages, which each of them contains. */
    public String policy() {
        return policy(css, scripts, top);
    }

    /** The page; the same document gives the same page. */
    public String render(Document document) {
        Markup out = new Markup();
        policed(out, policy(css, scripts, top), top);
        head(out, document);
        if (brief) {
            out.open("body", "class", "mr-brief");
        } else {
            out.open("body");
        }
        if (top != null) {
            top.write(out);
        }
        header(out, document);
        if (document.headline() == null) {
            navigation(out, document);
        }
        out.open("main");
        Map<String, Block> charts = new LinkedHashMap<>();
        HtmlBlocks.Charts drawn = scripts == null ? null : charts::put;
        List<Section> sections = document.sections();
        boolean map = document.headline() != null && !sections.isEmpty() && isMap(sections.get(0));
        if (map) {
            section(out, sections.get(0), drawn);
        }
        if (!document.cards().isEmpty()) {
            out.open("section", "class", "mr-cards", "aria-label", "Key figures");
            boolean compact = document.headline() != null;
            document.cards().forEach(card -> card(out, card, compact));
            out.closeLine();
        }
        for (Section section : sections.subList(map ? 1 : 0, sections.size())) {
            section(out, section, drawn);
        }
        out.closeLine();
        out.element("footer", footer(document));
        if (scripts != null) {
            scripts.data(charts).forEach(out::json);
            scripts.scripts().forEach(script -> script(out, script));
        }
        out.close().closeLine();
        return out.done();
    }

    /** The picture of the stream stands on the first screen, above the figures. */
    private static boolean isMap(Section section) {
        return section.blocks().stream().anyMatch(StreamMap.class::isInstance);
    }

    private String footer(Document document) {
        return (document.facts().isEmpty()
                        ? "Made by Millrace. "
                        : "Made by Millrace from the data captured until the instants above. ")
                + (top != null
                        ? ""
                        : scripts == null
                                ? "This page is complete: it loads nothing and runs no script."
                                : "This page loads nothing from elsewhere and runs no script but its own.");
    }

    private static void script(Markup out, PageScripts.Script script) {
        if (script.text() != null) {
            out.script(script.text());
        } else if (script.address() != null) {
            out.scriptAt(script.address());
        }
    }

    /** The content security policy of a page that is complete in itself: that style sheet and nothing else. */
    public static String policy(String css) {
        return policy(css, null, null);
    }

    /** The same of a page of a site: its forms lead there, and its scripts come from there. */
    public static String policy(String css, PageTop top) {
        return policy(css, null, top);
    }

    /** The same with scripts, each by its hash or from the page's own site. */
    private static String policy(String css, @Nullable PageScripts scripts, @Nullable PageTop top) {
        boolean scripted = top != null && top.scripted();
        Set<String> sources = new LinkedHashSet<>();
        if (scripted) {
            sources.add("'self'");
        }
        if (scripts != null) {
            scripts.scripts()
                    .forEach(script ->
                            sources.add(script.text() == null ? "'self'" : "'sha256-" + sha256(script.text()) + '\''));
        }
        return "default-src 'none'; style-src 'sha256-" + sha256(css)
                + "'; img-src data:; base-uri 'none'; form-action "
                + (top == null ? "'none'" : "'self'")
                + (sources.isEmpty() ? "" : "; script-src " + String.join(" ", sources))
                + (scripted ? "; connect-src 'self'" : "");
    }

    /**
     * Begins a page with that style sheet; leaves its head open for a title and the style sheet.
     *
     * @param top what stands above it; null for a page that is complete in itself
     */
    public static void begin(Markup out, String css, @Nullable PageTop top) {
        policed(out, policy(css, null, top), top);
    }

    private static void policed(Markup out, String policy, @Nullable PageTop top) {
        out.doctype().open("html", "lang", "en").open("head");
        out.empty("meta", "charset", "utf-8");
        out.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy);
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        out.empty("meta", "name", "color-scheme", "content", "light dark");
        if (top != null) {
            out.empty("link", "rel", "icon", "href", "data:,"); // a browser would request one of the site
        }
    }

    private void head(Markup out, Document document) {
        out.empty("meta", "name", "referrer", "content", "no-referrer");
        out.element("title", document.title() + ": " + document.subtitle());
        out.style(css);
        out.closeLine();
    }

    private static void header(Markup out, Document document) {
        out.open("header");
        Headline headline = document.headline();
        if (headline != null) {
            headline(out, document, headline);
            return;
        }
        out.element("h1", document.title());
        out.element("p", document.subtitle(), "class", "mr-subtitle");
        if (!document.facts().isEmpty()) {
            facts(out, "mr-facts", document.facts());
        }
        out.closeLine();
    }

    /** The answer is the heading of the page. What the figures depend on can be opened. */
    private static void headline(Markup out, Document document, Headline headline) {
        out.open("p", "class", "mr-subtitle");
        out.element("b", document.title()).text(" ").text(document.subtitle());
        out.closeLine();
        out.element("h1", headline.sentence(), "class", "mr-headline");
        if (!headline.steps().isEmpty()) {
            out.open("ol", "class", "mr-steps", "aria-label", "What to do next");
            for (Headline.Step step : headline.steps()) {
                out.open("li", "class", "mr-step-" + step.rule());
                out.open("strong").text(step.what());
                for (int i = 0; i < step.items().size(); i++) {
                    out.text(i == 0 ? ": " : ", ");
                    HtmlBlocks.cell(out, step.items().get(i));
                }
                out.text(".").close();
                out.text(" " + step.evidence() + ". ");
                out.element("a", "why", "href", '#' + step.section(), "title", step.why());
                out.closeLine();
            }
            out.closeLine();
        }
        facts(out, "mr-limits", headline.limits().stream().map(Fact::of).toList());
        if (!document.facts().isEmpty()) {
            out.open("details", "class", "mr-based");
            out.element("summary", "What the figures are of");
            facts(out, "mr-facts", document.facts());
            out.closeLine();
        }
        out.open("details", "class", "mr-based").element("summary", "Contents");
        navigation(out, document);
        out.close().closeLine();
    }

    private static void facts(Markup out, String cssClass, List<Fact> facts) {
        out.open("dl", "class", cssClass);
        for (Fact fact : facts) {
            out.open("div").element("dt", fact.label()).open("dd");
            HtmlBlocks.cell(out, fact.value());
            out.close().closeLine();
        }
        out.closeLine();
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

    /** Below a headline the figures stand side by side, so each shows no more than it must. */
    private static void card(Markup out, Card card, boolean compact) {
        out.open("article", "class", "mr-card", "id", "card-" + card.id());
        out.element("h2", card.title());
        out.element("p", card.value(), "class", "mr-figure");
        Change change = card.change();
        if (change != null) {
            String verdict = change.verdict().name().toLowerCase(Locale.ROOT);
            out.open("p", "class", "mr-change mr-" + verdict).text(change.text());
            out.element("span", change.interval(), "class", "mr-interval").close();
        }
        Trend trend = card.trend();
        if (trend != null && trend.drawable()) {
            trend.write(out);
        }
        if (!card.caption().isEmpty()) {
            out.element("p", card.caption(), "class", "mr-caption");
        }
        if (compact) {
            list(out, card.notes().subList(0, Math.min(1, card.notes().size())));
            out.open("details", "class", "mr-what").element("summary", "More");
            list(
                    out,
                    card.notes()
                            .subList(
                                    Math.min(1, card.notes().size()),
                                    card.notes().size()));
            out.element("p", card.definition());
            out.close();
        } else {
            list(out, card.notes());
            HtmlBlocks.definition(out, card.definition());
        }
        out.closeLine();
    }

    private static void list(Markup out, List<String> notes) {
        if (notes.isEmpty()) {
            return;
        }
        out.open("ul", "class", "mr-card-notes");
        notes.forEach(note -> out.element("li", note));
        out.close();
    }

    /** The id of the block at that position of a section. */
    public static String id(Section section, int block) {
        return section.id() + '-' + block;
    }

    private static void section(Markup out, Section section, HtmlBlocks.@Nullable Charts charts) {
        out.open("section", "id", section.id(), "aria-labelledby", section.id() + "-h");
        out.element("h2", section.title(), "id", section.id() + "-h");
        HtmlBlocks.definition(out, section.definition());
        for (int i = 0; i < section.blocks().size(); i++) {
            HtmlBlocks.write(out, section.blocks().get(i), id(section, i), charts);
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
