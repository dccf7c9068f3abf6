package dev.millrace.valuestream;

import java.util.Locale;
import java.util.Objects;

/**
 * A pattern in which {@code *} stands for any characters, also none, and {@code ?} for one. Case does not matter. No regular
 * expression, so that no pattern and no hostile text can make matching slow: time is at most the product of both lengths.
 */
public final class Glob {

    private static final int MAX_LENGTH = 500;

    private final String written;
    private final String pattern;

    /**
     * A pattern.
     *
     * @throws IllegalArgumentException if it is blank or longer than 500 characters
     */
    public Glob(String written) {
        this.written = Objects.requireNonNull(written, "pattern");
        if (written.isBlank() || written.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a pattern has 1 to " + MAX_LENGTH + " characters");
        }
        this.pattern = written.toLowerCase(Locale.ROOT);
    }

    /** Whether the whole text is of that form. */
    public boolean matches(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int at = 0;
        int p = 0;
        int star = -1;
        int resume = 0;
        while (at < lower.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = at;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == lower.charAt(at))) {
                p++;
                at++;
            } else if (star >= 0) {
                p = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && glob.pattern.equals(pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return written;
    }
}
