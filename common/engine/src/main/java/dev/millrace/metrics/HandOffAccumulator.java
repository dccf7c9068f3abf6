package dev.millrace.metrics;

import dev.millrace.flow.HandOff;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.HandOffStatistics.KindStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects the hand-offs of the items done in the window. */
final class HandOffAccumulator {

    private final Samples perItem = new Samples();
    private final Map<HandOff.Kind, Long> counts = new EnumMap<>(HandOff.Kind.class);
    private final Map<HandOff.Kind, Samples> waiting = new EnumMap<>(HandOff.Kind.class);

    /** Adds an item that was done in the window. */
    void add(ItemFlow flow) {
        if (!flow.started()) {
            return;
        }
        perItem.addWhole(flow.handOffs().size());
        for (HandOff handOff : flow.handOffs()) {
            counts.merge(handOff.kind(), 1L, Long::sum);
            if (!flow.waitingNotSeen()) { // then no waiting after it is not 0
                of(handOff.kind()).addWhole(handOff.waiting().toMillis());
            }
        }
    }

    void merge(HandOffAccumulator other) {
        perItem.addAll(other.perItem);
        other.counts.forEach((kind, n) -> counts.merge(kind, n, Long::sum));
        other.waiting.forEach((kind, samples) -> of(kind).addAll(samples));
    }

    HandOffStatistics toStatistics() {
        List<KindStatistics> kinds = new ArrayList<>();
        for (HandOff.Kind kind : HandOff.Kind.values()) {
            if (kind == HandOff.Kind.TEAM && !counts.containsKey(kind)) {
                continue; // where no teams are defined nobody could have seen one, and none seen is not 0
            }
            Samples samples = waiting.getOrDefault(kind, new Samples());
            kinds.add(new KindStatistics(
                    kind, counts.getOrDefault(kind, 0L), samples.durations(), Duration.ofMillis(samples.wholeSum())));
        }
        return new HandOffStatistics(perItem.percentiles(n -> (long) n), kinds);
    }

    private Samples of(HandOff.Kind kind) {
        return waiting.computeIfAbsent(kind, unseen -> new Samples());
    }
}
