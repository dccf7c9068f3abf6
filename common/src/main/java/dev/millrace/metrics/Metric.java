package dev.millrace.metrics;

/**
 * The catalogue of metrics: one place that says what each one is called and what it means, in a team lead's words. Every
 * output takes its words from here.
 */
public enum Metric {
    /** See {@link #definition}. */
    FLOW_TIME(
            "flow-time",
            "Flow time",
            "duration",
            "Calendar time from the first active or waiting instant to done, of items done in the window. Waiting, pauses"
                    + " and closed gaps before a re-open are included; cancelled items are not."),
    /** See {@link #definition}. */
    LEAD_TIME(
            "lead-time",
            "Lead time",
            "duration",
            "Calendar time from creation to done, of items done in the window. A re-open after the policy's limit starts a"
                    + " new cycle, which counts from the re-open."),
    /** See {@link #definition}. */
    FLOW_EFFICIENCY(
            "flow-efficiency",
            "Flow efficiency",
            "ratio",
            "Active time divided by active plus waiting time, both summed over the items done in the window. Items where"
                    + " waiting could not be observed are unknown, never 100%."),
    /** See {@link #definition}. */
    FLOW_VELOCITY(
            "flow-velocity",
            "Flow velocity",
            "items per ISO week",
            "Items done per ISO week, by type as it was at completion. Items that were cancelled are counted apart."),
    /** See {@link #definition}. */
    FLOW_LOAD(
            "flow-load",
            "Flow load",
            "items",
            "Items started and not stopped at the end of the window, or at as-of if that is earlier; per day at the day's"
                    + " last millisecond. Their age counts from their start."),
    /** See {@link #definition}. */
    FLOW_DISTRIBUTION(
            "flow-distribution",
            "Flow distribution",
            "share of items",
            "The share of features, defects, risks, debt and unclassified items among the items done in the window, and"
                    + " among the flow load."),
    /** See {@link #definition}. */
    STAGE_TIME(
            "stage-time",
            "Time per stage",
            "duration",
            "Visits that ended in the window or were still open at its end, each counted once. Time is what lies inside the"
                    + " window; half of the visits that ended in it lasted at most p50 in all, 85% at most p85, 95% at most p95."),
    /** See {@link #definition}. */
    WAITING_SHARE(
            "waiting-share",
            "Waiting by stage",
            "share of waiting time",
            "Where the waiting inside the window was spent: item-time of all items between start and stop, open ones"
                    + " included. A share is no proof of a constraint."),
    /** See {@link #definition}. */
    BOTTLENECK(
            "bottleneck",
            "Bottleneck",
            "lead in the share of waiting time",
            "The stage most of the waiting inside the window was spent in, each visit counted once and open ones included. It is"
                    + " named only if its lead over the second is no accident: 1,000 resamples of the items with a fixed"
                    + " seed, and the 90% interval of the lead excludes 0."),
    /** See {@link #definition}. */
    NEVER_STARTED(
            "never-started",
            "Done without ever starting",
            "share of items done",
            "Items done in the window that no active or waiting stage was seen of. They count in velocity and lead time;"
                    + " their flow time is unknown, not 0."),
    /** See {@link #definition}. */
    DATA_QUALITY(
            "data-quality",
            "Data quality",
            "items",
            "What weakens the figures above: history that was not captured, states without a stage, guesses, re-opens,"
                    + " backward moves and stalled work, among the items that touch the window.");

    private final String id;
    private final String label;
    private final String unit;
    private final String definition;

    Metric(String id, String label, String unit, String definition) {
        this.id = id;
        this.label = label;
        this.unit = unit;
        this.definition = definition;
    }

    /** Stable name for programs, such as {@code flow-time}. */
    public String id() {
        return id;
    }

    /** What people read. */
    public String label() {
        return label;
    }

    /** What it is measured in. */
    public String unit() {
        return unit;
    }

    /** What is counted, from where to where, and what is left out. */
    public String definition() {
        return definition;
    }
}
