package dev.millrace.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.metrics.DeliveryReport;
import dev.millrace.metrics.DeliveryReport.Rate;
import dev.millrace.metrics.DeploymentFailure;
import dev.millrace.metrics.Metric;

/** The delivery figures as JSON, see {@link JsonRenderer}. */
final class DeliveryJson {

    private DeliveryJson() {}

    static void add(ObjectNode node, DeliveryReport delivery) {
        ObjectNode leadTime = ReportJson.time(Metric.LEAD_TIME_FOR_CHANGES, delivery.leadTime());
        leadTime.put("bots", delivery.bots());
        leadTime.put("bounded", delivery.bounded());
        leadTime.set("weeks", Json.array(delivery.weeks(), week -> {
            ObjectNode one = Json.object();
            one.put("isoWeek", week.isoWeek());
            one.put("monday", week.monday().toString());
            one.put("partial", week.partial());
            one.put("deployments", week.deployments());
            one.put("failed", week.failed());
            one.set("leadTime", Json.durations(week.leadTime()));
            return one;
        }));
        node.set("leadTimeForChanges", leadTime);
        node.set("deploymentFrequency", frequency(delivery));
        ObjectNode failRate = rate(Metric.CHANGE_FAIL_RATE, delivery.changeFailRate());
        ObjectNode kinds = failRate.putObject("failures");
        for (DeploymentFailure.Kind kind : DeploymentFailure.Kind.values()) {
            kinds.put(kind.text(), delivery.failures().getOrDefault(kind, 0L));
        }
        node.set("changeFailRate", failRate);
        node.set(
                "failedDeploymentRecoveryTime",
                ReportJson.time(Metric.FAILED_DEPLOYMENT_RECOVERY_TIME, delivery.recovery()));
        node.set("deploymentReworkRate", rate(Metric.DEPLOYMENT_REWORK_RATE, delivery.reworkRate()));
        ObjectNode red = rate(Metric.PIPELINE_RED_RATE, delivery.redRate());
        red.put("leftOut", delivery.leftOut().total());
        red.put("aborted", delivery.leftOut().aborted());
        red.put("endUnknown", delivery.leftOut().endUnknown());
        red.put("notEnded", delivery.leftOut().notEnded());
        node.set("pipelineRedRate", red);
        ObjectNode production = node.putObject("production");
        delivery.production().forEach((rule, environments) -> {
            ObjectNode of = production.putObject(rule.text());
            environments.forEach(of::put);
        });
        ObjectNode accounts = node.putObject("accounts");
        accounts.set("changes", ReportJson.account(delivery.accounts().changes()));
        accounts.set("deployments", ReportJson.account(delivery.accounts().deployments()));
        accounts.set("builds", ReportJson.account(delivery.accounts().builds()));
        accounts.set("incidents", ReportJson.account(delivery.accounts().incidents()));
    }

    private static ObjectNode frequency(DeliveryReport delivery) {
        ObjectNode node = ReportJson.metric(Metric.DEPLOYMENT_FREQUENCY);
        node.set("frequency", Json.figure(delivery.frequency(), found -> {
            ObjectNode one = Json.object();
            one.put("deployments", found.deployments());
            one.put("daysWith", found.daysWith());
            one.put("days", found.days());
            one.put("share", found.share());
            one.set("daysPerFullWeek", Json.percentiles(found.daysPerFullWeek(), "days", Json::number));
            return one;
        }));
        return node;
    }

    private static ObjectNode rate(Metric metric, Rate rate) {
        ObjectNode node = ReportJson.metric(metric);
        node.put("part", rate.part());
        node.put("whole", rate.whole());
        node.set("rate", Json.figure(rate.value(), Json::ratio));
        return node;
    }
}
