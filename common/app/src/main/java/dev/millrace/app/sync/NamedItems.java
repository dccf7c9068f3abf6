package dev.millrace.app.sync;

import dev.millrace.collect.NamedItemsSource;
import dev.millrace.collect.SyncKernel;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Knowledge;
import dev.millrace.store.CommitResult;
import dev.millrace.store.FlowStore;
import dev.millrace.store.InventoryEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Things of one source that its tool named, read between two syncs. */
final class NamedItems {

    private static final Knowledge EVERYTHING = new Knowledge(Instant.MAX, Instant.MAX);

    private NamedItems() {}

    /**
     * One of them.
     *
     * @param handle what the source calls it
     * @param deleted whether the tool said that it deleted it
     */
    record Named(ArtifactId artifact, String handle, boolean deleted) {}

    /** Reads them, as many at once as the source can. */
    static CommitResult read(FlowStore store, NamedItemsSource source, List<Named> items) {
        CommitResult result = CommitResult.NOTHING;
        for (int from = 0; from < items.size(); from += source.visitsAtOnce()) {
            result = result.plus(visit(
                    store, source, items.subList(from, Math.min(items.size(), from + source.visitsAtOnce()))));
        }
        return result;
    }

    private static CommitResult visit(FlowStore store, NamedItemsSource source, List<Named> items) {
        Set<ArtifactId> known = new HashSet<>();
        store.histories(items.stream().map(Named::artifact).toList(), EVERYTHING)
                .forEach(history -> known.add(history.artifact()));
        List<InventoryEntry> stored = new ArrayList<>();
        List<InventoryEntry> unknown = new ArrayList<>();
        Set<ArtifactId> deleted = new HashSet<>();
        for (Named item : items) {
            (known.contains(item.artifact()) ? stored : unknown)
                    .add(new InventoryEntry(item.artifact(), item.handle()));
            if (item.deleted()) {
                deleted.add(item.artifact());
            }
        }
        return new SyncKernel(store).visitNamed(source, stored, unknown, deleted);
    }
}
