package dev.millrace.metrics.outlook;

import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.delivery.DeliveryReport;
import dev.millrace.metrics.outlook.Breakdown.By;
import dev.millrace.metrics.outlook.Breakdown.Group;
import dev.millrace.valuestream.ValueStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects the key figures by group. */
public final class BreakdownAccumulator implements Accumulator<GroupedFlow, Breakdown, BreakdownAccumulator> {

    private final ReportRequest request;
    private final ValueStream stream;
    private final By by;
    private final Map<String, PeriodAccumulator> groups = new TreeMap<>();

    /**
     * An aggregate of no items.
     *
     * @param request the request
     * @param stream the definition the items' flows were computed with
     * @param by what the groups are
     */
    public BreakdownAccumulator(ReportRequest request, ValueStream stream, By by) {
        this.request = Objects.requireNonNull(request, "request");
        this.stream = Objects.requireNonNull(stream, "stream");
        this.by = Objects.requireNonNull(by, "by");
    }

    /** Adds one cycle of one item to each of the groups. */
    @Override
    public void add(GroupedFlow grouped) {
        grouped.groups().forEach(name -> group(name).add(grouped.flow()));
    }

    /** @throws IllegalArgumentException if the other was made for another request, definition or grouping */
    @Override
    public BreakdownAccumulator merge(BreakdownAccumulator other) {
        if (by != other.by) {
            throw new IllegalArgumentException("groups by " + by + " and by " + other.by + " cannot be merged");
        }
        other.groups.forEach((name, group) -> group(name).merge(group));
        return this;
    }

    @Override
    public Breakdown result() {
        return result(Map.of());
    }

    /** The figures of every group that an item of the report belongs to, or something that was delivered. */
    public Breakdown result(Map<String, DeliveryReport> deliveries) {
        SortedSet<String> names = new TreeSet<>(deliveries.keySet());
        groups.forEach((name, group) -> {
            if (group.counted() > 0) {
                names.add(name);
            }
        });
        List<Group> list = names.stream()
                .map(name -> new Group(name, group(name).result(), deliveries.get(name)))
                .toList();
        return new Breakdown(by, list);
    }

    private PeriodAccumulator group(String name) {
        return groups.computeIfAbsent(name, unseen -> new PeriodAccumulator(request, stream));
    }
}
