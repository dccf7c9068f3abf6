package dev.millrace.valuestream;

import java.util.Objects;

/**
 * One rule of the origin of changes.
 *
 * @param origin what follows
 * @param signal what it looks at: an account, the author of a commit, a line of a commit message, or a label
 * @param pattern what the text must look like
 */
public record OriginRule(Origin origin, OriginSignal signal, Glob pattern) {

    /** Validates: not every signal has texts to look at. */
    public OriginRule {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(pattern, "pattern");
        if (signal.compareTo(OriginSignal.LABEL) > 0) {
            throw new IllegalArgumentException("a rule looks at no " + signal);
        }
    }

    boolean matches(OriginSignal at, String text) {
        return signal == at && pattern.matches(text);
    }
}
