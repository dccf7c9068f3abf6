package dev.millrace.collect;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Link;
import dev.millrace.model.StateCatalogue;
import dev.millrace.store.CommitResult;
import dev.millrace.store.Cursor;
import dev.millrace.store.FactBatch;
import dev.millrace.store.FlowStore;
import dev.millrace.store.Listing;
import dev.millrace.store.Operations;
import dev.millrace.store.StoreException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** As much of a store as the kernel needs: ledger lines are the only facts, and a commit can be made to fail. */
final class MemoryFlowStore implements FlowStore {

    private final Map<String, String> cursors = new HashMap<>();
    private final Set<LedgerEntry> ledger = new LinkedHashSet<>();
    private int commitsUntilFailure = Integer.MAX_VALUE;

    /** The commit after so many more fails and stores nothing. */
    void failAfter(int commits) {
        commitsUntilFailure = commits;
    }

    Set<LedgerEntry> ledger() {
        return ledger;
    }

    @Override
    public CommitResult commit(FactBatch batch, Cursor cursor) {
        if (commitsUntilFailure-- == 0) {
            throw new StoreException("the disk is full");
        }
        int before = ledger.size();
        ledger.addAll(batch.ledger());
        cursors.put(cursor.source(), cursor.state());
        return new CommitResult(0, 0, 0, ledger.size() - before);
    }

    @Override
    public Optional<Cursor> cursor(String source) {
        return Optional.ofNullable(cursors.get(source)).map(state -> new Cursor(source, state));
    }

    @Override
    public void beginListing(String source) {
        cursors.remove(source);
    }

    @Override
    public Optional<Listing> listing(String source) {
        return Optional.empty();
    }

    @Override
    public CommitResult endListing(String source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void abandonListing(String source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forEachShown(String source, Consumer<? super ArtifactSnapshot> consumer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.util.List<dev.millrace.store.Watched> dueVisits(String source, int atMost) {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.util.List<dev.millrace.store.WatchList> watchLists() {
        throw new UnsupportedOperationException();
    }

    @Override
    public dev.millrace.store.Retention retention() {
        throw new UnsupportedOperationException();
    }

    @Override
    public dev.millrace.store.Sweeps sweeps() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long removed(Knowledge knowledge) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Instant> lastRecordedAt() {
        throw new UnsupportedOperationException();
    }

    @Override
    public StateCatalogue states(Knowledge knowledge) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ArtifactId> find(String key, Knowledge knowledge) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ItemHistory> item(ArtifactId artifact, Knowledge knowledge) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forEachItem(Knowledge knowledge, Consumer<? super ItemHistory> consumer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forEachEvent(Knowledge knowledge, Consumer<? super FlowEvent> consumer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forEachArtifact(
            dev.millrace.model.ArtifactKind kind,
            Knowledge knowledge,
            Consumer<? super dev.millrace.model.ArtifactHistory> consumer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.util.List<dev.millrace.model.ArtifactHistory> histories(
            java.util.Collection<ArtifactId> artifacts, Knowledge knowledge) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forEachRecordedEvent(Knowledge knowledge, BiConsumer<? super FlowEvent, ? super Instant> consumer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forEachLink(Knowledge knowledge, Consumer<? super Link> consumer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forEachLedgerEntry(Knowledge knowledge, Consumer<? super LedgerEntry> consumer) {
        ledger.forEach(consumer);
    }

    @Override
    public Operations operations() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
