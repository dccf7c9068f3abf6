package io.jenkins.plugins.millrace.http;

import dev.millrace.document.Markup;
import org.jspecify.annotations.Nullable;

/** A part of a page that {@code js/millrace-live.js} brings up to date while it says that it will change. */
public final class LivePart {

    private LivePart() {}

    /**
     * Opens its element, which the caller closes.
     *
     * @param address its own, relative to the page; null if it will not change
     */
    public static void open(Markup out, @Nullable String address) {
        if (address == null) {
            out.open("div");
        } else {
            out.open("div", "data-millrace-refresh", address);
        }
    }
}
