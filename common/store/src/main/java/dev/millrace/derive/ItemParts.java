package dev.millrace.derive;

import dev.millrace.flow.Delivery;
import dev.millrace.metrics.delivery.BuildResult;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.metrics.origin.Automation;
import dev.millrace.metrics.time.PastItem;
import dev.millrace.valuestream.Owner;

/** Takes the items of what a report is made of, and nothing else. */
@FunctionalInterface
public interface ItemParts extends ReportParts {

    @Override
    default void past(PastItem past, Belonging of, long items) {}

    @Override
    default void automation(Automation made) {}

    @Override
    default void incident(ProductionIncident incident) {}

    @Override
    default void build(BuildResult build) {}

    @Override
    default void buildsBefore(Owner owner, long n) {}

    @Override
    default void delivery(Delivery delivery) {}

    @Override
    default void changesBefore(String service, Owner owner, long n) {}
}
