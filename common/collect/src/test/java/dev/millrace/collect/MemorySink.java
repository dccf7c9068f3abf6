package dev.millrace.collect;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.LedgerEntry;
import dev.millrace.store.CommitResult;
import dev.millrace.store.Cursor;
import dev.millrace.store.FactSink;
import dev.millrace.store.StoreException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps ledger lines and cursors, and a commit can be made to fail. */
final class MemorySink implements FactSink {

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
}
