package dev.millrace.metrics.time;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Bootstrap;
import dev.millrace.metrics.Evidence;
import dev.millrace.metrics.ExplanationRow;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.Samples;
import dev.millrace.metrics.time.Bottleneck.Candidate;
import dev.millrace.metrics.time.Bottleneck.Lead;
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects the waits of items and decides which stage holds the stream up. */
public final class BottleneckAccumulator implements Accumulator<ItemFlow, Bottleneck, BottleneckAccumulator> {

    /** Which stage holds the stream up. */
    public static final FlowMetric<Bottleneck> METRIC = new FlowMetric<>(
            new Metric(
                    "bottleneck",
                    "Bottleneck",
                    "lead in the share of waiting visit-time",
                    "(waiting visit-time in the first stage - in the second) / waiting visit-time in all stages",
                    "The stage with most of the waiting inside the window, as visit-time: each visit "
                            + "counts once, however many items it holds, including open visits. It is named only "
                            + "if its lead over the second stage is statistically significant (90%): the 90% "
                            + "confidence interval of the lead, from 1,000 resamples of the items with a fixed "
                            + "seed, excludes 0.",
                    "our own: there is no shared definition"),
            Evidence.of(ItemSelection.TOUCHING, BottleneckAccumulator::row)
                    .with(scope -> new ExplanationRow()
                            .count("seed", BottleneckAccumulator.SEED)
                            .count("resamples", Bootstrap.RESAMPLES)),
            BottleneckAccumulator::new);

    static final long SEED = 20_260_101;

    private final ReportScope scope;
    private final WaitColumns waits = new WaitColumns();

    BottleneckAccumulator(ReportScope scope) {
        this.scope = scope;
    }

    @Override
    public void add(ItemFlow flow) {
        List<TimelineVisit> own = waits(flow);
        own.removeIf(wait -> millis(wait) == 0);
        if (!own.isEmpty()) {
            waits.add(flow.item().artifact(), flow.cycle(), own);
        }
    }

    /** The waits of one cycle. */
    private static List<TimelineVisit> waits(ItemFlow flow) {
        return TimelineVisit.of(flow).stream()
                .filter(visit -> visit.kind() == SegmentKind.WAITING)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @Override
    public BottleneckAccumulator merge(BottleneckAccumulator other) {
        waits.addAll(other.waits);
        return this;
    }

    @Override
    public Bottleneck result() {
        WaitColumns.Distinct once = waits.eachVisitOnce();
        List<Candidate> candidates = candidates(once);
        int items = once.cycles();
        if (candidates.size() < 2) {
            return new Bottleneck(null, null, items, candidates);
        }
        Lead lead = lead(once, candidates);
        return new Bottleneck(lead.shown() ? candidates.get(0).stage() : null, lead, items, candidates);
    }

    private List<Candidate> candidates(WaitColumns.Distinct once) {
        Map<Stage, StageWaits> byStage = new LinkedHashMap<>();
        long[] all = new long[1];
        once.forEach((cycle, stage, start, end, open, repeat) -> {
            StageWaits of = byStage.computeIfAbsent(stage, unseen -> new StageWaits());
            of.add(scope, start, end, open, repeat);
            all[0] += scope.inWindow(start, end);
        });
        return byStage.entrySet().stream()
                .map(entry -> entry.getValue().candidate(entry.getKey(), all[0]))
                .sorted(Comparator.comparing(Candidate::time)
                        .reversed()
                        .thenComparing(candidate -> scope.stream().position(candidate.stage())))
                .toList();
    }

    /** The visits to one stage, summed. */
    private static final class StageWaits {
        private final Samples completed = new Samples();
        private long time;
        private long visits;
        private long arrivals;
        private long repeats;

        void add(ReportScope scope, Instant start, Instant end, boolean open, boolean repeat) {
            visits++;
            time += scope.inWindow(start, end);
            arrivals += scope.known().contains(start) ? 1 : 0;
            repeats += repeat ? 1 : 0;
            if (!open && !end.isAfter(scope.known().end())) {
                completed.addWhole(Duration.between(start, end).toMillis());
            }
        }

        Candidate candidate(Stage stage, long all) {
            return new Candidate(
                    stage,
                    Duration.ofMillis(time),
                    (double) time / all,
                    visits,
                    arrivals,
                    completed.size(),
                    repeats,
                    completed.durations());
        }
    }

    /** The lead of the first stage over the second: of each cycle with a wait, how much longer it waited in the first, and in all. */
    private Lead lead(WaitColumns.Distinct once, List<Candidate> candidates) {
        Stage first = candidates.get(0).stage();
        Stage second = candidates.get(1).stage();
        double[] leads = new double[once.cycles()];
        double[] all = new double[once.cycles()];
        once.forEach((cycle, stage, start, end, open, repeat) -> {
            long time = scope.inWindow(start, end);
            leads[cycle] += stage.equals(first) ? time : stage.equals(second) ? -time : 0;
            all[cycle] += time;
        });
        Bootstrap.Interval interval = Bootstrap.interval(Bootstrap.ratio(leads, all, new SplittableRandom(SEED)));
        return new Lead(Arrays.stream(leads).sum() / Arrays.stream(all).sum(), interval.low(), interval.high());
    }

    private long millis(TimelineVisit wait) {
        return scope.inWindow(wait.start(), wait.end());
    }

    /** A visit that serves several items stands in the row of each, by the same source. */
    private static @Nullable ExplanationRow row(ReportScope scope, ItemFlow flow) {
        ExplanationRow row = new ExplanationRow();
        for (TimelineVisit wait : waits(flow)) {
            long inWindow = scope.inWindow(wait.start(), wait.end());
            if (inWindow > 0) {
                row.part(new ExplanationRow()
                        .stage(wait.stage())
                        .word("source", wait.source().toString())
                        .at("start", wait.start())
                        .at("end", wait.end())
                        .is("open", wait.open())
                        .is("again", wait.repeat())
                        .millis("inWindowMs", inWindow));
            }
        }
        return row.ifParts();
    }
}
