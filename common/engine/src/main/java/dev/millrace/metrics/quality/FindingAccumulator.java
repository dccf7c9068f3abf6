package dev.millrace.metrics.quality;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.ItemRef;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** Counts items that something is the matter with, and keeps a few as examples: always the same ones, in whatever order they come. */
public final class FindingAccumulator implements Accumulator<ItemFlow, QualityFinding, FindingAccumulator> {

    private final ToLongFunction<ItemFlow> times;
    private final TreeSet<ItemRef> examples = new TreeSet<>();
    private long items;
    private long occurrences;

    /**
     * A finding.
     *
     * @param times how often it occurs in an item
     */
    public FindingAccumulator(ToLongFunction<ItemFlow> times) {
        this.times = times;
    }

    @Override
    public void add(ItemFlow flow) {
        long n = times.applyAsLong(flow);
        if (n > 0) {
            items++;
            occurrences += n;
            keep(ItemRef.of(flow));
        }
    }

    @Override
    public FindingAccumulator merge(FindingAccumulator other) {
        items += other.items;
        occurrences += other.occurrences;
        other.examples.forEach(this::keep);
        return this;
    }

    @Override
    public QualityFinding result() {
        return new QualityFinding(items, occurrences, List.copyOf(examples));
    }

    private void keep(ItemRef item) {
        examples.add(item);
        if (examples.size() > QualityFinding.EXAMPLES) {
            examples.pollLast();
        }
    }
}
