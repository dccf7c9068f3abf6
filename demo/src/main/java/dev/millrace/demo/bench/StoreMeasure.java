package dev.millrace.demo.bench;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.store.KnownFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How fast a store gives back what it holds. */
public final class StoreMeasure {

    private static final int LOOKED_UP = 2_000;
    private static final double NANOS = 1e9;

    private final KnownFacts store;
    private final Knowledge knowledge;

    /** Of that store, as of then. */
    public StoreMeasure(KnownFacts store, Knowledge knowledge) {
        this.store = Objects.requireNonNull(store, "store");
        this.knowledge = Objects.requireNonNull(knowledge, "knowledge");
    }

    /** Reads everything once, and some items by their ids. */
    public List<Measured> run() {
        long[] events = {0};
        long[] items = {0};
        List<ArtifactId> some = new ArrayList<>();
        long begin = System.nanoTime();
        store.forEachItem(knowledge, item -> {
            events[0] += item.item().events().size();
            if (items[0]++ % Math.max(1, items[0] / LOOKED_UP) == 0 && some.size() < LOOKED_UP) {
                some.add(item.item().artifact());
            }
        });
        long read = System.nanoTime();
        for (ArtifactKind kind :
                List.of(ArtifactKind.PULL_REQUEST, ArtifactKind.COMMIT, ArtifactKind.BUILD, ArtifactKind.DEPLOYMENT)) {
            store.forEachArtifact(
                    kind, knowledge, history -> events[0] += history.events().size());
        }
        double perSecond = events[0] * NANOS / (System.nanoTime() - begin);
        long looking = System.nanoTime();
        some.forEach(item -> store.item(item, knowledge));
        double micros = (System.nanoTime() - looking) / 1e3 / Math.max(1, some.size());
        return List.of(
                new Measured("read", "read, whole histories", perSecond, "events/s"),
                new Measured("issues", "all issues read", (read - begin) / NANOS, "s"),
                new Measured("look-up", "one issue by its id", micros, "us"));
    }
}
