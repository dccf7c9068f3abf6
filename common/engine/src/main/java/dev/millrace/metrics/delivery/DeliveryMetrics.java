package dev.millrace.metrics.delivery;

import dev.millrace.metrics.Metric;
import java.util.List;

/** The metrics of {@link DeliveryReport}: they are computed from changes, deployments and builds, and not from items. */
public final class DeliveryMetrics {

    /** How long changes take to production. */
    public static final Metric LEAD_TIME_FOR_CHANGES = new Metric(
            "lead-time-for-changes",
            "Lead time for changes",
            "duration",
            "first production deployment - earliest author date",
            "From the earliest author date among a change's own commits to the end of the first "
                    + "production deployment that contains it, of changes deployed in the window. An "
                    + "author date after the opening of the pull request is replaced by the opening; such "
                    + "changes are counted. A change is a merged pull request, or a commit that went to "
                    + "the trunk without one. The lead time of what a service's first deployment contains "
                    + "is unknown: it may have been in production before.",
            "DORA (dora.dev, 2024); per change, as DevLake, and not per commit");

    /** How often something goes to production. */
    public static final Metric DEPLOYMENT_FREQUENCY = new Metric(
            "deployment-frequency",
            "Deployment frequency",
            "days with a deployment",
            "count(days with a production deployment) / count(days)",
            "Days with at least one successful production deployment, of the days of the window "
                    + "that are over, and per full ISO week. Several deployments on one day count once.",
            "DORA, as the Four Keys project counted: days with a deployment");

    /** How many deployments fail in use. */
    public static final Metric CHANGE_FAIL_RATE = new Metric(
            "change-fail-rate",
            "Change fail rate",
            "ratio",
            "count(production deployments that failed in use) / count(production deployments)",
            "Production deployments of the window that an incident, a rollback or a revert shows "
                    + "to be wrong. A deployment that never went live does not count. Unknown if nothing "
                    + "could show a failure: no incidents are collected and nothing was ever rolled back "
                    + "or reverted, or the incidents of the window belong to no service and nothing else "
                    + "failed.",
            "DORA (dora.dev, 2024)");

    /** How long failures last. */
    public static final Metric FAILED_DEPLOYMENT_RECOVERY_TIME = new Metric(
            "failed-deployment-recovery-time",
            "Failed deployment recovery time",
            "duration",
            "recovered - end of the failed deployment",
            "From the end of a production deployment that failed in use until the incident was "
                    + "resolved, or the rollback or revert was deployed. What has not recovered is open, "
                    + "with its age.",
            "DORA (dora.dev, 2024)");

    /** How many deployments repair an earlier one. */
    public static final Metric DEPLOYMENT_REWORK_RATE = new Metric(
            "deployment-rework-rate",
            "Deployment rework rate",
            "ratio",
            "count(unplanned production deployments) / count(production deployments)",
            "Production deployments of the window that were made because an earlier one had failed: rollbacks, "
                    + "and the first deployment of a revert or of a fix for an incident.",
            "DORA (dora.dev, 2024)");

    /** How often the pipeline is red. */
    public static final Metric PIPELINE_RED_RATE = new Metric(
            "pipeline-red-rate",
            "Pipeline red rate",
            "ratio",
            "count(failed builds) / count(failed, unstable and passed builds)",
            "Builds that ended in the window and failed. It shows how often the pipeline is red "
                    + "and nothing about production: it is not the change fail rate. Builds that were "
                    + "aborted or not built are left out. Builds that began in the window and have not "
                    + "ended, or whose end is unknown, are counted separately.",
            "our own name for what several Jenkins plugins call change failure rate");

    /** All of them. */
    public static final List<Metric> ALL = List.of(
            LEAD_TIME_FOR_CHANGES,
            DEPLOYMENT_FREQUENCY,
            CHANGE_FAIL_RATE,
            FAILED_DEPLOYMENT_RECOVERY_TIME,
            DEPLOYMENT_REWORK_RATE,
            PIPELINE_RED_RATE);

    private DeliveryMetrics() {}
}
