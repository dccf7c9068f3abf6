package dev.millrace.document;

import dev.millrace.model.SegmentKind;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text in a table or a fact.
 *
 * @param text what it says
 * @param link the target: http, https, a path relative to the page, or the same page with other parameters; null for none
 * @param bar a length to draw beside it, or null
 */
public record Cell(
        String text, @Nullable URI link, @Nullable Bar bar) {

    private static final Pattern SAME_SITE = Pattern.compile("\\?|\\.\\.?/");

    /** Leaves out a link that leads anywhere but to a web page: an address is hostile text, too. */
    public Cell {
        Objects.requireNonNull(text, "text");
        link = isWebPage(link) ? link : null;
    }

    /** A plain text. */
    public static Cell text(String text) {
        return new Cell(text, null, null);
    }

    /** A text that leads somewhere. */
    public static Cell link(String text, @Nullable URI link) {
        return new Cell(text, link, null);
    }

    /** A text with a bar beside it. */
    public static Cell bar(String text, double length) {
        return new Cell(text, null, new Bar(length, null));
    }

    /** A text with a bar beside it that stands for time of that kind. */
    public static Cell bar(String text, double length, SegmentKind kind) {
        return new Cell(text, null, new Bar(length, kind));
    }

    /**
     * A length.
     *
     * @param length from 0 to 1
     * @param kind what the time it stands for counts as, or null if it stands for no time
     */
    public record Bar(double length, @Nullable SegmentKind kind) {
        /** Validates the length. */
        public Bar {
            if (!(length >= 0 && length <= 1)) {
                throw new IllegalArgumentException("a bar is from 0 to 1 long, not " + length);
            }
        }
    }

    private static boolean isWebPage(@Nullable URI link) {
        if (link != null && SAME_SITE.matcher(link.toString()).lookingAt()) {
            return true; // has no scheme and no host
        }
        if (link == null || link.getScheme() == null || link.getHost() == null || link.getRawUserInfo() != null) {
            return false;
        }
        String scheme = link.getScheme().toLowerCase(Locale.ROOT);
        return scheme.equals("https") || scheme.equals("http");
    }
}
