package io.jenkins.plugins.millrace.card;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and names as text for people. */
final class Words {

    static final String UNKNOWN = "unknown";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    /** Two units at most: {@code 250 ms}, {@code 12.3 s}, {@code 3 min 5 s}, {@code 2 h 4 min}, {@code 3 d 4 h}. */
    static String length(@Nullable Duration length) {
        if (length == null) {
            return UNKNOWN;
        }
        if (length.isNegative()) {
            return "contradictory (it ends before it starts)";
        }
        long millis = length.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%d.%d s", millis / 1_000, millis % 1_000 / 100);
        }
        if (length.toHours() < 1) {
            return two(length.toMinutes(), "min", length.toSecondsPart(), "s");
        }
        if (length.toDays() < 1) {
            return two(length.toHours(), "h", length.toMinutesPart(), "min");
        }
        return two(length.toDays(), "d", length.toHoursPart(), "h");
    }

    private static String two(long big, String bigUnit, long small, String smallUnit) {
        return big + " " + bigUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    /** In UTC, to the minute. */
    static String instant(Instant at) {
        return MINUTE.format(at);
    }

    /**
     * A name in one line with nothing invisible in it: control characters, bidirectional overrides and halves of surrogate
     * pairs give way to a visible mark, line ends and tabs to a space. Not escaped for any format.
     */
    static String visible(String name) {
        StringBuilder out = new StringBuilder(name.length());
        name.codePoints().forEach(c -> out.appendCodePoint(visible(c)));
        String line = out.toString().strip();
        return line.isEmpty() ? "(blank)" : line;
    }

    private static int visible(int c) {
        if (c == '\n' || c == '\r' || c == '\t') {
            return ' ';
        }
        boolean bidirectional =
                (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        boolean noCharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
        return Character.isISOControl(c) || bidirectional || surrogate || noCharacter ? 0xFFFD : c;
    }

    /** At most that many characters as people count them, the last one an ellipsis if some were cut. */
    static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    /** For XML text and attributes. */
    static String xml(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
