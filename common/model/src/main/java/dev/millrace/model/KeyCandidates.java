package dev.millrace.model;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what could be issue keys in names and texts. Candidates only: {@code UTF-8} looks like a key, and whether it is one is
 * decided where the captured issues are known.
 *
 * <p>A key does not begin in the middle of a word ({@code BC-1} is not in {@code ABC-123}) nor with a digit ({@code 2022-02}),
 * and does not end in one ({@code ABC-12} is not in {@code ABC-12b}). An underscore can belong to a project key and can be a
 * separator, so {@code FIX_ABC-1} gives both readings. At most 64 KiB of text are searched and 100 candidates given.
 */
public final class KeyCandidates {

    private static final int MAX_TEXT = 64 * 1024;
    static final int MAX_KEYS = 100;

    /** One issue key in capitals. */
    static final String KEY = "[A-Z][A-Z0-9_]{1,63}+-[1-9][0-9]{0,9}+";

    private static final Pattern ANYWHERE = Pattern.compile("(?<![\\p{L}\\p{N}])" + KEY + "(?![\\p{L}\\p{N}])");
    /** One key or several in front of the words: {@code ABC-1: ...}, {@code [ABC-1, ABC-2] ...}. */
    private static final Pattern LEADING =
            Pattern.compile("\\G[\\s\\[({#,;:&+/]{0,8}+(" + KEY + ")(?![\\p{L}\\p{N}])[\\])}]{0,2}+");

    private KeyCandidates() {}

    /** In a text that people wrote: keys in capitals. */
    public static SortedSet<String> inText(String text) {
        return find(bounded(text));
    }

    /** In the name of a branch, where people write keys in small letters too. */
    public static SortedSet<String> inBranch(String name) {
        return find(bounded(name).toUpperCase(Locale.ROOT));
    }

    /** At the beginning of a commit message, before any word. */
    public static SortedSet<String> leading(String message) {
        SortedSet<String> keys = new TreeSet<>();
        Matcher matcher = LEADING.matcher(bounded(message));
        while (keys.size() < MAX_KEYS && matcher.find()) {
            keys.add(matcher.group(1));
        }
        return keys;
    }

    private static SortedSet<String> find(String text) {
        SortedSet<String> keys = new TreeSet<>();
        Matcher matcher = ANYWHERE.matcher(text);
        while (keys.size() < MAX_KEYS && matcher.find()) {
            addReadings(matcher.group(), keys);
        }
        return keys;
    }

    private static void addReadings(String key, SortedSet<String> keys) {
        keys.add(key);
        int dash = key.indexOf('-');
        for (int i = key.indexOf('_'); i >= 0 && i < dash; i = key.indexOf('_', i + 1)) {
            // what follows must be a key of its own: a letter and at least one more character
            if (i + 2 < dash && Character.isLetter(key.charAt(i + 1))) {
                keys.add(key.substring(i + 1));
            }
        }
    }

    static String bounded(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
