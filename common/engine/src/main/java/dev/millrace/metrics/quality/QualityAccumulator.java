package dev.millrace.metrics.quality;

import dev.millrace.flow.FlowRule;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Evidence;
import dev.millrace.metrics.ExplanationRow;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.time.CountedVisit;
import dev.millrace.metrics.time.PastItem;
import dev.millrace.metrics.time.VisitAccumulator;
import dev.millrace.metrics.time.VisitAccumulator.StateKey;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Collects what weakens the figures: findings over the items that touch the window, and states without a stage. */
public final class QualityAccumulator
        implements Accumulator<ItemFlow, DataQuality, QualityAccumulator>, PastItem.Counter {

    /** What weakens the figures. */
    public static final FlowMetric<DataQuality> METRIC = new FlowMetric<>(
            new Metric(
                    "data-quality",
                    "Data quality",
                    "items",
                    "count(items with the finding)",
                    "What weakens the figures above, among the items that touch the window: history that "
                            + "was not captured, states without a stage, guesses, re-opens, backward moves and "
                            + "stalled work.",
                    "our own"),
            Evidence.of(ItemSelection.ALL, QualityAccumulator::row),
            QualityAccumulator::new);

    private record State(ToolInstance tool, NativeState state) {}

    private static final Comparator<GuessedMapping> MOST_VISITS_FIRST = Comparator.comparingLong(GuessedMapping::visits)
            .reversed()
            .thenComparing(GuessedMapping::tool)
            .thenComparing(guess -> guess.state().name())
            .thenComparing(
                    guess -> guess.state().id() == null ? "" : guess.state().id());

    private final ReportScope scope;
    private final Map<Finding, FindingAccumulator> findings = new EnumMap<>(Finding.class);
    private final Map<StateKey, VisitAccumulator> unmapped = new HashMap<>();
    private final Map<StateKey, SortedSet<String>> projects = new HashMap<>();
    private final Map<State, Long> visits = new HashMap<>();

    QualityAccumulator(ReportScope scope) {
        this.scope = scope;
        occurrences(scope).forEach((what, times) -> findings.put(what, new FindingAccumulator(times)));
    }

    @Override
    public void add(ItemFlow flow) {
        if (scope.touches(flow)) {
            findings.values().forEach(finding -> finding.add(flow));
        }
        CountedVisit.forEach(scope, flow, counted -> {
            StateKey key = StateKey.of(counted);
            visits.merge(new State(key.tool(), key.state()), 1L, Long::sum);
            if (key.stage() == null) {
                unmapped(key).add(counted);
                projects(key).add(flow.item().project());
            }
        });
    }

    @Override
    public void addPast(PastItem.ClosedVisit visit, long items) {
        visits.merge(new State(visit.tool(), visit.state()), items, Long::sum);
    }

    @Override
    public QualityAccumulator merge(QualityAccumulator other) {
        other.findings.forEach((what, finding) -> finding(what).merge(finding));
        other.unmapped.forEach((key, all) -> unmapped(key).merge(all));
        other.projects.forEach((key, all) -> projects(key).addAll(all));
        other.visits.forEach((state, n) -> visits.merge(state, n, Long::sum));
        return this;
    }

    @Override
    public DataQuality result() {
        return new DataQuality(
                finding(Finding.INCOMPLETE).result(),
                finding(Finding.SUB_TASK_ALONE).result(),
                finding(Finding.UNMAPPED).result(),
                finding(Finding.REOPENED).result(),
                finding(Finding.REOPENED_LATE).result(),
                finding(Finding.BACKWARD_MOVE).result(),
                finding(Finding.STALLED).result(),
                unmappedStates(),
                guessed());
    }

    /** What is the matter with an item. */
    public static Set<Finding> of(ReportScope scope, ItemFlow flow) {
        Set<Finding> found = EnumSet.noneOf(Finding.class);
        occurrences(scope).forEach((what, times) -> {
            if (times.applyAsLong(flow) > 0) {
                found.add(what);
            }
        });
        return found;
    }

    /** How often each finding occurs in an item. */
    private static Map<Finding, ToLongFunction<ItemFlow>> occurrences(ReportScope scope) {
        Map<Finding, ToLongFunction<ItemFlow>> all = new EnumMap<>(Finding.class);
        all.put(Finding.INCOMPLETE, flow -> flow.gaps().size());
        all.put(Finding.SUB_TASK_ALONE, flow -> flow.item().level() == Level.SUB_TASK ? 1 : 0);
        all.put(
                Finding.UNMAPPED,
                flow -> flow.segments().stream()
                        .filter(QualityAccumulator::withoutStage)
                        .filter(segment -> scope.inWindow(segment.start(), segment.end()) > 0)
                        .count());
        all.put(Finding.REOPENED, ItemFlow::reopenings);
        all.put(Finding.REOPENED_LATE, flow -> flow.cycle() > 1 ? 1 : 0);
        all.put(Finding.BACKWARD_MOVE, ItemFlow::backwardMoves);
        all.put(
                Finding.STALLED,
                flow -> flow.stalled().stream()
                        .filter(interval -> scope.inWindow(interval.start(), interval.end()) > 0)
                        .count());
        return all;
    }

    /** Also before the start, where such time does not count as unmapped but may hide when the item started. */
    private static boolean withoutStage(Segment segment) {
        boolean blocked = segment.cause() == FlowRule.Cause.FLAG || segment.cause() == FlowRule.Cause.BLOCKING_LINK;
        return segment.stage() == null && !blocked;
    }

    private List<UnmappedState> unmappedStates() {
        return unmapped.entrySet().stream()
                .sorted(VisitAccumulator.MOST_TIME_FIRST)
                .map(entry -> new UnmappedState(
                        entry.getKey().tool(),
                        entry.getKey().state(),
                        projects(entry.getKey()),
                        entry.getValue().result()))
                .toList();
    }

    /** Consults the definition: a visit has its stage, but not whether a category or a guess assigned it. */
    private List<GuessedMapping> guessed() {
        List<GuessedMapping> guessed = new ArrayList<>();
        visits.forEach((seen, n) -> scope.stream()
                .mapping()
                .map(
                        seen.state(),
                        scope.states().definition(seen.tool(), seen.state()).orElse(null))
                .filter(mapped -> mapped.guessed())
                .ifPresent(mapped -> guessed.add(new GuessedMapping(seen.tool(), seen.state(), mapped, n))));
        guessed.sort(MOST_VISITS_FIRST);
        return guessed;
    }

    private FindingAccumulator finding(Finding what) {
        return Objects.requireNonNull(findings.get(what), what.key());
    }

    private VisitAccumulator unmapped(StateKey key) {
        return unmapped.computeIfAbsent(key, unseen -> new VisitAccumulator());
    }

    private SortedSet<String> projects(StateKey key) {
        return projects.computeIfAbsent(key, unseen -> new TreeSet<>());
    }

    private static @Nullable ExplanationRow row(ReportScope scope, ItemFlow flow) {
        if (!scope.touches(flow)) {
            return null;
        }
        ExplanationRow row = new ExplanationRow();
        occurrences(scope).forEach((what, times) -> row.count(what.key(), times.applyAsLong(flow)));
        return row;
    }
}
