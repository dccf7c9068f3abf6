package dev.millrace.store;

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
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Everything Millrace knows, as append-only facts. Nothing is ever overwritten: a fact that reads differently later is added,
 * and the earlier one is marked as retracted from then on. All methods throw {@link StoreException} if the store cannot be
 * read or written.
 *
 * <p>What a read is told by its {@link Knowledge}: facts count that were recorded up to {@link Knowledge#knownAt} and not
 * retracted by then, events only if they occurred up to {@link Knowledge#asOf}. Snapshots say how things are called, so the
 * latest known one counts whatever its age; but an artifact created after as-of does not exist. Both instants are inclusive and
 * cut to milliseconds.
 *
 * <p><b>The same knowledge gives the same answer for ever.</b> Recorded-at never goes back within a store even if the clock
 * does, and no later commit is dated at or before a {@code knownAt} that a read was answered for. A {@code knownAt} still to
 * come is answered with what there is and is not final.
 *
 * <p>NUL and halves of torn surrogate pairs in a text are stored as U+FFFD; all other text comes back as it was given.
 *
 * <p>Implementations are held to one contract test. One instance may be used by one thread at a time; several processes may
 * read one store while one writes it. A consumer may use the store it is called from.
 */
public interface FlowStore extends AutoCloseable {

    /**
     * Stores a batch and the cursor behind it in one transaction: both or neither. Idempotent: facts that are there already
     * change nothing and keep their first recorded-at. The same fact with other content is a revision. Facts are told apart so:
     * events by artifact and id, snapshots by artifact, definitions by tool and id, ledger lines by tool, scope and measure; links
     * and state uses have no other content. What the {@link FactBatch#presences} say is retracted in the same transaction; a fact
     * that comes back later is one of that later time.
     */
    CommitResult commit(FactBatch batch, Cursor cursor);

    /** The cursor of a source as last committed; empty before its first commit, and when a listing has begun. */
    Optional<Cursor> cursor(String source);

    /**
     * Begins a complete listing: the cursor of the source is forgotten, so that everything is read again, and what commits with
     * its cursor show from now on counts as met. Nothing is retracted before {@link #endListing}. One under way begins anew.
     */
    void beginListing(String source);

    /** The complete listing of the source that is under way, if one is. */
    Optional<Listing> listing(String source);

    /**
     * Ends the listing: what the source did not show since it began, and no other source shows, is {@link Presence.Gone}. In one
     * transaction. Does nothing if none is under way.
     */
    CommitResult endListing(String source);

    /** What is kept for how long; nothing is removed by itself. */
    Retention retention();

    /** The sweeps of the sources of this store. */
    Sweeps sweeps();

    /** How many artifacts were known to be gone by {@link Knowledge#knownAt}; they count in no other answer of that knowledge. */
    long removed(Knowledge knowledge);

    /** Ends the listing without any consequence: what was not met stays. */
    void abandonListing(String source);

    /** Gives every artifact that the source has shown and that is not known to be gone, by number of its first appearance. */
    void forEachShown(String source, Consumer<? super ArtifactSnapshot> consumer);

    /**
     * What is on the watch list of the source, as the {@link FactBatch#watches} of its commits said, and is to be read again by now:
     * what is due for longest first. Due is a visit an hour after the one before, and later the longer it is on the list.
     */
    List<Watched> dueVisits(String source, int atMost);

    /** The watch lists that are not empty, ordered by source. */
    List<WatchList> watchLists();

    /**
     * When the newest fact was recorded; empty as long as there is none. As {@code knownAt} it means all that is known now, also
     * where the clock of this machine is behind.
     */
    Optional<Instant> lastRecordedAt();

    /** What the tools had said about their states by {@link Knowledge#knownAt}. */
    StateCatalogue states(Knowledge knowledge);

    /**
     * The artifact that has the key, as known by then; else the one that had it last. Case and as-of are ignored. Where several
     * tools have the same key, the smallest artifact id is taken.
     */
    Optional<ArtifactId> find(String key, Knowledge knowledge);

    /**
     * The item with its sub-tasks and blockers; a sub-task asked for by itself comes as an item. Empty if it was not captured or
     * did not exist yet. Blockers are looked up by the keys that the links of the item and of its sub-tasks name, within its tool.
     */
    Optional<ItemHistory> item(ArtifactId artifact, Knowledge knowledge);

    /**
     * Gives every work item in turn, ordered by artifact id and in bounded memory: every issue of any level, except sub-tasks
     * whose parent is captured and no sub-task itself, which come inside their parent.
     */
    void forEachItem(Knowledge knowledge, Consumer<? super ItemHistory> consumer);

    /** Gives the history of every artifact of that kind in turn, ordered by artifact id and in bounded memory. */
    void forEachArtifact(ArtifactKind kind, Knowledge knowledge, Consumer<? super ArtifactHistory> consumer);

    /** The histories of those of the artifacts that are captured and existed by then, ordered by artifact id. */
    List<ArtifactHistory> histories(Collection<ArtifactId> artifacts, Knowledge knowledge);

    /** Gives every event in turn, ordered by artifact id and within it in {@link FlowEvent#ORDER}. */
    void forEachEvent(Knowledge knowledge, Consumer<? super FlowEvent> consumer);

    /** The same, each with the instant at which it was recorded as it reads now. */
    void forEachRecordedEvent(Knowledge knowledge, BiConsumer<? super FlowEvent, ? super Instant> consumer);

    /** Gives every link in turn, ordered by its two ends, relation and rule. */
    void forEachLink(Knowledge knowledge, Consumer<? super Link> consumer);

    /** Gives every line of the completeness ledger in turn, ordered by tool, scope and measure. */
    void forEachLedgerEntry(Knowledge knowledge, Consumer<? super LedgerEntry> consumer);

    /** What is kept about the running of Millrace itself; used by the same thread, and closed with the store. */
    Operations operations();

    @Override
    void close();
}
