package dev.millrace.store;

import java.util.List;
import java.util.Optional;

/**
 * Sweeps: a source is listed by its keys alone and compared with what is stored of it, to find what was deleted without reading
 * everything again. Beside a sweep the source is read as ever: its cursor stays, and what its pages show counts as met. A sweep ends by
 * {@link CompleteListings#endListing} or {@link CompleteListings#abandonListing}. All methods throw {@link StoreException} if the store
 * cannot be read or written.
 */
public interface Sweeps {

    /**
     * Whether a sweep of the source is under way, or a day has passed since the last one ended. A source that was never swept is due a
     * day after it was first asked about: until then its first run has read everything anyway.
     */
    boolean due(String source);

    /** Begins a sweep, unless one is under way. */
    void begin(String source);

    /** Where the sweep under way is in the list of the source; empty at its beginning. */
    Optional<String> state(String source);

    /**
     * Stores a page of the list in one transaction. What the source lists and has never shown goes onto its watch list, due at once.
     *
     * @param there what is listed
     * @param nextState where the list goes on
     */
    void page(String source, List<Listed> there, String nextState);

    /** How far the sweep under way is; empty if none is. */
    Optional<Listing> listing(String source);

    /** What the source has shown at some time and not since the sweep began, by its key. */
    List<Listed> unmet(String source);
}
