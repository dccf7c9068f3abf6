package dev.millrace.metrics;

import dev.millrace.flow.ItemFlow;
import java.util.List;
import java.util.TreeSet;

/** Counts items that something is the matter with, and keeps a few as examples: always the same ones, in whatever order they come. */
final class FindingTally {

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

    void merge(FindingTally other) {
        items += other.items;
        occurrences += other.occurrences;
        other.examples.forEach(this::keep);
    }

    Finding toFinding() {
        return new Finding(items, occurrences, List.copyOf(examples));
    }

    private void keep(ItemRef item) {
        examples.add(item);
        if (examples.size() > Finding.EXAMPLES) {
            examples.pollLast();
        }
    }
}
