package dev.millrace.app.report;

import dev.millrace.derive.Belonging;
import dev.millrace.derive.ReportParts;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Holds what a report is made of until its window is known. */
final class GatheredParts implements ReportParts {

    private final List<Consumer<ReportParts>> calls = new ArrayList<>();

    /** Whether nothing was gathered. */
    boolean isEmpty() {
        return calls.isEmpty();
    }

    /** Gives everything, in the same order. */
    void giveTo(ReportParts parts) {
        calls.forEach(call -> call.accept(parts));
    }

    @Override
    public void flow(ItemFlow flow, Belonging of, Supplier<ItemHistory> history) {
        calls.add(parts -> parts.flow(flow, of, history));
    }

    @Override
    public void past(PastItem past, Belonging of, long items) {
        calls.add(parts -> parts.past(past, of, items));
    }

    @Override
    public void doneBefore(Instant stop, String project, ItemType type, Origin origin, Belonging of) {
        calls.add(parts -> parts.doneBefore(stop, project, type, origin, of));
    }

    @Override
    public void automation(Automation made) {
        calls.add(parts -> parts.automation(made));
    }

    @Override
    public void incident(ProductionIncident incident) {
        calls.add(parts -> parts.incident(incident));
    }

    @Override
    public void build(BuildResult build) {
        calls.add(parts -> parts.build(build));
    }

    @Override
    public void buildsBefore(Owner owner, long n) {
        calls.add(parts -> parts.buildsBefore(owner, n));
    }

    @Override
    public void delivery(Delivery delivery) {
        calls.add(parts -> parts.delivery(delivery));
    }

    @Override
    public void changesBefore(String service, Owner owner, long n) {
        calls.add(parts -> parts.changesBefore(service, owner, n));
    }
}
