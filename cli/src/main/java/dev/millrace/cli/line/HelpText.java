package dev.millrace.cli.line;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts descriptions of commands and options where a sentence ends. */
public final class HelpText {

    /** A full stop, and then blank space or the end; a colon does not end a sentence. */
    private static final Pattern END = Pattern.compile("\\.(?=\\s|$)");

    private HelpText() {}

    /** The first sentence without its full stop; all of it if there is none. */
    public static String firstSentence(String text) {
        Matcher end = END.matcher(text);
        return (end.find() ? text.substring(0, end.start()) : text).strip();
    }
}
