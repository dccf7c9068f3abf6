package dev.millrace.store;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Coverage;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Link;
import dev.millrace.model.ProjectIssues;
import dev.millrace.model.StateCatalogue;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The facts, as they were known at some time. All methods throw {@link StoreException} if the store cannot be read.
 *
 * <p>What a read is told by its {@link Knowledge}: facts count that were recorded up to {@link Knowledge#knownAt} and not
 * retracted by then, events only if they occurred up to {@link Knowledge#asOf}. Snapshots say how things are called, so the
 * latest known one counts whatever its age; but an artifact created after as-of does not exist. Both instants are inclusive and
 * cut to milliseconds.
 *
 * <p><b>The same knowledge gives the same answer for ever.</b> Recorded-at never goes back within a store even if the clock
 * does, and no later commit is dated at or before a {@code knownAt} that a read was answered for. A {@code knownAt} still to
 * come is answered with what there is and is not final.
 */
public interface KnownFacts {

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
     * Everything that is or was called so, what {@link #find} gives first: a job of a build tool that is made anew under its name
     * numbers its builds from 1 again.
     */
    List<ArtifactId> findAll(String key, Knowledge knowledge);

    /**
     * Keys that are that name with a number, such as {@code orders/main #12} for {@code orders/main}: those with the highest numbers, at
     * most so many. Says nothing of who has them, or when.
     */
    List<String> numbered(String name, int most, Knowledge knowledge);

    /**
     * Gives keys that a reader may have meant, such as {@code ABC-124} and {@code ABC-12} for {@code ABC-123}: those that differ behind
     * their last hyphen or {@code #} and are about as long; if there are none, those with the same number there. In lower case, in no
     * order. Says nothing of who has them, or when.
     */
    void forEachNearKey(String key, Knowledge knowledge, Consumer<? super String> consumer);

    /**
     * When it was recorded that whatever had the key is gone from its tool, or may not be seen any more; empty if nothing had it, or
     * what had it is there. Of several the latest.
     */
    Optional<Instant> foundGone(String key, Knowledge knowledge);

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

    /** The issues of projects, as they are known at that knowledge; of what a snapshot says its latest project counts. */
    ProjectIssues issues(Knowledge knowledge);

    /**
     * When the first issue or pull request was created; empty if there is none. One that was created by {@code enough} will do, so that
     * in most stores hardly anything is read.
     */
    Optional<Instant> firstItem(Knowledge knowledge, Instant enough);

    /** Gives the history of every artifact of that kind in turn, ordered by artifact id and in bounded memory. */
    void forEachArtifact(ArtifactKind kind, Knowledge knowledge, Consumer<? super ArtifactHistory> consumer);

    /** Gives the present snapshot of every artifact of that kind that existed by then, without its events; in bounded memory. */
    void forEachSnapshot(ArtifactKind kind, Knowledge knowledge, Consumer<? super ArtifactSnapshot> consumer);

    /**
     * Gives every artifact of that kind that the store has heard of, in the order in which it did so first: neighbours there mostly
     * belong together. Says nothing of what was known of it, or when.
     */
    void forEachId(ArtifactKind kind, Consumer<? super ArtifactId> consumer);

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

    /**
     * Until when what is collected was completely read, as known by then, and from when on; empty if nobody has said: the store was filled
     * by imports alone, or by a version that did not note it.
     */
    Optional<Coverage> coverage(Knowledge knowledge);

    /** The lines of the completeness ledger of those scopes, in any tool, that say something is missing. */
    List<LedgerEntry> gaps(Collection<String> scopes, Knowledge knowledge);

    /** How many artifacts were known to be gone by {@link Knowledge#knownAt}; they count in no other answer of that knowledge. */
    long removed(Knowledge knowledge);
}
