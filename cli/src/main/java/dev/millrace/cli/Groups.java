package dev.millrace.cli;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Breakdown.By;
import dev.millrace.model.ItemHistory;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Which groups an item belongs to. */
final class Groups {

    private Groups() {}

    /** Its groups; an item that changes several services belongs to each of them. */
    static Collection<String> of(By by, ItemHistory item, ItemFlow flow) {
        return switch (by) {
            case TYPE -> List.of(flow.type().text());
            case TEAM, PROJECT -> List.of(flow.item().project());
            case SERVICE -> services(item, flow);
        };
    }

    private static Collection<String> services(ItemHistory item, ItemFlow flow) {
        Collection<String> services = new TreeSet<>();
        item.changes().forEach(change -> services.add(change.service().name()));
        return services.isEmpty() ? List.of(flow.item().project()) : services;
    }
}
