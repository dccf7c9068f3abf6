package dev.millrace.valuestream;

import java.util.Locale;

/** What decides that an item is done. */
public enum DonePolicy {
    /** Its status, until its service is first deployed to production; from then on every merged change must be there as well. */
    AUTOMATIC,
    /** Its status alone. */
    TRACKED;

    /** The written form in definitions. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
