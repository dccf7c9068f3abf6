package dev.millrace.metrics.load;

import dev.millrace.flow.FlowTotals;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.ItemFlow.TypePeriod;
import dev.millrace.flow.Segment;
import dev.millrace.flow.Visit;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Evidence;
import dev.millrace.metrics.ExplanationRow;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.ItemRef;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.Samples;
import dev.millrace.metrics.Slices;
import dev.millrace.metrics.TypeGrid;
import dev.millrace.metrics.load.FlowLoad.AgedItem;
import dev.millrace.model.Figure;
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects the load: per day as differences, so that an item costs the same however long it was in the flow. */
public final class LoadAccumulator implements Accumulator<ItemFlow, FlowLoad, LoadAccumulator> {

    /** How much is in the flow. */
    public static final FlowMetric<FlowLoad> METRIC = new FlowMetric<>(
            new Metric(
                    "flow-load",
                    "Flow load (WIP)",
                    "items",
                    "count(items with start <= instant < stop)",
                    "Items started and not stopped at the end of the window, or at as-of if that is "
                            + "earlier. Per day: at the last millisecond of the day. Each counts with the type "
                            + "that it had then. Age counts from the start.",
                    "Flow Framework (Kersten)"),
            Evidence.of(ItemSelection.TOUCHING, (scope, flow) -> row(flow))
                    .with(scope -> new ExplanationRow().at("at", scope.at())),
            LoadAccumulator::new);

    private static final Comparator<AgedItem> OLDEST_FIRST =
            Comparator.comparing(AgedItem::start).thenComparing(AgedItem::item);

    /** A state, by its name, and the stage that it stands for, or null. */
    record StageState(@Nullable Stage stage, String state) {}

    private final ReportScope scope;
    private final TypeGrid changes;
    private final Samples ages = new Samples();
    private final AgeCurve ageCurve = new AgeCurve();
    private final TreeSet<AgedItem> oldest = new TreeSet<>(OLDEST_FIRST);
    private final Map<SegmentKind, Long> millisByKind = new EnumMap<>(SegmentKind.class);
    private long incomplete;

    LoadAccumulator(ReportScope scope) {
        this.scope = scope;
        this.changes = new TypeGrid(scope.days().all().size() + 1);
    }

    @Override
    public void add(ItemFlow flow) {
        Instant start = flow.start();
        if (start == null) {
            return;
        }
        addTypes(flow, start);
        ageCurve.add(
                start.toEpochMilli(),
                flow.stop() == null ? Long.MAX_VALUE : flow.stop().toEpochMilli());
        for (Segment segment : flow.segments()) {
            if (segment.kind().counted()) {
                addTime(segment.kind(), scope.inWindow(segment.start(), segment.end()));
            }
        }
        if (scope.inFlow(flow)) {
            addCurrent(flow, start, scope.at());
        }
    }

    /** Counts on each day as the type that it had then. */
    private void addTypes(ItemFlow flow, Instant start) {
        ItemType type = flow.typeAt(start);
        changes.add(type, scope.days().firstReadAtOrAfter(start), 1);
        for (TypePeriod spell : flow.types()) {
            if (spell.from().isAfter(start)) {
                int day = scope.days().firstReadAtOrAfter(spell.from());
                changes.add(type, day, -1);
                type = spell.type();
                changes.add(type, day, 1);
            }
        }
        if (flow.stop() != null) {
            changes.add(type, scope.days().firstReadAtOrAfter(flow.stop()), -1);
        }
    }

    @Override
    public LoadAccumulator merge(LoadAccumulator other) {
        changes.merge(other.changes);
        ages.addAll(other.ages);
        ageCurve.merge(other.ageCurve);
        other.oldest.forEach(this::keepIfOld);
        other.millisByKind.forEach(this::addTime);
        incomplete += other.incomplete;
        return this;
    }

    @Override
    public FlowLoad result() {
        TypeGrid levels = changes.runningSums();
        List<Figure<Percentiles<Duration>>> agesByDay = ageCurve.at(
                scope.days().all().stream().map(day -> day.at().toEpochMilli()).toList());
        List<FlowLoad.Day> days = new ArrayList<>();
        for (Slices.Slice day : scope.days().all()) {
            int i = days.size();
            days.add(new FlowLoad.Day(day.first(), day.at(), day.partial(), levels.at(i), agesByDay.get(i)));
        }
        FlowTotals time = new FlowTotals(
                time(SegmentKind.ACTIVE),
                time(SegmentKind.WAITING),
                time(SegmentKind.PAUSED),
                time(SegmentKind.CLOSED_GAP),
                time(SegmentKind.UNMAPPED));
        return new FlowLoad(
                scope.at(),
                days.get(days.size() - 1).items(),
                ages.durations(),
                List.copyOf(oldest),
                days,
                time,
                incomplete);
    }

    private void addCurrent(ItemFlow flow, Instant start, Instant at) {
        Duration age = Duration.ofMillis(at.toEpochMilli() - start.toEpochMilli());
        ages.addWhole(age.toMillis());
        if (ReportScope.incomplete(flow)) {
            incomplete++;
        }
        StageState place = placeAt(flow, at);
        Stage stage = place.stage();
        keepIfOld(
                new AgedItem(ItemRef.of(flow), flow.item().title(), flow.typeAt(at), place.state(), stage, start, age));
    }

    /**
     * The stage of an item in progress. The timeline has no gaps, so the item is in one of its segments, at as-of in the last. An item that
     * began at the instant of the report has no segment yet; its last visit decides.
     */
    static StageState placeAt(ItemFlow flow, Instant at) {
        List<Segment> segments = flow.segments();
        List<Visit> visits = flow.visits();
        for (Segment segment : segments) {
            if (at.isBefore(segment.end())) {
                return new StageState(segment.stage(), segment.state().name());
            }
        }
        if (!segments.isEmpty()) {
            Segment last = segments.get(segments.size() - 1);
            return new StageState(last.stage(), last.state().name());
        } else if (!visits.isEmpty()) {
            Visit last = visits.get(visits.size() - 1);
            return new StageState(last.stage(), last.state().name());
        }
        return new StageState(null, "(unknown)");
    }

    /** The stage that an item in the flow is in; null outside any. */
    static @Nullable Stage stageAt(ItemFlow flow, Instant at) {
        return placeAt(flow, at).stage();
    }

    private static @Nullable ExplanationRow row(ItemFlow flow) {
        if (!flow.started()) {
            return null;
        }
        ExplanationRow row = new ExplanationRow().at("start", flow.start()).at("stop", flow.knownStop());
        flow.types()
                .forEach(spell -> row.part(
                        new ExplanationRow().word("type", spell.type().text()).at("since", spell.from())));
        return row;
    }

    private void keepIfOld(AgedItem item) {
        oldest.add(item);
        if (oldest.size() > FlowLoad.OLDEST) {
            oldest.pollLast();
        }
    }

    private void addTime(SegmentKind kind, long millis) {
        millisByKind.merge(kind, millis, Long::sum);
    }

    private Duration time(SegmentKind kind) {
        return Duration.ofMillis(millisByKind.getOrDefault(kind, 0L));
    }
}
