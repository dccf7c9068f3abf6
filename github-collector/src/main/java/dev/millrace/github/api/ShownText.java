package dev.millrace.github.api;

/** Makes text of others fit for a message of ours. */
public final class ShownText {

    private ShownText() {}

    /** On one line, without control characters, and at most so long. */
    public static String line(String text, int max) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(max + 1L)
                .map(c -> isSafe(c) ? c : ' ')
                .limit(max)
                .forEach(line::appendCodePoint);
        return text.codePointCount(0, text.length()) > max ? line.append("...").toString() : line.toString();
    }

    private static boolean isSafe(int c) {
        return !Character.isISOControl(c)
                && Character.getType(c) != Character.FORMAT
                && Character.getType(c) != Character.LINE_SEPARATOR
                && Character.getType(c) != Character.PARAGRAPH_SEPARATOR
                && Character.getType(c) != Character.SURROGATE;
    }
}
