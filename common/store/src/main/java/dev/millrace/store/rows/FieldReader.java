package dev.millrace.store.rows;

import org.jspecify.annotations.Nullable;

/** Reads what {@link FieldWriter} wrote, field by field, from the UTF-8 that the database holds. */
final class FieldReader {

    private final byte[] text;
    private final int end;
    private final Texts texts;
    private int at;

    /** Reads that text; texts that repeat are taken from those. */
    FieldReader(byte[] text, Texts texts) {
        this(text, 0, text.length, texts);
        if (text.length > 0 && text[0] == FieldWriter.BRACE) {
            throw new IllegalArgumentException("it is in the form of an earlier version");
        }
    }

    /** Reads the text from there until before there. */
    FieldReader(byte[] text, int from, int end, Texts texts) {
        this.text = text;
        this.end = end;
        this.texts = texts;
        this.at = from == end ? end + 1 : from;
    }

    /** Whether there are more fields. */
    boolean more() {
        return at <= end;
    }

    /** The next field, or null if it is missing. */
    @Nullable String textOrNull() {
        if (!more()) {
            return null;
        }
        int from = at;
        boolean escaped = false;
        while (at < end && text[at] != FieldWriter.SEPARATOR) {
            escaped |= text[at] == FieldWriter.ESCAPE;
            at++;
        }
        int to = at++;
        if (!escaped) {
            return texts.of(text, from, to);
        }
        return to - from == 2 && text[from + 1] == FieldWriter.MISSING ? null : unescaped(from, to);
    }

    /** The next field. */
    String text(String field) {
        String value = textOrNull();
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    /** The next field as a number, or null if it is missing. */
    @Nullable Long numberOrNull(String field) {
        if (at >= end || text[at] == FieldWriter.ESCAPE) {
            return textOrNull() == null ? null : wrong(field);
        }
        boolean negative = text[at] == '-';
        int from = negative ? at + 1 : at;
        long value = 0;
        at = from;
        while (at < end && text[at] != FieldWriter.SEPARATOR) {
            int digit = text[at++] - '0';
            if (digit < 0 || digit > 9) {
                return wrong(field);
            }
            value = Math.addExact(Math.multiplyExact(value, 10), digit);
        }
        if (at == from) {
            return wrong(field);
        }
        at++;
        return negative ? -value : value;
    }

    /** The next field as a number. */
    long number(String field) {
        Long value = numberOrNull(field);
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    private String unescaped(int from, int to) {
        byte[] plain = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            byte b = text[i];
            if (b == FieldWriter.ESCAPE && i + 1 < to) {
                b = text[++i];
                if (b == FieldWriter.EMPTY) {
                    continue;
                }
                b = b == FieldWriter.TAB ? (byte) FieldWriter.SEPARATOR : b == FieldWriter.LINE ? (byte) '\n' : b;
            }
            plain[length++] = b;
        }
        return texts.of(plain, 0, length);
    }

    private static Long wrong(String field) {
        throw new IllegalArgumentException(field + " must be a whole number");
    }
}
