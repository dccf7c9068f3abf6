package dev.millrace.hub.pages;

import dev.millrace.document.Markup;
import dev.millrace.document.PageTop;
import java.util.Objects;

/**
 * The menu above a page that offers newer figures when the hub has some.
 *
 * @param menu what stands above it
 * @param version names what the page shows
 */
public record LiveTop(PageTop menu, String version) implements PageTop {

    /** Validates. */
    public LiveTop {
        Objects.requireNonNull(menu, "menu");
        Objects.requireNonNull(version, "version");
    }

    @Override
    public String styleSheet() {
        return menu.styleSheet();
    }

    @Override
    public boolean scripted() {
        return true;
    }

    @Override
    public void write(Markup out) {
        menu.write(out);
        out.open("section", "aria-label", "News", "class", "hub-window", "id", "hub-page", "data-version", version);
        Asset.writeNews(out);
        out.closeLine();
    }
}
