package dev.millrace.words;

/** What a user wrote, as it is quoted in a message. */
public final class Quoted {

    private static final int SHOWN = 60;

    private Quoted() {}

    /** In quotation marks, shortened, and with no character that is invisible or moves others. */
    public static String of(String text) {
        String shown = text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "...";
        return '"' + shown.replaceAll("\\p{C}", "?") + '"';
    }
}
