package dev.millrace.metrics.report;

import dev.millrace.metrics.delivery.DeploymentList;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the figures of a report are counted from.
 *
 * @param items the items
 * @param deployments the production deployments
 */
public record Listing(ItemList items, DeploymentList deployments) {
    /** Validates. */
    public Listing {
        Objects.requireNonNull(items, "items");
        Objects.requireNonNull(deployments, "deployments");
    }

    /** The names of the services that the items change, or that were deployed. */
    public SortedSet<String> services() {
        SortedSet<String> names = new TreeSet<>();
        items.items().forEach(item -> names.addAll(item.services()));
        deployments.deployments().forEach(deployment -> names.add(deployment.service()));
        return names;
    }
}
