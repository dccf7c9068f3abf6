package dev.millrace.collect;

import dev.millrace.store.InventoryEntry;
import java.util.List;
import java.util.Optional;

/** A source that can list what is there without reading it, so that what was deleted is found at little cost. */
public interface InventorySource extends RevisitingSource {

    /**
     * A page of the list.
     *
     * @param there what is there
     * @param nextState where the list goes on
     * @param last whether the list ends with this page; a source that cannot be sure that it listed all throws instead
     */
    record InventoryPage(List<InventoryEntry> there, String nextState, boolean last) {

        /** Copies the list. */
        public InventoryPage {
            there = List.copyOf(there);
        }
    }

    /**
     * Lists the page behind that state.
     *
     * @param state what the page before handed out, in this process or another; empty for the first
     * @throws dev.millrace.http.HttpException if the tool gave no usable answer
     * @throws SourceException if the list cannot be read, or is not whole
     */
    InventoryPage inventory(Optional<String> state);
}
