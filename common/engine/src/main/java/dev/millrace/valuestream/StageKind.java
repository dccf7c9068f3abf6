package dev.millrace.valuestream;

/** What an item's being in a stage means for its flow (the flow states of the Flow Framework, with names of our own). */
public enum StageKind {
    /** Before commitment: not begun; after a start it counts as paused. */
    NEW,
    /** Somebody works on it. */
    ACTIVE,
    /** It was begun and waits for somebody or something. */
    WAITING,
    /** Delivered. */
    DONE,
    /** Ended without being delivered. */
    CANCELLED;

    /** Whether the kind means that the item was committed to and has not ended. */
    public boolean inFlow() {
        return this == ACTIVE || this == WAITING;
    }

    /** Whether the kind means that the item has ended. */
    public boolean closed() {
        return this == DONE || this == CANCELLED;
    }
}
