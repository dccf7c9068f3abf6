package dev.millrace.app.query;

import dev.millrace.derive.Belonging;
import dev.millrace.derive.ReportParts;
import dev.millrace.flow.Automation;
import dev.millrace.flow.Delivery;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.delivery.BuildResult;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.metrics.time.PastItem;
import dev.millrace.model.ItemHistory;
import dev.millrace.valuestream.Owner;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Takes the flows of items, and nothing else of what a report is made of. */
record FlowsOnly(Consumer<? super ItemFlow> consumer) implements ReportParts {

    @Override
    public void flow(ItemFlow flow, Belonging of, Supplier<ItemHistory> history) {
        consumer.accept(flow);
    }

    @Override
    public void past(PastItem past, Belonging of, long items) {
        // it ended before the window
    }

    @Override
    public void automation(Automation made) {
        // no item
    }

    @Override
    public void incident(ProductionIncident incident) {
        // no item
    }

    @Override
    public void build(BuildResult build) {
        // no item
    }

    @Override
    public void buildsBefore(Owner owner, long n) {
        // no items
    }

    @Override
    public void delivery(Delivery delivery) {
        // no item
    }

    @Override
    public void changesBefore(String service, Owner owner, long n) {
        // no items
    }
}
