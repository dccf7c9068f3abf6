package dev.millrace.metrics.report;

import dev.millrace.metrics.delivery.DeploymentList;
import dev.millrace.metrics.delivery.FailedBuilds;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the figures of a report are counted from.
 *
 * @param items the items
 * @param deployments the production deployments
 * @param failedBuilds the builds that failed
 */
public record Listing(ItemList items, DeploymentList deployments, FailedBuilds failedBuilds) {
    /** Validates. */
    public Listing {
        Objects.requireNonNull(items, "items");
        Objects.requireNonNull(deployments, "deployments");
        Objects.requireNonNull(failedBuilds, "failedBuilds");
    }

    /** The names of the services that were deployed. An issue without a change counts where it is tracked, which is no service. */
    public SortedSet<String> services() {
        SortedSet<String> names = new TreeSet<>();
        deployments.deployments().forEach(deployment -> names.add(deployment.service()));
        return names;
    }
}
