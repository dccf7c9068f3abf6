package dev.millrace.metrics.time;

import dev.millrace.flow.HandOff;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Evidence;
import dev.millrace.metrics.ExplanationRow;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.Samples;
import dev.millrace.metrics.time.HandOffStatistics.KindStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the hand-offs of the items done in the window. */
public final class HandOffAccumulator implements Accumulator<ItemFlow, HandOffStatistics, HandOffAccumulator> {

    /** How often work changed hands. */
    public static final FlowMetric<HandOffStatistics> METRIC = new FlowMetric<>(
            new Metric(
                    "hand-offs",
                    "Hand-offs",
                    "hand-offs and duration",
                    "min(end of the waiting, next hand-off) - hand-off",
                    "Changes of assignee, of team, or of the tool between the start and the stop of an "
                            + "item, and the waiting that each falls into or begins. A first assignment is no "
                            + "hand-off. A change of team and tool at once is one hand-off, of the team. Each wait "
                            + "counts once, for the last hand-off before it.",
                    "Value stream mapping (Rother, Shook)"),
            Evidence.of(ItemSelection.DONE, (scope, flow) -> row(flow)),
            scope -> new HandOffAccumulator());

    private final Samples perItem = new Samples();
    private final Map<HandOff.Kind, Long> counts = new EnumMap<>(HandOff.Kind.class);
    private final Map<HandOff.Kind, Samples> waiting = new EnumMap<>(HandOff.Kind.class);

    @Override
    public void add(ItemFlow flow) {
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

    @Override
    public HandOffAccumulator merge(HandOffAccumulator other) {
        perItem.addAll(other.perItem);
        other.counts.forEach((kind, n) -> counts.merge(kind, n, Long::sum));
        other.waiting.forEach((kind, samples) -> of(kind).addAll(samples));
        return this;
    }

    @Override
    public HandOffStatistics result() {
        List<KindStatistics> kinds = new ArrayList<>();
        for (HandOff.Kind kind : HandOff.Kind.values()) {
            if (kind == HandOff.Kind.TEAM && !counts.containsKey(kind)) {
                continue; // without defined teams no change of team can be seen; that is not 0
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

    private static @Nullable ExplanationRow row(ItemFlow flow) {
        if (!flow.started()) {
            return null;
        }
        ExplanationRow row =
                new ExplanationRow().count("handOffs", flow.handOffs().size());
        for (HandOff handOff : flow.handOffs()) {
            ExplanationRow part =
                    new ExplanationRow().word("kind", handOff.kind().text()).at("at", handOff.at());
            row.part(
                    flow.waitingNotSeen()
                            ? part
                            : part.millis("ms", handOff.waiting().toMillis()));
        }
        return row;
    }
}
