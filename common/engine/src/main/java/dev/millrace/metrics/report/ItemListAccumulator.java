package dev.millrace.metrics.report;

import dev.millrace.flow.HandOff;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.ItemRef;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.Samples;
import dev.millrace.metrics.Slices;
import dev.millrace.metrics.quality.QualityAccumulator;
import dev.millrace.metrics.report.ListedItem.Step;
import dev.millrace.metrics.report.ListedItem.Use;
import dev.millrace.model.Level;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.ValueStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists the items that a report counts: those of {@link FlowAccumulator}, by the same rules. */
public final class ItemListAccumulator implements Accumulator<OwnedFlow, ItemList, ItemListAccumulator> {

    /** In progress, the oldest first; stopped, the latest first; then the others. */
    private static final Comparator<ListedItem> ORDER = Comparator.comparing(
                    (ListedItem item) -> !item.uses().contains(Use.IN_PROGRESS))
            .thenComparing(ItemListAccumulator::place)
            .thenComparing(ListedItem::item);

    private final ReportScope scope;
    private final List<ListedItem> items = new ArrayList<>();
    private final Map<Stage, Samples> ages = new HashMap<>();

    /**
     * A list of no items.
     *
     * @param request what the report is to say
     * @param stream the definition the items' flows were computed with
     */
    public ItemListAccumulator(ReportRequest request, ValueStream stream) {
        this.scope = ReportScope.of(request, stream, StateCatalogue.empty());
    }

    private static long place(ListedItem item) {
        Instant start = item.start();
        Instant stop = item.stop();
        if (item.uses().contains(Use.IN_PROGRESS) && start != null) {
            return start.toEpochMilli();
        }
        return stop == null ? Long.MAX_VALUE : -stop.toEpochMilli();
    }

    @Override
    public void add(OwnedFlow owned) {
        ItemFlow flow = owned.flow();
        if (!scope.request().filter().accepts(flow)
                || !scope.touches(flow)
                || flow.item().level() == Level.PORTFOLIO) {
            return;
        }
        Set<Use> uses = uses(flow);
        if (uses.contains(Use.DONE)) {
            paces(flow);
        }
        items.add(new ListedItem(
                ItemRef.of(flow),
                flow.item().title(),
                flow.item().project(),
                flow.type(),
                owned.team(),
                owned.services(),
                flow.status(),
                flow.createdAt(),
                flow.start(),
                flow.knownStop(),
                week(flow),
                uses,
                flow.flowTime(),
                flow.leadTime(),
                flow.efficiency(),
                flow.totals().active(),
                flow.totals().waiting(),
                flow.segments().isEmpty()
                        ? ""
                        : flow.segments()
                                .get(flow.segments().size() - 1)
                                .state()
                                .name(),
                steps(flow),
                QualityAccumulator.of(scope, flow),
                flow.origin().origin(),
                uses.contains(Use.DONE) && flow.started() ? handOffs(flow) : Set.of()));
    }

    private static Set<HandOff.Kind> handOffs(ItemFlow flow) {
        return flow.handOffs().stream().map(HandOff::kind).collect(Collectors.toSet());
    }

    private Set<Use> uses(ItemFlow flow) {
        Set<Use> uses = EnumSet.noneOf(Use.class);
        if (ItemSelection.STOPPED.test(scope, flow)) {
            uses.add(Use.STOPPED);
        }
        if (ItemSelection.DONE.test(scope, flow)) {
            uses.add(Use.DONE);
        }
        if (scope.inFlow(flow)) {
            uses.add(Use.IN_PROGRESS);
        }
        return uses;
    }

    private @Nullable String week(ItemFlow flow) {
        Instant stop = flow.knownStop();
        if (stop == null || !scope.stoppedWithin(flow)) {
            return null;
        }
        for (Slices.Slice week : scope.weeks().all()) {
            if (!stop.isBefore(week.start()) && stop.isBefore(week.end())) {
                return week.isoWeek();
            }
        }
        return null;
    }

    private void paces(ItemFlow flow) {
        Instant start = flow.start();
        if (start == null) {
            return;
        }
        Map<Stage, Instant> left = new HashMap<>();
        for (Segment segment : flow.segments()) {
            if (segment.stage() != null
                    && !segment.end().isBefore(start)
                    && !segment.start().equals(flow.stop())) {
                left.put(segment.stage(), segment.end());
            }
        }
        left.forEach((stage, end) -> ages.computeIfAbsent(stage, s -> new Samples())
                .addWhole(Duration.between(start, end).toMillis()));
    }

    private static List<Step> steps(ItemFlow flow) {
        List<Step> steps = new ArrayList<>();
        for (Segment segment : flow.segments()) {
            if (flow.stop() != null && !segment.start().isBefore(flow.stop()) && !steps.isEmpty()) {
                break; // what follows is being done
            }
            Step next = new Step(
                    segment.start(), segment.end(), segment.kind(), segment.stage(), segment.rule(), segment.source());
            Step before = steps.isEmpty() ? null : steps.get(steps.size() - 1);
            if (before != null && before.continuesWith(next)) {
                steps.set(steps.size() - 1, before.until(next.end()));
            } else {
                steps.add(next);
            }
        }
        return steps;
    }

    @Override
    public ItemListAccumulator merge(ItemListAccumulator other) {
        scope.requireSame(other.scope);
        items.addAll(other.items);
        other.ages.forEach(
                (stage, more) -> ages.computeIfAbsent(stage, s -> new Samples()).addAll(more));
        return this;
    }

    @Override
    public ItemList result() {
        List<ListedItem> sorted = items.stream().sorted(ORDER).toList();
        int most = Math.min(ItemList.MOST, sorted.size());
        return new ItemList(
                sorted.subList(0, most),
                sorted.size() - most,
                ages.entrySet().stream()
                        .sorted(Comparator.comparing(entry -> scope.stream().position(entry.getKey())))
                        .map(entry -> new ItemList.Pace(
                                entry.getKey(), entry.getValue().durations()))
                        .toList(),
                Map.of());
    }
}
