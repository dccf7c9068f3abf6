package dev.millrace.valuestream;

import java.util.Locale;

/** What a waiting stage waits for. */
public enum WaitingReason {
    /** A reviewer's turn. */
    REVIEW,
    /** Approved and not merged. */
    MERGE,
    /** Somebody to take it, or a build to start. */
    QUEUE,
    /** A tester to take it. */
    TEST,
    /** A build agent. */
    AGENT,
    /** Somebody's approval. */
    APPROVAL,
    /** A deployment or release. */
    DEPLOY,
    /** Something outside: a flag, a blocking link, an on-hold status. */
    BLOCKED,
    /** The state's name says that it waits, but not for what. */
    OTHER;

    /**
     * Whether such a stage has a place in the order of work. Being blocked, or waiting for something unnamed, can happen
     * anywhere: going back to work from there is no backward move.
     */
    public boolean hasPlaceInOrder() {
        return this != BLOCKED && this != OTHER;
    }

    /** The written form in definitions and exports. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
