package dev.millrace.model;

import java.util.Locale;

/** What a segment of an item's timeline counts as. Between start and stop, each instant counts as exactly one of the five addends. */
public enum SegmentKind {
    /** Before the start: not committed to. */
    NOT_STARTED,
    /** Somebody worked on it. */
    ACTIVE,
    /** It waited. */
    WAITING,
    /** Back before commitment after it had been started. */
    PAUSED,
    /** Done or cancelled before it was re-opened. */
    CLOSED_GAP,
    /** In a state the definition does not know. */
    UNMAPPED,
    /** After the stop: delivered. */
    DONE,
    /** After the stop: ended without being delivered. */
    CANCELLED;

    /** Whether it lies between start and stop and so is an addend of the elapsed time. */
    public boolean counted() {
        return this != NOT_STARTED && this != DONE && this != CANCELLED;
    }

    /** The written form in exports and style classes, such as {@code closed-gap}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
