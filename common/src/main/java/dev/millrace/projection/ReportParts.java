package dev.millrace.projection;

import dev.millrace.flow.Delivery;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.BuildResult;
import dev.millrace.metrics.PastItem;
import dev.millrace.metrics.ProductionIncident;
import dev.millrace.model.ItemHistory;

/** Takes what a report is made of: first all items, then builds, then the deliveries of every service. */
public interface ReportParts {

    /** A cycle of an item that the report is about. Of one that was kept, its chain and most attributes are left out. */
    void flow(ItemFlow flow);

    /** The same of an item that was computed, and is whole. */
    default void flow(ItemHistory item, ItemFlow flow) {
        flow(flow);
    }

    /** So many items that ended before any window that is asked for. */
    void past(PastItem past, long items);

    /** An incident, whatever the report is about: deliveries of everything are held against them. */
    void incident(ProductionIncident incident);

    /**
     * All items and incidents were given, and there is room to compute with them while the rest is read. Not said where everything is
     * computed: what that holds in memory leaves no room.
     */
    default void itemsEnded() {}

    /** A build, ended or not; those that ended before any window that is asked for may be left out. */
    void build(BuildResult build);

    /** The deliveries of a service. */
    void delivery(Delivery delivery);
}
