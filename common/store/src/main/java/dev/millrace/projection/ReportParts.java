package dev.millrace.projection;

import dev.millrace.flow.Automation;
import dev.millrace.flow.Delivery;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.delivery.BuildResult;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.metrics.time.PastItem;
import dev.millrace.model.ItemHistory;
import java.util.List;

/** Takes what a report is made of: first all items, then builds, then the deliveries of every service. */
public interface ReportParts {

    /** A cycle of an item that the report is about. Of one that was kept, its chain and most attributes are left out. */
    void flow(ItemFlow flow);

    /** The same of an item that was computed, and is whole. */
    default void flow(ItemHistory item, ItemFlow flow) {
        flow(flow);
    }

    /** A pull request that a bot made, which is no item; of any stream. */
    void automation(Automation made);

    /** An item that the report is not about. Of those that were kept nothing is said. */
    default void elsewhere(ItemHistory item, List<ItemFlow> flows) {}

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

    /** So many builds more had ended before any window that is asked for. */
    void buildsBefore(long n);

    /** The deliveries of a service; changes that were delivered before any window that is asked for may be left out. */
    void delivery(Delivery delivery);

    /** So many changes were left out of them. */
    void changesBefore(long n);
}
