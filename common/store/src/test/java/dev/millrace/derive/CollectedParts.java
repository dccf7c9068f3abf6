package dev.millrace.derive;

import dev.millrace.flow.Delivery;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.delivery.BuildResult;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.metrics.origin.Automation;
import dev.millrace.metrics.time.PastItem;
import dev.millrace.model.ItemHistory;
import dev.millrace.valuestream.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that a report is made of, so that two of them can be compared, whatever is only counted in one of them. */
public final class CollectedParts implements ReportParts {

    private final Instant earliest;
    private final Map<String, Long> all = new TreeMap<>();

    /** Of windows that begin then or later. */
    public CollectedParts(Instant earliest) {
        this.earliest = earliest;
    }

    /** The parts, as texts with how many there were of each, of which another has not as many. */
    public Map<String, Long> without(CollectedParts other) {
        Map<String, Long> without = new TreeMap<>(all);
        without.entrySet().removeIf(one -> one.getValue().equals(other.all.getOrDefault(one.getKey(), 0L)));
        return without;
    }

    private void add(Object what, long count) {
        all.merge(what.toString(), count, Long::sum);
    }

    @Override
    public void flow(ItemFlow flow, Belonging of, Supplier<ItemHistory> history) {
        // those of an item come one after the other; a past one is counted by what it leaves
        List<ItemFlow> cycle = List.of(flow);
        if (PastItem.of(cycle, earliest).isPresent()) {
            PastItem.of(cycle, earliest)
                    .orElseThrow()
                    .cycles()
                    .forEach(one -> add("past " + flow.item().project() + of + one, 1));
        } else {
            add("flow " + Trimmed.of(flow) + of + history.get().item().artifact(), 1);
        }
    }

    @Override
    public void past(PastItem past, Belonging of, long items) {
        past.cycles().forEach(one -> add("past " + past.project() + of + one, items));
    }

    @Override
    public void automation(Automation made) {
        add(made, 1);
    }

    @Override
    public void incident(ProductionIncident incident) {
        add(incident, 1);
    }

    @Override
    public void build(BuildResult build) {
        if (build.at().isBefore(earliest)) {
            add("build before " + build.owner(), 1);
        } else {
            add(build, 1);
        }
    }

    @Override
    public void buildsBefore(Owner owner, long n) {
        add("build before " + owner, n);
    }

    @Override
    public void delivery(Delivery delivery) {
        delivery.deployments().forEach(one -> add(one + delivery.service() + delivery.owner(one.artifact()), 1));
        List<Delivery.DeliveredChange> needed = delivery.changes().stream()
                .filter(one -> one.arrival() == null || !one.arrival().at().isBefore(earliest))
                .toList();
        needed.forEach(one -> add(one + delivery.service() + delivery.owner(one.artifact()), 1));
        delivery.changes().stream()
                .filter(one -> !needed.contains(one))
                .forEach(one -> add("change before " + delivery.service() + delivery.owner(one.artifact()), 1));
        String order = Stream.concat(
                        delivery.deployments().stream()
                                .map(one -> one.artifact().toString()),
                        needed.stream().map(one -> one.artifact().toString()))
                .collect(Collectors.joining(" "));
        if (!order.isEmpty()) {
            add("order of " + delivery.service() + order, 1);
        }
    }

    @Override
    public void changesBefore(String service, Owner owner, long n) {
        add("change before " + service + owner, n);
    }
}
