package dev.millrace.jira;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Link;
import dev.millrace.store.CommitResult;
import dev.millrace.store.Cursor;
import dev.millrace.store.FactSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps the latest of each fact in memory, for tests that look at what a source gave and not at how it is stored. */
final class FactRecorder implements FactSink {

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
}
