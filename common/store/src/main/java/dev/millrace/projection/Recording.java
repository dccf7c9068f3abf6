package dev.millrace.projection;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.delivery.BuildResult;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.model.ItemHistory;
import java.util.List;

/** Hears what is computed for a report. */
interface Recording {

    /** Does nothing with it. */
    Recording NONE = new Recording() {};

    /** An item with all its cycles by its own history, whether the report is about it, and the incidents that it is. */
    default void item(ItemHistory item, List<ItemFlow> flows, boolean accepted, List<ProductionIncident> incidents) {}

    /** A build, ended or not. */
    default void build(BuildResult build) {}
}
