package dev.millrace.demo.bench;

import dev.millrace.chain.ItemFlows;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The pure engine: items that are read, decoded and sorted already, to their flows, in one thread. */
public final class EngineMeasure {

    /**
     * What is measured.
     *
     * @param items how many
     * @param given the events of their histories and chains; those of a build that serves three items count three times, because
     *     each of the items walks over them
     * @param distinct the same, each event once
     */
    public record Mix(int items, long given, long distinct) {}

    /**
     * How fast it was.
     *
     * @param rounds how often all items were computed after the warm-up
     * @param cpu what that cost this process in CPU time, with garbage collection and compilation
     */
    public record Speed(int rounds, Duration cpu) {
        /** So many of a mix in a second of CPU time. */
        public double perSecond(long ofTheMix) {
            return rounds * (double) ofTheMix * Duration.ofSeconds(1).toNanos() / cpu.toNanos();
        }
    }

    private final List<ItemHistory> items = new ArrayList<>();
    private final Mix mix;
    private final FlowAlgebra algebra;
    private final Instant asOf;

    private EngineMeasure(FlowStore store, Definition definition, Knowledge knowledge, int most) {
        ItemFlows flows = new ItemFlows(store, knowledge, definition);
        this.asOf = knowledge.asOf();
        this.algebra = flows.ofAll(definition.streams().get(0), Instant.MIN);
        flows.chains().forEachItem(item -> {
            if (items.size() < most) {
                items.add(item);
            }
        });
        this.mix = mix(items);
    }

    /** Reads the first items of a store, at most so many, into memory; all are read by the first stream of the definition. */
    public static EngineMeasure of(FlowStore store, Definition definition, Knowledge knowledge, int most) {
        return new EngineMeasure(store, definition, knowledge, most);
    }

    /** What will be measured. */
    public Mix mix() {
        return mix;
    }

    /** Computes all items again and again, until that much CPU time is spent. */
    public Speed run(Duration warmUp, Duration measured) {
        Cpu cpu = new Cpu();
        for (long end = cpu.nanos() + warmUp.toNanos(); cpu.nanos() < end; ) {
            round();
        }
        long begin = cpu.nanos();
        int rounds = 0;
        do {
            round();
            rounds++;
        } while (cpu.nanos() - begin < measured.toNanos());
        return new Speed(rounds, Duration.ofNanos(cpu.nanos() - begin));
    }

    /** Computes all items once; gives the number of cycles. */
    public int round() {
        int cycles = 0;
        for (ItemHistory item : items) {
            List<ItemFlow> flows = algebra.flows(item, asOf);
            cycles += flows.size();
        }
        return cycles;
    }

    private static Mix mix(List<ItemHistory> items) {
        long given = 0;
        Map<ArtifactId, Integer> once = new HashMap<>();
        for (ItemHistory item : items) {
            for (ArtifactHistory history : parts(item)) {
                given += history.events().size();
                once.put(history.artifact(), history.events().size());
            }
        }
        return new Mix(
                items.size(),
                given,
                once.values().stream().mapToLong(Integer::longValue).sum());
    }

    private static List<ArtifactHistory> parts(ItemHistory item) {
        List<ArtifactHistory> parts = new ArrayList<>(List.of(item.item()));
        parts.addAll(item.subTasks());
        parts.addAll(item.blockers().values());
        for (ChainedChange change : item.changes()) {
            Stream.concat(Stream.of(change.source()), change.attempts().stream())
                    .filter(history -> !parts.contains(history))
                    .forEach(parts::add);
        }
        return parts;
    }
}
