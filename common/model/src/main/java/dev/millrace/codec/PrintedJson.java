package dev.millrace.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * JSON for people and programs outside, the one way in which all of it is written. What steers a terminal or turns the direction of
 * a text is escaped, which is the same text to every reader of JSON: all control characters, also those above ASCII, line and paragraph
 * separators, marks of direction and other characters without a shape. A half of a torn surrogate pair, which no reader takes, is U+FFFD.
 */
public final class PrintedJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DELETE = 0x7f;
    private static final char REPLACEMENT = '\uFFFD';

    private PrintedJson() {}

    /** On many lines, each ended by a line feed. */
    public static String pretty(JsonNode json) {
        return write(json, true).replace("\r\n", "\n") + '\n';
    }

    /** On one line, without its end. */
    public static String line(JsonNode json) {
        return write(json, false);
    }

    /** For a generator that streams. Does not see that a surrogate has no other half, and leaves what is written as a pair. */
    public static CharacterEscapes escapes() {
        return new Escapes();
    }

    private static String write(JsonNode json, boolean pretty) {
        try {
            String text = (pretty ? JSON.writerWithDefaultPrettyPrinter() : JSON.writer()).writeValueAsString(json);
            return escaped(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }

    /** Outside of its strings JSON holds none of these characters but the white space of its layout, so that it can be taken as a text. */
    private static String escaped(String json) {
        if (json.chars().allMatch(c -> c < DELETE)) {
            return json;
        }
        StringBuilder text = new StringBuilder(json.length());
        json.codePoints().forEach(c -> {
            if (isHalf(c)) {
                text.append(REPLACEMENT);
            } else if (c >= DELETE && isUnseen(c)) {
                for (char half : Character.toChars(c)) {
                    text.append(escape(half));
                }
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }

    private static boolean isUnseen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static String escape(int c) {
        return String.format(Locale.ROOT, "\\u%04X", c);
    }

    private static final class Escapes extends CharacterEscapes {

        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes[DELETE] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            return isUnseen(c) ? new SerializedString(escape(c)) : null;
        }
    }
}
