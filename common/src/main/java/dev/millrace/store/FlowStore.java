package dev.millrace.store;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Link;
import dev.millrace.model.StateCatalogue;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Everything Millrace knows, as append-only facts. Nothing is ever overwritten: a fact that reads differently later is added,
 * and the earlier one is marked as retracted from then on. All methods throw {@link StoreException} if the store cannot be
 * read or written.
 *
 * <p>Implementations are held to one contract test. One instance may be used by one thread at a time; several processes may
 * read one store while one writes it.
 */
public interface FlowStore extends AutoCloseable {

    /**
     * Stores a batch and the cursor behind it in one transaction: both or neither. Idempotent: facts that are there already
     * change nothing and keep their first recorded-at.
     */
    CommitResult commit(FactBatch batch, Cursor cursor);

    /** The cursor of a source as last committed; empty before its first commit. */
    Optional<Cursor> cursor(String source);

    /** What the tools had said about their states by {@link Knowledge#knownAt}. */
    StateCatalogue states(Knowledge knowledge);

    /** The artifact that has the key now or had it before, if one is known. Case is ignored. */
    Optional<ArtifactId> find(String key, Knowledge knowledge);

    /** The item with its sub-tasks and blockers; a sub-task asked for by itself comes as an item. */
    Optional<ItemHistory> item(ArtifactId artifact, Knowledge knowledge);

    /**
     * Gives every work item in turn, ordered by artifact id and in bounded memory: every issue except sub-tasks whose parent
     * is captured, which come inside their parent.
     */
    void forEachItem(Knowledge knowledge, Consumer<? super ItemHistory> consumer);

    /** Gives every event in turn, ordered by artifact id and within it in {@link FlowEvent#ORDER}. */
    void forEachEvent(Knowledge knowledge, Consumer<? super FlowEvent> consumer);

    /** Gives every link in turn, ordered by its two ends, relation and rule. */
    void forEachLink(Knowledge knowledge, Consumer<? super Link> consumer);

    /** Gives every line of the completeness ledger in turn, ordered by tool, scope and measure. */
    void forEachLedgerEntry(Knowledge knowledge, Consumer<? super LedgerEntry> consumer);

    @Override
    void close();
}
