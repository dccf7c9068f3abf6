package dev.millrace.collect;

import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.facts.Watch;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.LedgerEntry;
import dev.millrace.store.CommitResult;
import dev.millrace.store.Cursor;
import dev.millrace.store.FactSink;
import dev.millrace.store.InventoryEntry;
import dev.millrace.store.Listing;
import dev.millrace.store.SyncStore;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs sources. Each page is stored in one transaction with the cursor behind it, so that a run that is killed goes on at the page
 * it had not stored, and no page is ever half there. Behind the last page it
 * reads again what is on the watch list and due and, once a day, reconciles: see {@link InventorySource}.
 */
public final class SyncKernel {

    /** No real source has so many pages; one that never ends would fill the disk. */
    private static final int MAX_PAGES = 1_000_000;

    private final FactSink sink;
    private final @Nullable SyncStore account;
    private final int maxPages;

    /** Stores into that store, which must not be used by another thread meanwhile. */
    public SyncKernel(SyncStore store) {
        this(store, store, MAX_PAGES);
    }

    /** Stores pages and nothing else: where no account is kept of what a source has shown, nothing is retracted or read again. */
    public static SyncKernel ofPages(FactSink sink) {
        return ofPages(sink, MAX_PAGES);
    }

    static SyncKernel ofPages(FactSink sink, int maxPages) {
        return new SyncKernel(sink, null, maxPages);
    }

    private SyncKernel(FactSink sink, @Nullable SyncStore account, int maxPages) {
        this.sink = Objects.requireNonNull(sink, "sink");
        this.account = account;
        this.maxPages = maxPages;
    }

    /**
     * Takes what is new in the source since its last run; everything, if it never ran; the rest, if the last run was broken off.
     *
     * @throws SyncStoppedException if the run cannot reach its end
     */
    public SyncSummary run(Source source, SyncListener listener) {
        return run(source, listener, sink.cursor(source.id()).map(Cursor::state), Removals.FEW, false);
    }

    /**
     * The same, and reconciles at the end, whether or not a day has passed: what was deleted is found without reading everything again.
     *
     * @throws SyncStoppedException if the run cannot reach its end, or if so much would be retracted that the source is more likely
     *     to hide it than to have lost it
     */
    public SyncSummary reconcile(Source source, Removals removals, SyncListener listener) {
        return run(source, listener, sink.cursor(source.id()).map(Cursor::state), removals, true);
    }

    /**
     * Takes everything again, as if the source had never been read. What is stored stays, keeps its first recorded-at where it is met
     * again, and is compared; what the source does not show any more is retracted at the end, all at once. If this is broken off,
     * nothing is retracted, and {@link #run} goes on with it.
     *
     * @throws SyncStoppedException if the run cannot reach its end, or if so much would be retracted that the source is more likely
     *     to hide it than to have lost it
     */
    public SyncSummary refresh(Source source, Removals removals, SyncListener listener) {
        if (account != null) {
            account.beginListing(source.id());
        }
        return run(source, listener, Optional.empty(), removals, false);
    }

    /**
     * Reads items that the tool itself named, between two runs; where the source goes on stays as it is. Before the end of the first
     * run nothing is read: that run reads everything.
     *
     * @param stored items that are in the store
     * @param unknown items that are not
     * @param deleted those of which the tool said that it deleted them: one that it then does not have is retracted
     * @throws dev.millrace.http.HttpException if the tool gave no usable answer
     */
    public CommitResult visitNamed(
            NamedItemsSource source,
            List<InventoryEntry> stored,
            List<InventoryEntry> unknown,
            Set<ArtifactId> deleted) {
        SyncStore store = Objects.requireNonNull(account, "an account of what the source has shown");
        Optional<Cursor> cursor = store.cursor(source.id());
        if (cursor.isEmpty()) {
            return CommitResult.NOTHING;
        }
        RevisitingSource.Revisit visit = source.visitNamed(cursor.map(Cursor::state), stored, unknown);
        FactBatch facts = visit.facts();
        for (InventoryEntry item : stored) {
            ArtifactId artifact = item.artifact();
            if (visit.absent().contains(artifact)) {
                facts = deleted.contains(artifact)
                        ? facts.with(new ExistenceFact.Gone(artifact)).with(new Watch.Finished(artifact))
                        : facts.with(new Watch.Unfinished(artifact, item.handle(), Watch.Reason.ABSENT));
            }
        }
        return store.commit(facts, cursor.get());
    }

    private SyncSummary run(
            Source source, SyncListener listener, Optional<String> start, Removals removals, boolean reconciliation) {
        Optional<String> state = start;
        CommitResult stored = CommitResult.NOTHING;
        List<SyncProblem> problems = new ArrayList<>();
        long problemCount = 0;
        Optional<LedgerEntry> census = Optional.empty();
        for (int number = 1; ; number++) {
            SourcePage page;
            CommitResult result;
            try {
                page = next(source, state, number);
                result = sink.commit(counted(page), new Cursor(source.id(), page.nextState()));
            } catch (RuntimeException e) {
                throw new SyncStoppedException(source.id(), number, e);
            }
            stored = stored.plus(result);
            census = page.census().isPresent() ? page.census() : census;
            problemCount += page.problems().size();
            page.problems().stream()
                    .limit(SyncSummary.MAX_PROBLEMS - problems.size())
                    .forEach(problems::add);
            page.problems().forEach(listener::problem);
            listener.page(new SyncProgress(source.id(), number, page.done(), page.total(), result));
            if (page.stop().isPresent()) {
                throw new SyncStoppedException(
                        source.id(), number + 1, new SourceException(page.stop().get()));
            }
            if (page.last()) {
                SyncSummary pages = new SyncSummary(
                        source.id(), number, page.done(), page.total(), stored, problems, problemCount, 0);
                return account == null
                        ? pages
                        : afterwards(source, account, pages, listener, removals, reconciliation, census);
            }
            state = Optional.of(page.nextState());
        }
    }

    /** What follows a run that has reached its end: a reconciliation once a day, and what is unfinished is read again. */
    private static SyncSummary afterwards(
            Source source,
            SyncStore store,
            SyncSummary pages,
            SyncListener listener,
            Removals removals,
            boolean reconciliation,
            Optional<LedgerEntry> census) {
        // update the ledger even if the rest below fails
        CommitResult stored = pages.stored().plus(count(source.id(), store, census, pages.pages() + 1));
        stored = stored.plus(endListing(source.id(), store, removals, pages.pages() + 1));
        Visits visits = new Visits(store, source.id(), listener, pages.pages());
        boolean daily =
                !(source instanceof InventorySource) || store.reconciliations().due(source.id()) || reconciliation;
        try {
            try {
                if (source instanceof InventorySource inventory && daily) {
                    stored = stored.plus(new Reconciliation(store, inventory, removals, visits).run());
                }
            } catch (SourceException e) {
                // an unreadable inventory does not prevent visits to unfinished items
                due(source, visits, daily, e);
                throw e;
            }
            due(source, visits, daily, null);
        } catch (RuntimeException e) {
            throw new SyncStoppedException(source.id(), visits.page() + 1, e);
        }
        stored = stored.plus(count(source.id(), store, census, visits.page() + 1));
        List<SyncProblem> problems = new ArrayList<>(pages.problems());
        problems.addAll(visits.problems().stream()
                .limit(SyncSummary.MAX_PROBLEMS - problems.size())
                .toList());
        return new SyncSummary(
                source.id(),
                pages.pages(),
                pages.done(),
                pages.total(),
                stored.plus(visits.stored()),
                problems,
                pages.problemCount() + visits.problems().size(),
                visits.done());
    }

    private static void due(Source source, Visits visits, boolean daily, @Nullable RuntimeException before) {
        try {
            if (source instanceof RevisitingSource revisiting) {
                visits.due(revisiting, daily ? EnumSet.allOf(Watch.Reason.class) : revisiting.visitedByEachRun());
            }
        } catch (RuntimeException e) {
            if (before == null) {
                throw e;
            }
            before.addSuppressed(e);
        }
    }

    /** Ends the listing that a refresh has begun, in this process or in one that was killed. */
    private static CommitResult endListing(String source, SyncStore store, Removals removals, int nextPage) {
        try {
            Optional<Listing> listing = store.listing(source);
            if (listing.isEmpty()) {
                return CommitResult.NOTHING;
            }
            if (!removals.allow(listing.get())) {
                store.abandonListing(source);
                throw new SourceException("everything was read again, but " + Removals.missing(listing.get()));
            }
            return store.endListing(source);
        } catch (RuntimeException e) {
            throw new SyncStoppedException(source, nextPage, e);
        }
    }

    /** The number of a page; used if the stored items are not counted. */
    private FactBatch counted(SourcePage page) {
        return account == null && page.census().isPresent()
                ? page.facts().plus(FactBatch.of(page.census().get()))
                : page.facts();
    }

    /** Writes down how much of what the source says there is stands in the store now. */
    private static CommitResult count(String source, SyncStore store, Optional<LedgerEntry> census, int nextPage) {
        try {
            Optional<Cursor> cursor = store.cursor(source);
            if (census.isEmpty() || cursor.isEmpty()) {
                return CommitResult.NOTHING;
            }
            LedgerEntry said = census.get();
            LedgerEntry line = new LedgerEntry(
                    said.tool(), said.scope(), said.measure(), said.expected(), store.present(source), said.note());
            return store.commit(FactBatch.of(line), cursor.get());
        } catch (RuntimeException e) {
            throw new SyncStoppedException(source, nextPage, e);
        }
    }

    private SourcePage next(Source source, Optional<String> state, int number) {
        if (number > maxPages) {
            throw new SourceException("the source returned " + maxPages
                    + " pages and no end; it probably repeats itself. Please report this with the version "
                    + "of the tool");
        }
        SourcePage page = source.read(state);
        if (!page.last()
                && page.stop().isEmpty()
                && state.isPresent()
                && page.nextState().equals(state.get())) {
            throw new SourceException("the source returned a page without any progress. Please report this with the "
                    + "version of the tool");
        }
        return page;
    }
}
