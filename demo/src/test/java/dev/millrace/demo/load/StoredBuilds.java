package dev.millrace.demo.load;

import dev.millrace.model.FlowEvent;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;

/**
 * Which builds the store of a hub holds when the hub has ended.
 *
 * @param whole the numbers of those of which every event is there
 * @param doubles how many events are there once more
 */
record StoredBuilds(BitSet whole, int doubles) {

    static FlowStore open(Path folder) {
        return SqliteFlowStore.open(folder.resolve("hub.db"), InstantSource.system());
    }

    static StoredBuilds of(Path folder) {
        BitSet seen = new BitSet();
        int[] events = {0};
        try (FlowStore store = open(folder)) {
            store.forEachEvent(new Knowledge(Instant.MAX, Instant.MAX), event -> {
                if (event.artifact().tool().equals(Builds.JENKINS)) {
                    events[0]++;
                    seen.set(Builds.EVENTS * Builds.number(event.artifact()) + place(event));
                }
            });
        }
        BitSet whole = new BitSet();
        for (int first = seen.nextSetBit(0); first >= 0; first = seen.nextSetBit(first + 1)) {
            int number = first / Builds.EVENTS;
            whole.set(
                    number,
                    seen.get(Builds.EVENTS * number, Builds.EVENTS * (number + 1))
                                    .cardinality()
                            == Builds.EVENTS);
        }
        return new StoredBuilds(whole, events[0] - seen.cardinality());
    }

    private static int place(FlowEvent event) {
        String id = event.header().id().value();
        return id.endsWith("created") ? 0 : id.endsWith("started") ? 1 : 2;
    }
}
