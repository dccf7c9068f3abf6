package dev.millrace.store;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text as every database can hold it. */
public final class StoredText {

    private static final char REPLACEMENT = '\uFFFD';

    private StoredText() {}

    /**
     * The text with each NUL and each half of a torn surrogate pair replaced by U+FFFD: PostgreSQL refuses the first, and UTF-8
     * has no form for the second. All else stays as it is.
     */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return replaced(text);
            }
        }
        return text;
    }

    public static @Nullable String orNull(@Nullable String text) {
        return text == null ? null : of(text);
    }

    /** A key as it is looked up: case is ignored. */
    public static String folded(String key) {
        return of(key).toLowerCase(Locale.ROOT);
    }

    private static String replaced(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? REPLACEMENT : c)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
