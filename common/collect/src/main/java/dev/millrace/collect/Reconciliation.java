package dev.millrace.collect;

import dev.millrace.model.ArtifactId;
import dev.millrace.store.CommitResult;
import dev.millrace.store.InventoryEntry;
import dev.millrace.store.Listing;
import dev.millrace.store.Reconciliations;
import dev.millrace.store.SyncStore;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a source no longer has, without reading everything. It lists the keys and requests each stored item that is missing in
 * the list. Only an item that the source then reports as not existing is retracted, all of them in one transaction. Goes on where an earlier
 * process was broken off. A list that fails, or that more likely hides than has lost, takes nothing away.
 */
final class Reconciliation {

    private final SyncStore store;
    private final Reconciliations reconciliations;
    private final InventorySource source;
    private final Removals removals;
    private final Visits visits;

    Reconciliation(SyncStore store, InventorySource source, Removals removals, Visits visits) {
        this.store = store;
        this.reconciliations = store.reconciliations();
        this.source = source;
        this.removals = removals;
        this.visits = visits;
    }

    /** Reconciles to the end. */
    CommitResult run() {
        reconciliations.begin(source.id());
        list();
        List<InventoryEntry> unmet = reconciliations.unmet(source.id());
        Set<ArtifactId> absent = new HashSet<>();
        for (int from = 0; from < unmet.size(); from += source.visitsAtOnce()) {
            List<InventoryEntry> some = unmet.subList(from, Math.min(unmet.size(), from + source.visitsAtOnce()));
            absent.addAll(visits.ask(source, some));
            if (absent.size() >= from + some.size()) {
                // none of the requested items exists: stop early if this continues
                guard(listing());
            }
        }
        Listing listing = listing();
        guard(listing);
        if (listing.unmet() > absent.size()) {
            store.abandonListing(source.id());
            throw new SourceException("of " + listing.unmet() + " items that are no longer listed, "
                    + (listing.unmet() - absent.size()) + " could not be checked, so nothing was removed");
        }
        return store.endListing(source.id());
    }

    private void list() {
        Optional<String> state = reconciliations.state(source.id());
        if (state.equals(Optional.of(Visits.LISTED))) {
            return;
        }
        while (true) {
            InventorySource.InventoryPage page = source.inventory(state);
            String next = page.last() ? Visits.LISTED : page.nextState();
            if (!page.last() && state.equals(Optional.of(next))) {
                throw new SourceException(
                        "the list returned a page without any progress. Please report this with the version "
                                + "of the tool");
            }
            reconciliations.page(source.id(), page.there(), next);
            if (page.last()) {
                return;
            }
            state = Optional.of(next);
        }
    }

    private Listing listing() {
        return reconciliations
                .listing(source.id())
                .orElseThrow(() -> new SourceException("another process has ended the sweep"));
    }

    private void guard(Listing listing) {
        if (!removals.allow(listing)) {
            store.abandonListing(source.id());
            throw new SourceException("everything was listed, but " + Removals.missing(listing));
        }
    }
}
