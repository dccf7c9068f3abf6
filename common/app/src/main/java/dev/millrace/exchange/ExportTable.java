package dev.millrace.exchange;

import java.util.Locale;

/** The tables that can be exported. */
public enum ExportTable {
    /** One row per stay in one state, of a work item, its sub-tasks and what was changed for it. */
    VISITS,
    /** One row per work item and cycle, with every figure of its flow. */
    ITEMS,
    /** One row per captured event, as its source states it. */
    EVENTS,
    /** One row per link between two artifacts. */
    LINKS,
    /** One row per line of the completeness ledger. */
    LEDGER;

    /** The name in commands and file names. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
