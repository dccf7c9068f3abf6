package dev.millrace.store;

import dev.millrace.facts.FactBatch;
import java.util.Optional;

/**
 * Takes facts, and remembers how far each source was read. All methods throw {@link StoreException} if the store cannot be read
 * or written.
 *
 * <p>NUL and halves of torn surrogate pairs in a text are stored as U+FFFD; all other text comes back as it was given.
 */
public interface FactSink {

    /**
     * Stores a batch and the cursor behind it in one transaction: both or neither. Idempotent: facts that are there already
     * change nothing and keep their first recorded-at. The same fact with other content is a revision. Facts are told apart so:
     * events by artifact and id, snapshots by artifact, definitions by tool and id, ledger lines by tool, scope and measure; links
     * and state uses have no other content. What {@link FactBatch#existence} says is retracted in the same transaction; a fact
     * that comes back later is one of that later time.
     */
    CommitResult commit(FactBatch batch, Cursor cursor);

    /** The cursor of a source as last committed; empty before its first commit, and when a listing has begun. */
    Optional<Cursor> cursor(String source);
}
