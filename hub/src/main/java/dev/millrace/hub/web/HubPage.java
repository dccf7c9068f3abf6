package dev.millrace.hub.web;

import dev.millrace.document.Document;
import dev.millrace.document.HtmlRenderer;
import dev.millrace.document.Markup;
import dev.millrace.document.PageTop;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Consumer;

/** The pages of a hub: documents and forms below the menu. The menu is the same for everybody, so that pages can be shared. */
final class HubPage {

    /** Above each page. */
    static final PageTop TOP = new Menu();

    private static final String STYLE_SHEET = "/dev/millrace/hub/hub.css";

    private HubPage() {}

    /** A document as a page of the hub. */
    static HubResponse of(Document document) {
        return HubResponse.html(new HtmlRenderer(TOP).render(document));
    }

    /**
     * A page that is no document, since it contains a form.
     *
     * @param main writes what is below the heading
     */
    static HubResponse of(int status, PageTop top, String title, Consumer<Markup> main) {
        String css = HtmlRenderer.styleSheet() + top.styleSheet();
        Markup out = new Markup();
        HtmlRenderer.begin(out, css, true);
        out.element("title", title + " - Millrace");
        out.style(css);
        out.closeLine().open("body");
        top.write(out);
        out.open("header").element("h1", title).closeLine().open("main");
        main.accept(out);
        out.closeLine().close().closeLine();
        return HubResponse.of(status, HubResponse.HTML, out.done());
    }

    /** For those who are not signed in: a menu would lead nowhere. */
    static PageTop noMenu() {
        return new NoMenu();
    }

    private static String css() {
        try (InputStream in = Objects.requireNonNull(HubPage.class.getResourceAsStream(STYLE_SHEET), STYLE_SHEET)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + STYLE_SHEET, e);
        }
    }

    private static final class Menu implements PageTop {
        private final String css = css();

        @Override
        public String styleSheet() {
            return css;
        }

        @Override
        public void write(Markup out) {
            out.open("nav", "aria-label", "Menu", "class", "hub-menu");
            out.element("a", "Streams", "href", "/");
            out.open("form", "action", "/search", "role", "search");
            out.empty(
                    "input",
                    "type",
                    "search",
                    "name",
                    "q",
                    "required",
                    "required",
                    "aria-label",
                    "Search: key of an issue, pull request, build, or SHA of a commit",
                    "placeholder",
                    "ABC-123, owner/name#12, job #7, SHA");
            out.element("button", "Search", "type", "submit").close();
            out.element("a", "Signed in", "href", "/session");
            out.closeLine();
        }
    }

    private static final class NoMenu implements PageTop {
        @Override
        public String styleSheet() {
            return TOP.styleSheet();
        }

        @Override
        public void write(Markup out) {}
    }
}
