package dev.millrace.hub.pages;

import dev.millrace.document.Markup;
import dev.millrace.document.PageTop;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The menu above each page of the hub. It is the same for everybody, so that pages can be shared. */
public final class Menu implements PageTop {

    private static final String STYLE_SHEET = "/dev/millrace/hub/hub.css";

    private final String css = load(STYLE_SHEET);

    /** The menu. */
    public Menu() {}

    @Override
    public String styleSheet() {
        return css;
    }

    @Override
    public void write(Markup out) {
        out.open("nav", "aria-label", "Menu", "class", "hub-menu");
        out.open("details", "class", "hub-fold").element("summary", "Menu");
        out.open("div");
        out.element("a", "Home", "href", "/");
        out.element("a", "Deployments", "href", "/deployments");
        out.element("a", "Data quality", "href", "/data-quality");
        out.element("a", "About", "href", "/about");
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
                "Search: key of an issue, pull request, build, job, or SHA of a commit",
                "placeholder",
                "ABC-123, owner/name#12, job, job #7, SHA");
        out.element("button", "Search", "type", "submit").close();
        out.element("a", "Signed in", "href", "/session");
        out.close().close().closeLine();
    }

    static String load(String resource) {
        try (InputStream in = Objects.requireNonNull(Menu.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
