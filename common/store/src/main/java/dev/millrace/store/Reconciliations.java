package dev.millrace.store;

import java.util.List;
import java.util.Optional;

/**
 * Reconciliations: a source is listed by its keys alone and compared with what is stored of it, to find what was deleted without reading
 * everything again. Beside a reconciliation the source is read as ever: its cursor stays, and what its pages show counts as met. A reconciliation ends by
 * {@link CompleteListings#endListing} or {@link CompleteListings#abandonListing}. All methods throw {@link StoreException} if the store
 * cannot be read or written.
 */
public interface Reconciliations {

    /**
     * Whether a reconciliation of the source is under way, or a day has passed since the last one ended. A source that was never reconciled is due a
     * day after it was first asked about: until then its first run has read everything anyway.
     */
    boolean due(String source);

    /** Begins a reconciliation, unless one is under way. */
    void begin(String source);

    /** Where the reconciliation under way is in the list of the source; empty at its beginning. */
    Optional<String> state(String source);

    /**
     * Stores a page of the list in one transaction. What the source lists and has never shown goes onto its watch list, due at once.
     *
     * @param there what is listed
     * @param nextState where the list goes on
     */
    void page(String source, List<InventoryEntry> there, String nextState);

    /** How far the reconciliation under way is; empty if none is. */
    Optional<Listing> listing(String source);

    /** What the source has shown at some time and not since the reconciliation began, by its key. */
    List<InventoryEntry> unmet(String source);
}
