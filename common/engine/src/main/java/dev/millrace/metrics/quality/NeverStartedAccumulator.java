package dev.millrace.metrics.quality;

import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Visit;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Evidence;
import dev.millrace.metrics.ExplanationRow;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.Shares;
import dev.millrace.metrics.quality.NeverStarted.Cause;
import dev.millrace.metrics.quality.NeverStarted.Path;
import dev.millrace.model.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects items done without a start, by reason and by the way they took. */
public final class NeverStartedAccumulator implements Accumulator<ItemFlow, NeverStarted, NeverStartedAccumulator> {

    /** What was done without ever starting. */
    public static final FlowMetric<NeverStarted> METRIC = new FlowMetric<>(
            new Metric(
                    "never-started",
                    "Done without WIP (\"skipped progress\")",
                    "share of items done",
                    "count(items done without a start) / count(items done)",
                    "Items done in the window that were seen in no active or waiting stage. They count "
                            + "in velocity and lead time. Their flow time is unknown, not 0.",
                    "our own"),
            Evidence.of(ItemSelection.DONE, (scope, flow) -> new ExplanationRow().at("start", flow.start())),
            scope -> new NeverStartedAccumulator());

    private static final Comparator<Path> MOST_FREQUENT_FIRST =
            Comparator.comparingLong(Path::n).reversed().thenComparing(path -> String.join("\n", path.states()));

    private final Map<Reason.Code, Map<List<String>, Long>> paths = new EnumMap<>(Reason.Code.class);
    private long done;

    @Override
    public void add(ItemFlow flow) {
        done++;
        if (!flow.started()) {
            Reason.Code code = flow.flowTime().reason().map(Reason::code).orElse(Reason.Code.NEVER_STARTED);
            count(code, path(flow), 1);
        }
    }

    @Override
    public NeverStartedAccumulator merge(NeverStartedAccumulator other) {
        done += other.done;
        other.paths.forEach((code, taken) -> taken.forEach((path, n) -> count(code, path, n)));
        return this;
    }

    @Override
    public NeverStarted result() {
        List<Cause> causes = new ArrayList<>();
        paths.forEach((code, taken) -> causes.add(cause(code, taken)));
        causes.sort(Comparator.comparingLong(Cause::n).reversed().thenComparing(Cause::code));
        long n = causes.stream().mapToLong(Cause::n).sum();
        return new NeverStarted(n, Shares.of(n, done), causes);
    }

    private static Cause cause(Reason.Code code, Map<List<String>, Long> taken) {
        long n = taken.values().stream().mapToLong(Long::longValue).sum();
        List<Path> top = taken.entrySet().stream()
                .map(entry -> new Path(entry.getKey(), entry.getValue()))
                .sorted(MOST_FREQUENT_FIRST)
                .limit(NeverStarted.PATHS)
                .toList();
        return new Cause(code, n, top, n - top.stream().mapToLong(Path::n).sum());
    }

    /** The item's own states from the beginning of the cycle to the one that made it done, repetitions left out. */
    private static List<String> path(ItemFlow flow) {
        Instant stop = flow.stop();
        List<String> names = new ArrayList<>();
        for (Visit visit : flow.visits()) {
            boolean own = visit.artifact().equals(flow.item().artifact());
            boolean inTime = stop == null || !visit.start().isAfter(stop);
            String name = visit.state().name();
            if (own
                    && inTime
                    && (names.isEmpty() || !names.get(names.size() - 1).equals(name))) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }

    private void count(Reason.Code code, List<String> path, long n) {
        paths.computeIfAbsent(code, key -> new HashMap<>()).merge(path, n, Long::sum);
    }
}
