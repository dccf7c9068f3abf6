package dev.millrace.flow;

/**
 * The rules that decide what a segment of an item's timeline counts as, with their numbers in {@code docs/definitions.md}. In
 * this order the first one that applies wins; of the rules {@code F3a} to {@code F3d}, which hold at once, the one with the strongest
 * stage.
 */
public enum FlowRule {
    /** Its own tool calls it done or cancelled, and no delivery is owed. */
    CLOSED("F1a", "Done or cancelled", Cause.CLOSED),
    /** Its own tool calls it done, and all that was merged for it is in production: it stopped at the later of the two. */
    DELIVERED("F1b", "Done and in production", Cause.CLOSED),
    /** A flag is raised. */
    FLAG("F2a", "A flag", Cause.FLAG),
    /** A link says that something not closed blocks it. */
    BLOCKING_LINK("F2b", "A blocking link", Cause.BLOCKING_LINK),
    /** Its own state means blocked or on hold. */
    BLOCKED_STATE("F2c", "A blocked state", Cause.STATUS),
    /** Before it is opened, a pull request that is an item of its own is written. */
    CODING("F3a", "Coding", Cause.DELIVERY),
    /** Somebody's turn on a pull request that is open. */
    PULL_REQUEST("F3b", "A pull request", Cause.DELIVERY),
    /** A build or deployment that is queued or runs. */
    ATTEMPT("F3c", "A build or deployment", Cause.DELIVERY),
    /** Merged and not built, built and not deployed, or deployed elsewhere only. */
    BETWEEN("F3d", "Between merge, build and deployment", Cause.DELIVERY),
    /** The state of a sub-task that says more than the item's own. */
    SUB_TASK("F4a", "A sub-task's state", Cause.SUB_TASK),
    /** The item's own state. */
    STATE("F4b", "Its own state", Cause.STATUS),
    /** Its state is not known. */
    UNTOLD("F4c", "An incomplete history", Cause.STATUS);

    /** The kinds of evidence that rules go by, in the order in which they win. */
    public enum Cause {
        /** Rule 1: the item is done or cancelled. */
        CLOSED,
        /** Rule 2: a flag is raised. */
        FLAG,
        /** Rule 2: a link says it is blocked by something that is not closed. */
        BLOCKING_LINK,
        /** Rule 3: a pull request, a build, a deployment, or the gap between two of them. */
        DELIVERY,
        /** Rule 4: the status of a sub-task. */
        SUB_TASK,
        /** Rule 4: the item's own status. */
        STATUS
    }

    private final String id;
    private final String title;
    private final Cause cause;

    FlowRule(String id, String title, Cause cause) {
        this.id = id;
        this.title = title;
        this.cause = cause;
    }

    /** Its number, such as {@code F3b}. */
    public String id() {
        return id;
    }

    /** What it is about, in a few words. */
    public String title() {
        return title;
    }

    /** What kind of evidence it goes by. */
    public Cause cause() {
        return cause;
    }
}
