package dev.millrace.http;

/** Makes text of others fit for one line of an error message. */
public final class PlainText {

    private static final String CUT = "...";

    private PlainText() {}

    /**
     * The text on one line of at most {@code max} characters. Control and format characters (terminal escapes, line breaks,
     * reversed writing direction) become blanks: they could make a message look like another one.
     */
    public static String line(String text, int max) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), max) + CUT.length());
        boolean blank = true;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isInvisible(c)) {
                if (!blank) {
                    line.append(' ');
                }
                blank = true;
            } else {
                line.appendCodePoint(c);
                blank = false;
            }
            if (line.length() > max) {
                return line.substring(0, Character.isHighSurrogate(line.charAt(max - 1)) ? max - 1 : max) + CUT;
            }
        }
        return line.toString().strip();
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> true;
            default -> false;
        };
    }
}
