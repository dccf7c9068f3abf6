package dev.millrace.github;

import org.jspecify.annotations.Nullable;

/**
 * How far a list of what is there has come.
 *
 * @param after GitHub's cursor, or null at the beginning
 * @param listed how many lie before it
 */
record RollCursor(@Nullable String after, long listed) {

    static final RollCursor START = new RollCursor(null, 0);

    static RollCursor parse(String state) {
        int sign = state.indexOf(' ');
        return new RollCursor(state.substring(sign + 1), Long.parseLong(state.substring(0, sign)));
    }

    @Override
    public String toString() {
        return listed + " " + after;
    }
}
