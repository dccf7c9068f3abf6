package dev.millrace.buildcard;

import dev.millrace.document.Formats;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and names as text for people. */
public final class CardLabels {

    static final String UNKNOWN = "unknown";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int ASKED = 60;

    private CardLabels() {}

    /** As everywhere in Millrace; {@code unknown} if there is none. */
    static String length(@Nullable Duration length) {
        if (length == null) {
            return UNKNOWN;
        }
        return length.isNegative() ? "contradictory (it ends before it starts)" : Formats.duration(length);
    }

    /** A length that stands for many: whole seconds from one second on, cut and not rounded. */
    public static String about(Duration length) {
        return Formats.duration(
                length.abs().compareTo(Duration.ofSeconds(1)) < 0 ? length : length.truncatedTo(ChronoUnit.SECONDS));
    }

    /** What something of that kind waits for, in words. */
    static String wait(Wait.Kind kind) {
        return switch (kind) {
            case AGENT -> "waiting for an agent";
            case INPUT -> "waiting for input";
            case DOWNTIME -> "controller down";
            case QUIET -> "in the quiet period";
            case BLOCKED -> "blocked";
            case EXECUTOR -> "waiting for an executor";
        };
    }

    /** The same, with what it asked for if that is known. */
    static String wait(Wait wait) {
        String asked = wait.asked();
        if (asked == null) {
            return wait(wait.kind());
        }
        String what = shortened(visible(asked), ASKED);
        return wait(wait.kind()) + (wait.kind() == Wait.Kind.INPUT ? " of " : " with the label ") + what;
    }

    /** In UTC, to the minute. */
    public static String instant(Instant at) {
        return MINUTE.format(at);
    }

    /**
     * A name in one line with nothing invisible in it: control characters, bidirectional overrides and halves of surrogate
     * pairs give way to a visible mark, line ends and tabs to a space. Not escaped for any format.
     */
    public static String visible(String name) {
        String line = isVisible(name) ? name.strip() : replaced(name).strip();
        return line.isEmpty() ? "(blank)" : line;
    }

    /** Whether all of it is; pairs of surrogates are left for a closer look. */
    private static boolean isVisible(String name) {
        int i = 0;
        while (i < name.length() && visible(name.charAt(i)) == name.charAt(i)) {
            i++;
        }
        return i == name.length();
    }

    private static String replaced(String name) {
        StringBuilder out = new StringBuilder(name.length());
        name.codePoints().forEach(c -> out.appendCodePoint(visible(c)));
        return out.toString();
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
}
