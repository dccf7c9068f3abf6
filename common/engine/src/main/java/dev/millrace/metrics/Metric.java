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
            "stop - start",
            "Calendar time from the first active or waiting instant to done, of items done in the window. "
                    + "Waiting, pauses and closed gaps before a re-open are included; cancelled items are not.",
            "Flow Framework (Kersten)"),
    /** See {@link #definition}. */
    LEAD_TIME(
            "lead-time",
            "Lead time",
            "duration",
            "stop - created",
            "Calendar time from creation to done, of items done in the window. Of a pull request without an issue it"
                    + " counts from the start of its coding. A re-open after the policy's limit starts a new cycle, which"
                    + " counts from the re-open.",
            "Kanban practice; DevLake and GitLab call it lead time, too"),
    /** See {@link #definition}. */
    FLOW_EFFICIENCY(
            "flow-efficiency",
            "Flow efficiency",
            "ratio",
            "sum(active) / (sum(active) + sum(waiting))",
            "Active time divided by active plus waiting time, both summed over the items done in the window. An item is"
                    + " unknown, never 100%, if its waiting could not be seen: it was in no waiting stage, has no change, and most"
                    + " items like it do not wait either.",
            "Flow Framework (Kersten); ratio of sums, since nobody states it"),
    /** See {@link #definition}. */
    FLOW_VELOCITY(
            "flow-velocity",
            "Flow velocity",
            "items per ISO week",
            "count(items with stop in the ISO week)",
            "Items done per ISO week, by type as it was at completion. Items that were cancelled are counted "
                    + "apart.",
            "Flow Framework (Kersten)"),
    /** See {@link #definition}. */
    FLOW_LOAD(
            "flow-load",
            "Flow load",
            "items",
            "count(items with start <= instant < stop)",
            "Items started and not stopped at the end of the window, or at as-of if that is earlier; per day at the"
                    + " day's last millisecond. Each counts as the type that it had then. Their age counts from their "
                    + "start.",
            "Flow Framework (Kersten)"),
    /** See {@link #definition}. */
    AGEING(
            "ageing",
            "Ageing",
            "items",
            "count(items in the flow with age > p85 of flow time)",
            "Items in the flow that are older than 85% of the items done in the window were when they were done, by"
                    + " the stage they are in. Age counts from the start. Unknown where no done item has a flow time.",
            "Vacanti, Actionable Agile Metrics: ageing work in progress"),
    /** See {@link #definition}. */
    FLOW_DISTRIBUTION(
            "flow-distribution",
            "Flow distribution",
            "share of items",
            "count(items of the type) / count(items)",
            "The share of features, defects, risks, debt and unclassified items among the items done in the "
                    + "window, each by its type as it was done, and among the flow load, by its type at that instant.",
            "Flow Framework (Kersten)"),
    /** See {@link #definition}. */
    CUMULATIVE_FLOW(
            "cumulative-flow",
            "Cumulative flow",
            "items",
            "count(items in the stage at the last millisecond of the day)",
            "Where every item of the report that existed stood at the end of each day, one stage each: the counts of a"
                    + " day add up to the number of items that existed. Items that ended before the window are left out.",
            "Reinertsen, The Principles of Product Development Flow"),
    /** See {@link #definition}. */
    STAGE_TIME(
            "stage-time",
            "Time per stage",
            "duration",
            "visit end - visit start",
            "Visits that ended in the window or were still open at its end, each counted once. Time is what lies"
                    + " inside the window; half of the visits that ended in it lasted at most p50 in all, 85% at most p85,"
                    + " 95% at most p95.",
            "Kanban practice: cycle time per stage; every visit counts"),
    /** See {@link #definition}. */
    WAITING_SHARE(
            "waiting-share",
            "Waiting by stage",
            "share of waiting item-time",
            "sum(waiting item-time in the place) / sum(waiting item-time)",
            "Where the waiting inside the window was spent, as item-time: the waiting of every item between start and"
                    + " stop, open ones included; a wait that holds five items counts five times. A share is no proof of a"
                    + " constraint.",
            "Value stream mapping (Rother, Shook)"),
    /** See {@link #definition}. */
    BOTTLENECK(
            "bottleneck",
            "Bottleneck",
            "lead in the share of waiting visit-time",
            "(waiting visit-time in the first stage - in the second) / waiting visit-time in all stages",
            "The stage with most of the waiting inside the window, as visit-time: each visit counts once, however many"
                    + " items it holds, and open ones are included. It is named only if its lead over the second is no"
                    + " accident: 1,000 resamples of the items with a fixed seed, and the 90% interval of the lead"
                    + " excludes 0.",
            "our own: there is no shared definition"),
    /** See {@link #definition}. */
    HAND_OFFS(
            "hand-offs",
            "Hand-offs",
            "hand-offs and duration",
            "min(end of the waiting, next hand-off) - hand-off",
            "Changes of the assignee, of the team, or of the tool the work is in, between the start and the stop of an "
                    + "item, and the waiting that each of them falls into or begins. A first assignment is none; where "
                    + "team and tool change at once, it is one hand-off, of the team. Waiting is counted once, for the "
                    + "last hand-off before it.",
            "Value stream mapping (Rother, Shook)"),
    /** See {@link #definition}. */
    COMPARISON(
            "comparison",
            "Comparison",
            "difference",
            "after - before",
            "The figures of the window against those of an earlier one. The interval holds 90% of the differences that"
                    + " 1,000 resamples of both windows give, with a fixed seed. A change is shown only if the interval"
                    + " excludes 0.",
            "Efron, bootstrap percentile interval"),
    /** See {@link #definition}. */
    FORECAST(
            "forecast",
            "Forecast",
            "items, and weeks",
            "sum of weekly counts drawn at random from the full weeks of the window",
            "What the next weeks bring if they are like the full weeks of the window: 10,000 runs that draw weeks at"
                    + " random, with a fixed seed. At least that many items in 50%, 85% and 95% of the runs, and done"
                    + " after at most that many weeks. None with fewer than 6 full weeks or nothing done.",
            "Vacanti, When Will It Be Done: Monte Carlo on throughput"),
    /** See {@link #definition}. */
    LEAD_TIME_FOR_CHANGES(
            "lead-time-for-changes",
            "Lead time for changes",
            "duration",
            "first production deployment - earliest author date",
            "From the earliest author date among a change's own commits to the end of the first production deployment"
                    + " that contains it, of changes deployed in the window. An author date after the opening of its pull"
                    + " request is bounded by the opening, and such changes are counted. A change is a merged pull"
                    + " request, or a commit that went to the trunk without one. What was in a service's first deployment"
                    + " is unknown: nobody saw when it went live.",
            "DORA (dora.dev, 2024); per change, as DevLake, and not per commit"),
    /** See {@link #definition}. */
    DEPLOYMENT_FREQUENCY(
            "deployment-frequency",
            "Deployment frequency",
            "days with a deployment",
            "count(days with a production deployment) / count(days)",
            "Days on which at least one production deployment ended well, of the days of the window that are "
                    + "over, and per full ISO week. Several deployments on one day count once.",
            "DORA, as the Four Keys project counted: days with a deployment"),
    /** See {@link #definition}. */
    CHANGE_FAIL_RATE(
            "change-fail-rate",
            "Change fail rate",
            "ratio",
            "count(production deployments that failed in use) / count(production deployments)",
            "Production deployments of the window that an incident, a rollback or a revert says were wrong. A "
                    + "deployment that never went live is not among them. Unknown where nothing could have told: no "
                    + "incidents are collected and nothing was ever rolled back or reverted, or the incidents of the "
                    + "window belong to no service and nothing else failed.",
            "DORA (dora.dev, 2024)"),
    /** See {@link #definition}. */
    FAILED_DEPLOYMENT_RECOVERY_TIME(
            "failed-deployment-recovery-time",
            "Failed deployment recovery time",
            "duration",
            "recovered - end of the failed deployment",
            "From the end of a production deployment that failed in use until the incident was resolved, or the "
                    + "rollback or revert was deployed. What has not recovered yet is open, with its age.",
            "DORA (dora.dev, 2024)"),
    /** See {@link #definition}. */
    DEPLOYMENT_REWORK_RATE(
            "deployment-rework-rate",
            "Deployment rework rate",
            "ratio",
            "count(unplanned production deployments) / count(production deployments)",
            "Production deployments of the window that were made because an earlier one had failed: rollbacks, "
                    + "and the first deployment of a revert or of a fix for an incident.",
            "DORA (dora.dev, 2024)"),
    /** See {@link #definition}. */
    PIPELINE_RED_RATE(
            "pipeline-red-rate",
            "Pipeline red rate",
            "ratio",
            "count(failed builds) / count(failed, unstable and passed builds)",
            "Builds that ended in the window and failed. It tells how often the pipeline is red and nothing of"
                    + " production: it is not the change fail rate. Aborted builds, and those that were not built, are"
                    + " left out; so are builds that began in the window and have not ended, or ended nobody knows when,"
                    + " which are counted beside it.",
            "our own name for what several Jenkins plugins call change failure rate"),
    /** See {@link #definition}. */
    NEVER_STARTED(
            "never-started",
            "Done without ever starting",
            "share of items done",
            "count(items done without a start) / count(items done)",
            "Items done in the window that no active or waiting stage was seen of. They count in velocity and "
                    + "lead time; their flow time is unknown, not 0.",
            "our own"),
    /** See {@link #definition}. */
    DATA_QUALITY(
            "data-quality",
            "Data quality",
            "items",
            "count(items with the finding)",
            "What weakens the figures above: history that was not captured, states without a stage, guesses, "
                    + "re-opens, backward moves and stalled work, among the items that touch the window.",
            "our own");

    private final String id;
    private final String label;
    private final String unit;
    private final String formula;
    private final String definition;
    private final String source;

    Metric(String id, String label, String unit, String formula, String definition, String source) {
        this.id = id;
        this.label = label;
        this.unit = unit;
        this.formula = formula;
        this.definition = definition;
        this.source = source;
    }

    /**
     * The metric with that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Metric parse(String id) {
        for (Metric metric : values()) {
            if (metric.id.equals(id)) {
                return metric;
            }
        }
        throw new IllegalArgumentException("there is no metric \"" + id + '"');
    }

    /** Whether it is computed from changes, deployments and builds, and not from items. */
    public boolean ofDelivery() {
        return compareTo(LEAD_TIME_FOR_CHANGES) >= 0 && compareTo(PIPELINE_RED_RATE) <= 0;
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

    /** How it is computed, in one line; {@code docs/definitions.md} has the same line. */
    public String formula() {
        return formula;
    }

    /** What is counted, from where to where, and what is left out. */
    public String definition() {
        return definition;
    }

    /** Whose definition it is. */
    public String source() {
        return source;
    }
}
