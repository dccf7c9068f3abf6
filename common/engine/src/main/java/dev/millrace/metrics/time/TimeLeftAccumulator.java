package dev.millrace.metrics.time;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Samples;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.time.TimeLeft.Next;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects how long items took from a stage on that were done in a window. */
public final class TimeLeftAccumulator implements Accumulator<ItemFlow, TimeLeft, TimeLeftAccumulator> {

    private final Stage stage;
    private final Window window;
    private final Samples left = new Samples();
    private final Map<Optional<Stage>, Long> next = new HashMap<>();

    /** Of visits to that stage, of items that stopped in that window. */
    public TimeLeftAccumulator(Stage stage, Window window) {
        this.stage = Objects.requireNonNull(stage, "stage");
        this.window = Objects.requireNonNull(window, "window");
    }

    @Override
    public void add(ItemFlow flow) {
        @Nullable Instant stop = flow.knownStop();
        if (flow.status() != ItemFlow.Status.DONE || stop == null || !window.contains(stop)) {
            return;
        }
        for (TimelineVisit visit : TimelineVisit.of(flow)) {
            if (visit.stage().equals(stage)) {
                left.addWhole(Duration.between(visit.start(), stop).toMillis());
                next.merge(
                        Optional.ofNullable(visit.next())
                                .filter(other -> !other.kind().closed()),
                        1L,
                        Long::sum);
            }
        }
    }

    @Override
    public TimeLeftAccumulator merge(TimeLeftAccumulator other) {
        left.addAll(other.left);
        other.next.forEach((stages, visits) -> next.merge(stages, visits, Long::sum));
        return this;
    }

    @Override
    public TimeLeft result() {
        return new TimeLeft(
                stage,
                left.durations(),
                next.entrySet().stream()
                        .map(entry -> new Next(entry.getKey().orElse(null), entry.getValue()))
                        .sorted(Comparator.comparingLong(Next::visits)
                                .reversed()
                                .thenComparing(after -> after.stage() == null
                                        ? ""
                                        : after.stage().name()))
                        .toList());
    }
}
