package dev.millrace.metrics;

import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.flow.Visit;
import dev.millrace.metrics.StageTime.StateTime;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects visits by stage and native state. */
final class StageAccumulator {

    private record StateKey(@Nullable Stage stage, ToolInstance tool, NativeState state) {}

    private static final Comparator<Map.Entry<StateKey, VisitCell>> BY_STATE = Comparator.comparing(
                    (Map.Entry<StateKey, VisitCell> entry) -> entry.getKey().tool())
            .thenComparing(entry -> entry.getKey().state().name())
            .thenComparing(entry -> text(entry.getKey().state().id()));

    private static final Comparator<Map.Entry<StateKey, VisitCell>> MOST_TIME_FIRST = Comparator.comparingLong(
                    (Map.Entry<StateKey, VisitCell> entry) -> entry.getValue().millisInWindow())
            .reversed()
            .thenComparing(BY_STATE);

    private static final Comparator<GuessedMapping> MOST_VISITS_FIRST = Comparator.comparingLong(GuessedMapping::visits)
            .reversed()
            .thenComparing(GuessedMapping::tool)
            .thenComparing(guess -> guess.state().name())
            .thenComparing(guess -> text(guess.state().id()));

    private final ReportScope scope;
    private final Map<StateKey, VisitCell> cells = new HashMap<>();

    StageAccumulator(ReportScope scope) {
        this.scope = scope;
    }

    void add(ItemFlow flow) {
        Instant cycleEnd = endOf(flow);
        for (Visit visit : flow.visits()) {
            if (belongsTo(flow, cycleEnd, visit)) {
                add(visit, flow.item().project());
            }
        }
    }

    /** Adds what {@link #add(ItemFlow)} would leave of so many visits that are past. */
    void addPast(PastItem.ClosedVisit visit, long visits) {
        cells.computeIfAbsent(new StateKey(visit.stage(), visit.tool(), visit.state()), key -> new VisitCell())
                .addPast(visits);
    }

    void merge(StageAccumulator other) {
        other.cells.forEach(
                (key, cell) -> cells.computeIfAbsent(key, k -> new VisitCell()).merge(cell));
    }

    List<StageTime> toStages() {
        Map<Stage, List<Map.Entry<StateKey, VisitCell>>> byStage = new LinkedHashMap<>();
        scope.stream().stages().forEach(stage -> byStage.put(stage, new ArrayList<>()));
        cells.entrySet().stream().sorted(MOST_TIME_FIRST).forEach(entry -> {
            Stage stage = entry.getKey().stage();
            if (stage != null && !stage.kind().closed()) {
                byStage.computeIfAbsent(stage, s -> new ArrayList<>()).add(entry);
            }
        });
        List<StageTime> stages = new ArrayList<>();
        byStage.forEach((stage, entries) -> {
            if (!entries.isEmpty()) {
                stages.add(stageTime(stage, entries));
            }
        });
        return stages;
    }

    List<UnmappedState> toUnmapped() {
        return cells.entrySet().stream()
                .filter(entry -> entry.getKey().stage() == null)
                .sorted(MOST_TIME_FIRST)
                .map(entry -> new UnmappedState(
                        entry.getKey().tool(),
                        entry.getKey().state(),
                        entry.getValue().projects(),
                        entry.getValue().toStatistics()))
                .toList();
    }

    /** Asks the definition again: a visit knows its stage, but not whether a category or a guess gave it. */
    List<GuessedMapping> toGuessed() {
        record State(ToolInstance tool, NativeState state) {}
        Map<State, Long> visits = new HashMap<>();
        cells.forEach((key, cell) -> visits.merge(new State(key.tool(), key.state()), cell.n(), Long::sum));
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

    private static StageTime stageTime(Stage stage, List<Map.Entry<StateKey, VisitCell>> entries) {
        VisitCell all = new VisitCell();
        List<StateTime> states = new ArrayList<>();
        for (Map.Entry<StateKey, VisitCell> entry : entries) {
            all.merge(entry.getValue());
            states.add(new StateTime(
                    entry.getKey().tool(),
                    entry.getKey().state(),
                    entry.getValue().toStatistics()));
        }
        return new StageTime(stage, all.toStatistics(), states);
    }

    /** A sub-task's visit can reach into the next cycle and is then listed in both; it counts where it began. */
    static boolean belongsTo(ItemFlow flow, Instant cycleEnd, Visit visit) {
        boolean notBefore = flow.cycle() == 1 || !visit.start().isBefore(flow.createdAt());
        boolean notAfter = cycleEnd.equals(flow.asOf()) || visit.start().isBefore(cycleEnd);
        return notBefore && notAfter;
    }

    static Instant endOf(ItemFlow flow) {
        List<Segment> segments = flow.segments();
        return segments.isEmpty()
                ? flow.asOf()
                : segments.get(segments.size() - 1).end();
    }

    private void add(Visit visit, String project) {
        Window window = scope.window();
        Instant end = visit.end();
        boolean completed = end != null && window.contains(end);
        boolean openAtEnd = visit.start().isBefore(window.end()) && (end == null || !end.isBefore(window.end()));
        if (!completed && !openAtEnd) {
            return;
        }
        VisitCell cell = cells.computeIfAbsent(
                new StateKey(visit.stage(), visit.artifact().tool(), visit.state()), key -> new VisitCell());
        long from = visit.start().toEpochMilli();
        long to = visit.endOr(scope.request().knowledge().asOf()).toEpochMilli();
        long inWindow = scope.known().overlapMillis(from, to);
        if (completed) {
            cell.addCompleted(to - from, inWindow);
        } else {
            cell.addOpen(scope.known().end().toEpochMilli() - from, inWindow);
        }
        if (visit.stage() == null) {
            cell.addProject(project);
        }
    }

    private static String text(@Nullable String id) {
        return id == null ? "" : id;
    }
}
