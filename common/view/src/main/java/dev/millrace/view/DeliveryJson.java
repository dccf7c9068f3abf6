package dev.millrace.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.Population;
import dev.millrace.metrics.delivery.DeliveryMetrics;
import dev.millrace.metrics.delivery.DeliveryReport;
import dev.millrace.metrics.delivery.DeploymentFailure;

/** The delivery figures as JSON, see {@link Json}. */
final class DeliveryJson {

    private DeliveryJson() {}

    static void add(ObjectNode node, DeliveryReport delivery) {
        ObjectNode leadTime = add(node, DeliveryMetrics.LEAD_TIME_FOR_CHANGES, delivery.leadTime())
                .put("bots", delivery.bots())
                .put("bounded", delivery.bounded());
        leadTime.set("weeks", Json.tree(delivery.weeks()));
        leadTime.set("origins", Json.tree(delivery.origins()));
        ObjectNode frequency = Json.metric(DeliveryMetrics.DEPLOYMENT_FREQUENCY);
        frequency.set("frequency", Json.tree(delivery.frequency()));
        node.set(Json.name(DeliveryMetrics.DEPLOYMENT_FREQUENCY), frequency);
        ObjectNode kinds = add(node, DeliveryMetrics.CHANGE_FAIL_RATE, delivery.changeFailRate())
                .putObject("failures");
        for (DeploymentFailure.Kind kind : DeploymentFailure.Kind.values()) {
            kinds.put(kind.text(), delivery.failures().getOrDefault(kind, 0L));
        }
        ((ObjectNode) node.get(Json.name(DeliveryMetrics.CHANGE_FAIL_RATE)))
                .set("failed", Json.tree(delivery.failed()));
        add(node, DeliveryMetrics.FAILED_DEPLOYMENT_RECOVERY_TIME, delivery.recovery());
        add(node, DeliveryMetrics.DEPLOYMENT_REWORK_RATE, delivery.reworkRate());
        add(node, DeliveryMetrics.PIPELINE_RED_RATE, delivery.redRate())
                .put("leftOut", delivery.leftOut().total())
                .put("aborted", delivery.leftOut().aborted())
                .put("endUnknown", delivery.leftOut().endUnknown())
                .put("notEnded", delivery.leftOut().notEnded());
        node.set("production", Json.tree(delivery.production()));
        ObjectNode accounts = node.putObject("accounts");
        accounts.set("changes", account(delivery.accounts().changes()));
        accounts.set("deployments", account(delivery.accounts().deployments()));
        accounts.set("builds", account(delivery.accounts().builds()));
        accounts.set("incidents", account(delivery.accounts().incidents()));
    }

    private static ObjectNode add(ObjectNode node, Metric metric, Object result) {
        ObjectNode of = Json.metric(metric, result);
        node.set(Json.name(metric), of);
        return of;
    }

    /** What became of everything offered, with every reason that occurred. */
    private static ObjectNode account(Population population) {
        ObjectNode node = Json.object();
        node.put("offered", population.offered());
        node.put("counted", population.counted());
        ObjectNode leftOut = node.putObject("leftOut");
        population.leftOut().forEach((why, n) -> leftOut.put(why.text(), n));
        return node;
    }
}
