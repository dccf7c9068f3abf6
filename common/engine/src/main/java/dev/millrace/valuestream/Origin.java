package dev.millrace.valuestream;

import java.util.Locale;

/** By whom a change was written. Without any evidence it is {@link #UNKNOWN}, never {@link #HUMAN}. */
public enum Origin {
    /** People alone, as somebody said. */
    HUMAN("by people"),
    /** People, and an AI assistant that wrote a part of it. */
    ASSISTED("AI-assisted"),
    /** An AI agent. */
    AGENT("by agents"),
    /** A bot that follows fixed rules, such as one that updates dependencies: no work item, counted beside them. */
    AUTOMATION("automation"),
    /** Nothing says who. */
    UNKNOWN("origin unknown");

    private final String label;

    Origin(String label) {
        this.label = label;
    }

    /** The words for people. */
    public String label() {
        return label;
    }

    /** The written form in definitions, options and exports. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
