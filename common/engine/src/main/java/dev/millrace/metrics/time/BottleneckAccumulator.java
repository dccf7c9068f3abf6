package dev.millrace.metrics.time;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Evidence;
import dev.millrace.metrics.ExplanationRow;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.Samples;
import dev.millrace.metrics.time.Bottleneck.Candidate;
import dev.millrace.metrics.time.Bottleneck.Lead;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
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
                            .count("resamples", BottleneckAccumulator.RESAMPLES)),
            BottleneckAccumulator::new);

    static final int RESAMPLES = 1_000;
    static final long SEED = 20_260_101;
    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    /** One visit to a waiting stage; {@code source} and {@code start} identify it however many items it serves. */
    private record Wait(
            ArtifactId item,
            int cycle,
            ArtifactId source,
            Stage stage,
            Instant start,
            Instant end,
            boolean open,
            boolean repeat) {

        /** An order without ties: the waits of one cycle do not overlap. */
        static final Comparator<Wait> ORDER =
                Comparator.comparing(Wait::item).thenComparingInt(Wait::cycle).thenComparing(Wait::start);
    }

    private record WaitingVisit(ArtifactId source, Stage stage, Instant start) {}

    private record Cycle(ArtifactId item, int cycle) {}

    private final ReportScope scope;
    private final List<Wait> waits = new ArrayList<>();

    BottleneckAccumulator(ReportScope scope) {
        this.scope = scope;
    }

    @Override
    public void add(ItemFlow flow) {
        for (Wait wait : waits(flow)) {
            if (millis(wait) > 0) {
                waits.add(wait);
            }
        }
    }

    /** The waits of one cycle. */
    private static List<Wait> waits(ItemFlow flow) {
        return TimelineVisit.of(flow).stream()
                .filter(visit -> visit.kind() == SegmentKind.WAITING)
                .map(visit -> new Wait(
                        flow.item().artifact(),
                        flow.cycle(),
                        visit.source(),
                        visit.stage(),
                        visit.start(),
                        visit.end(),
                        visit.open(),
                        visit.repeat()))
                .toList();
    }

    @Override
    public BottleneckAccumulator merge(BottleneckAccumulator other) {
        waits.addAll(other.waits);
        return this;
    }

    @Override
    public Bottleneck result() {
        List<Wait> once = eachVisitOnce();
        List<Candidate> candidates = candidates(once);
        Map<Cycle, long[]> rows = rows(once, candidates);
        if (candidates.size() < 2) {
            return new Bottleneck(null, null, rows.size(), candidates);
        }
        Lead lead = lead(List.copyOf(rows.values()));
        return new Bottleneck(lead.shown() ? candidates.get(0).stage() : null, lead, rows.size(), candidates);
    }

    /** A wait of one pull request is one visit, however many items the pull request serves: the first item has it. */
    private List<Wait> eachVisitOnce() {
        Set<WaitingVisit> seen = new HashSet<>();
        return waits.stream()
                .sorted(Wait.ORDER)
                .filter(wait -> seen.add(new WaitingVisit(wait.source(), wait.stage(), wait.start())))
                .toList();
    }

    private List<Candidate> candidates(List<Wait> once) {
        Map<Stage, List<Wait>> byStage = new LinkedHashMap<>();
        once.forEach(wait -> byStage.computeIfAbsent(wait.stage(), stage -> new ArrayList<>())
                .add(wait));
        long all = once.stream().mapToLong(this::millis).sum();
        return byStage.entrySet().stream()
                .map(entry -> candidate(entry.getKey(), entry.getValue(), all))
                .sorted(Comparator.comparing(Candidate::time)
                        .reversed()
                        .thenComparing(candidate -> scope.stream().position(candidate.stage())))
                .toList();
    }

    private Candidate candidate(Stage stage, List<Wait> visits, long all) {
        Samples completed = new Samples();
        long time = 0;
        long arrivals = 0;
        long repeats = 0;
        for (Wait wait : visits) {
            time += millis(wait);
            arrivals += scope.known().contains(wait.start()) ? 1 : 0;
            repeats += wait.repeat() ? 1 : 0;
            if (!wait.open() && !wait.end().isAfter(scope.known().end())) {
                completed.addWhole(Duration.between(wait.start(), wait.end()).toMillis());
            }
        }
        return new Candidate(
                stage,
                Duration.ofMillis(time),
                (double) time / all,
                visits.size(),
                arrivals,
                completed.size(),
                repeats,
                completed.durations());
    }

    /** Per item the time in the first stage, in the second, and in all. */
    private Map<Cycle, long[]> rows(List<Wait> once, List<Candidate> candidates) {
        Map<Cycle, long[]> rows = new LinkedHashMap<>();
        for (Wait wait : once) {
            long[] row = rows.computeIfAbsent(new Cycle(wait.item(), wait.cycle()), unseen -> new long[3]);
            for (int i = 0; i < Math.min(2, candidates.size()); i++) {
                if (candidates.get(i).stage().equals(wait.stage())) {
                    row[i] += millis(wait);
                }
            }
            row[2] += millis(wait);
        }
        return rows;
    }

    private static Lead lead(List<long[]> rows) {
        // in arrays of their own: this picks some ten thousand rows some thousand times
        long[] ahead = rows.stream().mapToLong(row -> row[0] - row[1]).toArray();
        long[] whole = rows.stream().mapToLong(row -> row[2]).toArray();
        SplittableRandom random = new SplittableRandom(SEED);
        double[] leads = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            long lead = 0;
            long all = 0;
            for (int j = ahead.length; j > 0; j--) {
                int row = random.nextInt(ahead.length);
                lead += ahead[row];
                all += whole[row];
            }
            leads[i] = (double) lead / all;
        }
        Arrays.sort(leads);
        return new Lead(value(rows), leads[(int) (LOW * RESAMPLES)], leads[(int) (HIGH * RESAMPLES) - 1]);
    }

    private static double value(List<long[]> rows) {
        long first = rows.stream().mapToLong(row -> row[0]).sum();
        long second = rows.stream().mapToLong(row -> row[1]).sum();
        long all = rows.stream().mapToLong(row -> row[2]).sum();
        return (double) (first - second) / all;
    }

    private long millis(Wait wait) {
        return scope.inWindow(wait.start(), wait.end());
    }

    /** A visit that serves several items stands in the row of each, by the same source. */
    private static @Nullable ExplanationRow row(ReportScope scope, ItemFlow flow) {
        ExplanationRow row = new ExplanationRow();
        for (Wait wait : waits(flow)) {
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
