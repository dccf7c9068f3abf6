package dev.millrace.collect;

import dev.millrace.store.InventoryEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A source that can read items that something else than its own list named, such as a webhook. */
public interface NamedItemsSource extends RevisitingSource {

    /**
     * Reads items. Unless the source says otherwise, all of them belong to it.
     *
     * @param state what the last page handed out
     * @param stored items of the source that are in the store
     * @param unknown items that are not; those that do not belong to what the source reads are left out
     * @throws dev.millrace.http.HttpException if the tool gave no usable answer
     * @throws SourceException if they cannot be read for another reason
     */
    default Revisit visitNamed(Optional<String> state, List<InventoryEntry> stored, List<InventoryEntry> unknown) {
        return visit(Stream.concat(stored.stream(), unknown.stream()).toList());
    }
}
