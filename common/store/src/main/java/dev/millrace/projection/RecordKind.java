package dev.millrace.projection;

/** What a record is, which stands in front of it. */
enum RecordKind {
    /** Nothing follows. */
    END,
    /** Says what the next number stands for. */
    WORD,
    /** An item that must be computed again whenever it is asked for. */
    UNSETTLED,
    /** An item of which so much is left as others may leave too. */
    PAST,
    /** An item with its cycles. */
    KEPT,
    /** An incident. */
    INCIDENT,
    /** An item with the keys that its "is blocked by" links name. */
    BLOCKED,
    /** A build that has ended. */
    BUILD,
    /** What stands for a build that had ended before any window. */
    BUILD_BEFORE,
    /** That an issue was done, and what it had gone through. */
    COMPLETION
}
