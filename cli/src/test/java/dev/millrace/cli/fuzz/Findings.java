package dev.millrace.cli.fuzz;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a run found: each kind of mistake once, with the seed that shows it again. */
public final class Findings {

    /** What no user should read: names of classes, and lines of stack traces. */
    private static final Pattern INNER = Pattern.compile(
            "\\b(?:java|javax|jdk|sun|dev\\.millrace|com\\.fasterxml|org\\.(?:eclipse|sqlite|snakeyaml))\\.[a-z]"
                    + "|\\w(?:Exception|Error)\\b|\\tat |\\bis a bug\\b");

    private static final int SHOWN = 300;

    private final Map<String, String> found = new TreeMap<>();

    /** Something was thrown that should not have been. */
    public void thrown(Throwable thrown, String input) {
        StackTraceElement[] frames = thrown.getStackTrace();
        String place = "";
        for (int i = frames.length - 1; i >= 0; i--) {
            if (frames[i].getClassName().startsWith("dev.millrace.")
                    && !frames[i].getClassName().contains("Fuzz")) {
                place = frames[i].toString();
            }
        }
        found.putIfAbsent(thrown.getClass().getName() + " at " + place, thrown.getMessage() + " of " + shown(input));
    }

    /** A message that a user reads; it must say something, and in words. */
    public void told(String kind, String message, String input) {
        if (message.isBlank()) {
            add(kind + ": no message", input);
        } else if (INNER.matcher(message).find()) {
            add(
                    kind + ": "
                            + INNER.matcher(message)
                                    .results()
                                    .findFirst()
                                    .orElseThrow()
                                    .group(),
                    message + " of " + shown(input));
        }
    }

    /** Something else was wrong. */
    public void add(String kind, String input) {
        found.putIfAbsent(kind, shown(input));
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "... (" + text.length() + ")";
    }

    /** All that was found; empty if there is nothing. */
    public Map<String, String> all() {
        return found;
    }
}
