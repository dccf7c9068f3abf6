package dev.millrace.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.regex.Pattern;

/** Checks shared by the constructors of the model. Each message names the field and shows the bad value. */
final class Require {

    private static final int SHOWN = 80;

    /** A full commit hash, SHA-1 or SHA-256. */
    static final Pattern SHA = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    private Require() {}

    static String text(String value, String field) {
        Objects.requireNonNull(value, field);
        if (value.isBlank()) {
            throw new IllegalArgumentException(field + " must not be blank");
        }
        return value;
    }

    static String matching(String value, Pattern pattern, String field) {
        text(value, field);
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    field + " must match " + pattern.pattern() + " but is \"" + shorten(value) + '"');
        }
        return value;
    }

    /** The model counts in whole milliseconds: what sums to the millisecond must not hide microseconds. */
    static Instant millis(Instant value, String field) {
        return Objects.requireNonNull(value, field).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Whether a text holds a control character. A loop, because every id of every event that is read comes by here. */
    static boolean hasControl(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static String shorten(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "...";
    }
}
