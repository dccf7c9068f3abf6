package dev.millrace.metrics.load;

import dev.millrace.flow.ItemFlow;
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
import dev.millrace.metrics.Shares;
import dev.millrace.metrics.load.InProgress.Entry;
import dev.millrace.metrics.load.InProgress.Place;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.ServiceLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the items in progress that can be among the worst, and counts the others. */
public final class InProgressAccumulator implements Accumulator<ItemFlow, InProgress, InProgressAccumulator> {

    /** What is in progress and where it waits. */
    public static final FlowMetric<InProgress> METRIC = new FlowMetric<>(
            new Metric(
                    "in-progress",
                    "In progress now",
                    "items",
                    "items in progress with age, stage and time in the stage; late = age > limit",
                    "Items in progress at the end of the window, or at as-of if that is earlier, worst first: late "
                            + "ones by age, then those that wait, then the others, by their time in the present "
                            + "stage. An item is late if it is older than the service level expectation of the "
                            + "stream, or if there is none, than the 85th percentile of the flow time of the items "
                            + "done in the window.",
                    "Kanban Guide: work item age, service level expectation"),
            Evidence.of(ItemSelection.TOUCHING, InProgressAccumulator::row)
                    .with(scope -> new ExplanationRow().at("at", scope.at())),
            InProgressAccumulator::new);

    private static final Comparator<Entry> OLDEST =
            Comparator.comparing(Entry::start).thenComparing(Entry::item);
    private static final Comparator<Entry> LONGEST =
            Comparator.comparing((Entry entry) -> entry.place().since()).thenComparing(OLDEST);

    private final ReportScope scope;
    private final Samples flowTimes = new Samples();
    private final Samples ages = new Samples();
    private final TreeSet<Entry> oldest = new TreeSet<>(OLDEST);
    private final TreeSet<Entry> waitingLongest = new TreeSet<>(LONGEST);
    private final TreeSet<Entry> activeLongest = new TreeSet<>(LONGEST);
    private long waiting;

    InProgressAccumulator(ReportScope scope) {
        this.scope = scope;
    }

    @Override
    public void add(ItemFlow flow) {
        if (ItemSelection.STOPPED.test(scope, flow)) {
            flow.flowTime().measured().ifPresent(time -> flowTimes.addWhole(time.toMillis()));
        }
        Instant start = flow.start();
        if (!scope.inFlow(flow) || start == null) {
            return;
        }
        Duration age = Duration.between(start, scope.at());
        ages.addWhole(age.toMillis());
        Place.of(flow, scope.at()).ifPresent(place -> {
            waiting += place.waits() ? 1 : 0;
            keep(new Entry(
                    ItemRef.of(flow), flow.item().title(), flow.typeAt(scope.at()), start, age, place, false, none()));
        });
    }

    @Override
    public InProgressAccumulator merge(InProgressAccumulator other) {
        flowTimes.addAll(other.flowTimes);
        ages.addAll(other.ages);
        waiting += other.waiting;
        Stream.of(other.oldest, other.waitingLongest, other.activeLongest).forEach(set -> set.forEach(this::keep));
        return this;
    }

    @Override
    public InProgress result() {
        ServiceLevel expectation = scope.stream().expectation();
        Figure<Duration> limit =
                expectation == null ? flowTimes.durations().map(Percentiles::p85) : Figure.of(expectation.within());
        Figure<Double> met = expectation == null
                ? none()
                : Shares.of(
                        flowTimes.size() - flowTimes.above(expectation.within().toMillis()), flowTimes.size());
        return new InProgress(
                scope.at(),
                expectation,
                met,
                limit,
                flowTimes.size(),
                ages.size(),
                limit.map(time -> ages.above(time.toMillis())),
                waiting,
                worst(limit.measured().orElse(null)));
    }

    private List<Entry> worst(@Nullable Duration limit) {
        List<Entry> worst = new ArrayList<>();
        oldest.stream().filter(entry -> isLate(entry, limit)).forEach(entry -> worst.add(judged(entry, true)));
        Stream.of(waitingLongest, activeLongest)
                .forEach(set -> set.stream()
                        .filter(entry -> !isLate(entry, limit))
                        .forEach(entry -> worst.add(judged(entry, false))));
        return worst.stream().limit(InProgress.NAMED).toList();
    }

    private static boolean isLate(Entry entry, @Nullable Duration limit) {
        return limit != null && entry.age().compareTo(limit) > 0;
    }

    private Entry judged(Entry entry, boolean late) {
        long shorter = flowTimes.size() - flowTimes.above(entry.age().toMillis() - 1);
        return new Entry(
                entry.item(),
                entry.title(),
                entry.type(),
                entry.start(),
                entry.age(),
                entry.place(),
                late,
                Shares.of(shorter, flowTimes.size()));
    }

    private void keep(Entry entry) {
        keep(oldest, entry);
        keep(entry.place().waits() ? waitingLongest : activeLongest, entry);
    }

    /** Twice as many as are named: some of those that are longest in their stage are named as late already. */
    private static void keep(NavigableSet<Entry> set, Entry entry) {
        set.add(entry);
        if (set.size() > 2 * InProgress.NAMED) {
            set.pollLast();
        }
    }

    private static <T> Figure<T> none() {
        return new Figure.Unknown<>(Reason.of(Reason.Code.NO_ITEMS));
    }

    private static @Nullable ExplanationRow row(ReportScope scope, ItemFlow flow) {
        Optional<Duration> done = flow.flowTime().measured();
        if (done.isPresent() && ItemSelection.STOPPED.test(scope, flow)) {
            return new ExplanationRow()
                    .word("role", "done")
                    .millis("ms", done.get().toMillis());
        } else if (!scope.inFlow(flow) || flow.start() == null) {
            return null;
        }
        ExplanationRow row = new ExplanationRow()
                .word("role", "in-flow")
                .at("start", flow.start())
                .millis("ms", Duration.between(flow.start(), scope.at()).toMillis());
        Place.of(flow, scope.at())
                .ifPresent(place -> row.stage(place.stage())
                        .word("kind", place.kind().text())
                        .at("since", place.since())
                        .word("source", place.source().toString()));
        return row;
    }
}
