package dev.millrace.metrics.report;

import dev.millrace.flow.ItemFlow;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One cycle of one item, and whose it is.
 *
 * @param flow the cycle
 * @param team the name of its team, or null if the definition says none
 * @param services the names of the services that it changes
 */
public record OwnedFlow(ItemFlow flow, @Nullable String team, List<String> services) {
    /** Copies the list. */
    public OwnedFlow {
        Objects.requireNonNull(flow, "flow");
        services = List.copyOf(services);
    }
}
