package dev.millrace.exchange;

import java.util.Locale;

/** The formats tables are exported in. Both are UTF-8, and every line ends with LF. */
public enum ExportFormat {
    /**
     * RFC 4180 with LF: one header line, an empty cell for what is missing. For spreadsheets: a text that a spreadsheet would run
     * as a formula gets a single quote in front, and control characters that a terminal would obey become U+FFFD.
     */
    CSV,
    /** One JSON object per line with the fields in the order of the CSV columns, null for what is missing. Nothing is altered. */
    NDJSON;

    /** The name in commands, and the ending of file names. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
