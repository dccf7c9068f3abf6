package dev.millrace.model;

/** Where an issue stands in its tool's hierarchy. */
public enum Level {
    /** Folds into its parent, which is the work item. */
    SUB_TASK,
    /** A work item of its own. */
    STANDARD,
    /** An epic or anything above: belongs to the portfolio stream. */
    PORTFOLIO
}
