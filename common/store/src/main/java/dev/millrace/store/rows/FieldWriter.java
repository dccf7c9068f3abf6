package dev.millrace.store.rows;

import dev.millrace.store.StoredText;
import org.jspecify.annotations.Nullable;

/**
 * Writes fields that no query looks at as one text: one after the other with a tab between them, a missing one as {@code \N}, an
 * empty one as {@code \e}, and none of the missing ones at the end, so that a kind may get further fields later. Decodes many times
 * faster than JSON, and no text begins with a brace, as what earlier versions wrote does.
 */
final class FieldWriter {

    static final char SEPARATOR = '\t';
    static final char ESCAPE = '\\';
    static final char MISSING = 'N';
    static final char EMPTY = 'e';
    static final char TAB = 't';
    static final char LINE = 'n';
    static final char BRACE = '{';

    private final StringBuilder text = new StringBuilder();
    private int fields;
    private int missing;

    FieldWriter put(@Nullable String value) {
        if (value == null) {
            missing++;
            return this;
        }
        for (; missing > 0; missing--) {
            next().append(ESCAPE).append(MISSING);
        }
        escape(value, next());
        return this;
    }

    FieldWriter put(long value) {
        return put(Long.toString(value));
    }

    FieldWriter put(@Nullable Long value) {
        return put(value == null ? null : value.toString());
    }

    /** All fields so far, as a database can hold them. */
    String text() {
        return StoredText.of(text.toString());
    }

    private StringBuilder next() {
        return fields++ == 0 ? text : text.append(SEPARATOR);
    }

    /** Appends the value so that it holds neither tab nor line feed. */
    static void escape(String value, StringBuilder to) {
        if (value.isEmpty()) {
            to.append(ESCAPE).append(EMPTY);
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == SEPARATOR) {
                to.append(ESCAPE).append(TAB);
            } else if (c == '\n') {
                to.append(ESCAPE).append(LINE);
            } else if (c == ESCAPE || (c == BRACE && to.length() == 0)) {
                to.append(ESCAPE).append(c);
            } else {
                to.append(c);
            }
        }
    }
}
