package dev.millrace.derive;

import dev.millrace.flow.Delivery;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.delivery.BuildResult;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.metrics.origin.Automation;
import dev.millrace.metrics.time.PastItem;
import dev.millrace.model.ItemHistory;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.Owner;
import java.time.Instant;
import java.util.function.Supplier;

/** Takes what a report is made of: first all items, then builds, then the deliveries of every service. */
public interface ReportParts {

    /**
     * A cycle of an item of the stream. Its chain and most attributes of the item may be left out.
     *
     * @param history gives the item with its chain
     */
    void flow(ItemFlow flow, Belonging of, Supplier<ItemHistory> history);

    /** A pull request of automation, which is no item; of any stream. */
    void automation(Automation made);

    /** So many items of the stream that ended before any window that is asked for. */
    void past(PastItem past, Belonging of, long items);

    /**
     * A cycle of an item of {@link #past} that was done, where the question is also how many were done long before its windows. An item
     * of the portfolio is none.
     */
    default void doneBefore(Instant stop, String project, ItemType type, Origin origin, Belonging of) {}

    /** An incident, whatever the report is about: deliveries of everything are held against them. */
    void incident(ProductionIncident incident);

    /**
     * All items and incidents were given, and there is room to compute with them while the rest is read. Not said where everything is
     * computed: what that holds in memory leaves no room.
     */
    default void itemsEnded() {}

    /** A build, ended or not; those that ended before any window that is asked for may be left out. */
    void build(BuildResult build);

    /** So many builds of an owner more had ended before any window that is asked for. */
    void buildsBefore(Owner owner, long n);

    /** The deliveries of a service; changes that were delivered before any window that is asked for may be left out. */
    void delivery(Delivery delivery);

    /** So many changes of a service and owner were left out of them. */
    void changesBefore(String service, Owner owner, long n);
}
