package dev.millrace.valuestream;

import java.util.Locale;

/** What kind of value an item brings (the flow items of the Flow Framework). */
public enum ItemType {
    /** New value for users. */
    FEATURE,
    /** Quality: something did not work. */
    DEFECT,
    /** Security, privacy, compliance. */
    RISK,
    /** Improvement of what users do not see. */
    DEBT,
    /** The definition does not say. */
    UNCLASSIFIED;

    /** The written form in definitions and exports. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
