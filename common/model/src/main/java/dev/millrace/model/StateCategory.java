package dev.millrace.model;

import java.util.Locale;

/**
 * The category a tool gives a state, by its key; the key is not localised, the display name is. Keys other than the three
 * constants are kept as they are and mean nothing by themselves.
 *
 * @param key in lower case, such as {@code indeterminate}
 */
public record StateCategory(String key) {

    /** Work that was not begun. */
    public static final StateCategory NEW = new StateCategory("new");
    /** Work under way, in Jira's word. */
    public static final StateCategory INDETERMINATE = new StateCategory("indeterminate");
    /** Work that ended, delivered or not. */
    public static final StateCategory DONE = new StateCategory("done");

    /** Validates and lower-cases the key. */
    public StateCategory {
        key = Require.text(key, "category key").toLowerCase(Locale.ROOT);
    }
}
