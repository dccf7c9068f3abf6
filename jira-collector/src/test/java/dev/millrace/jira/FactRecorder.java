package dev.millrace.jira;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
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
import dev.millrace.store.Sweeps;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Keeps the latest of each fact in memory, for tests that look at what a source gave and not at how it is stored. */
final class FactRecorder implements FlowStore {

    private final Map<String, String> cursors = new LinkedHashMap<>();
    private final Map<Object, Object> facts = new LinkedHashMap<>();
    private final List<FactBatch> batches = new ArrayList<>();

    @Override
    public CommitResult commit(FactBatch batch, Cursor cursor) {
        batches.add(batch);
        cursors.put(cursor.source(), cursor.state());
        int snapshots = 0;
        for (ArtifactSnapshot snapshot : batch.snapshots()) {
            snapshots += isNew(snapshot.artifact(), snapshot);
        }
        int events = 0;
        for (FlowEvent event : batch.events()) {
            events += isNew(event.id(), event);
        }
        int other = 0;
        for (LedgerEntry line : batch.ledger()) {
            other += isNew(List.of(line.scope(), line.measure()), line);
        }
        for (Link link : batch.links()) {
            other += isNew(link, link);
        }
        for (Object definition : batch.definitions()) {
            other += isNew(definition, definition);
        }
        for (Object use : batch.uses()) {
            other += isNew(use, use);
        }
        return new CommitResult(events, 0, snapshots, other);
    }

    private int isNew(Object id, Object fact) {
        return fact.equals(facts.put(id, fact)) ? 0 : 1;
    }

    /** The keys of all issues captured, in the order of their first capture. */
    List<String> keys() {
        return all(ArtifactSnapshot.class).stream().map(ArtifactSnapshot::key).toList();
    }

    /** The latest of each fact of a kind. */
    <T> List<T> all(Class<T> kind) {
        return facts.values().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The latest ledger line. */
    Optional<LedgerEntry> ledger(String scope, String measure) {
        return Optional.ofNullable((LedgerEntry) facts.get(List.of(scope, measure)));
    }

    /** Everything that was stored, page by page. */
    List<FactBatch> batches() {
        return batches;
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
    public List<dev.millrace.store.Watched> dueVisits(String source, int atMost) {
        return List.of();
    }

    @Override
    public List<dev.millrace.store.WatchList> watchLists() {
        throw new UnsupportedOperationException();
    }

    @Override
    public dev.millrace.store.Retention retention() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Sweeps sweeps() {
        return (Sweeps) Proxy.newProxyInstance(
                Sweeps.class.getClassLoader(), new Class<?>[] {Sweeps.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("due")) {
                        return false;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
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
    public void forEachArtifact(ArtifactKind kind, Knowledge knowledge, Consumer<? super ArtifactHistory> consumer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ArtifactHistory> histories(Collection<ArtifactId> artifacts, Knowledge knowledge) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forEachEvent(Knowledge knowledge, Consumer<? super FlowEvent> consumer) {
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
        throw new UnsupportedOperationException();
    }

    @Override
    public Operations operations() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
