package dev.millrace.metrics;

import dev.millrace.flow.ItemFlow;
import java.util.List;
import java.util.TreeSet;

/** Counts items that something is the matter with, and keeps a few as examples: always the same ones, in whatever order they come. */
final class FindingAccumulator {

    private final TreeSet<ItemRef> examples = new TreeSet<>();
    private long items;
    private long occurrences;

    void add(ItemFlow flow, long times) {
        if (times > 0) {
            items++;
            occurrences += times;
            keep(ItemRef.of(flow));
        }
    }

    void merge(FindingAccumulator other) {
        items += other.items;
        occurrences += other.occurrences;
        other.examples.forEach(this::keep);
    }

    QualityFinding toFinding() {
        return new QualityFinding(items, occurrences, List.copyOf(examples));
    }

    private void keep(ItemRef item) {
        examples.add(item);
        if (examples.size() > QualityFinding.EXAMPLES) {
            examples.pollLast();
        }
    }
}
