package dev.millrace.store;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Knowledge;
import dev.millrace.model.ToolInstance;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/** Reads and replaces derived rows. All methods throw {@link dev.millrace.store.StoreException} if the store cannot be read or written. */
public interface DerivedStore {

    /** What the rows follow from; empty if there are none, or if their derivation did not come to its end. */
    Optional<DerivedState> state();

    /** How many events the store holds, those that read differently since included. */
    long events();

    /** Whether rows can be written. */
    boolean writable();

    /** Work that sees one state of the rows. */
    <T> T read(java.util.function.Supplier<T> work);

    // ---- writing

    /** Deletes all rows and begins with new ones; gives what names this derivation for {@link #build} and {@link #built}. */
    String begin();

    /**
     * Adds rows to a derivation that was begun.
     *
     * @param words what numbers of the dictionary stand for, from the first that is not stored yet on
     * @return false if another process has begun a derivation since, so that this one must stop
     */
    boolean build(String derivation, DerivedChanges changes, Words words);

    /** Ends a derivation; false if another process has begun one since. */
    boolean built(String derivation, String fingerprint, FactMark mark);

    /**
     * Replaces rows and says what they follow from now, in one transaction.
     *
     * @return false if the rows are not those of that state any more: nothing is changed
     */
    boolean update(DerivedState state, DerivedChanges changes, FactMark mark, Words words);

    /**
     * New words of a dictionary.
     *
     * @param first the number of the first of them
     * @param words what they are, encoded
     * @param firstGroup the number of the first new group
     * @param groups the groups, encoded
     */
    record Words(int first, List<byte[]> words, int firstGroup, List<byte[]> groups) {}

    /** All words of the dictionary in the order of their numbers. */
    List<byte[]> words();

    /** All groups in the order of their numbers. */
    List<byte[]> groups();

    // ---- codebases

    /** Gives the present snapshot of every artifact of that kind, without its events. */
    void forEachSnapshot(ArtifactKind kind, Knowledge knowledge, Consumer<? super ArtifactSnapshot> consumer);

    /** The codebases of those artifacts that have one. */
    Map<ArtifactId, Integer> codebasesOf(Collection<ArtifactId> artifacts);

    /** The codebases of captured commits with these hashes, in any tool. */
    Map<String, Integer> codebasesOfCommits(Collection<String> hashes);

    /** The codebases of those names that have one. */
    Map<String, Integer> codebasesNamed(Collection<String> names);

    /** What codebases say that others depend on, by their numbers. */
    Map<Integer, DerivedChanges.CodebaseFacts> facts();

    /** The highest number of a codebase; 0 if there is none. */
    int lastCodebase();

    /** Every artifact of these codebases. */
    List<ArtifactId> members(Collection<Integer> codebases);

    /** The changes of a codebase, without the runs. */
    Map<ArtifactId, ServedRow> changes(int codebase);

    /** The bodies of the rows of a codebase, by artifact: of automation, delivery changes or deployments. */
    Map<ArtifactId, byte[]> bodies(DerivedTable table, int codebase);

    // ---- chains

    /** The artifacts that belong to each of these issues, each with its codebase. */
    Map<ArtifactId, Map<ArtifactId, Integer>> membersOf(Collection<ArtifactId> issues);

    /** The issues that each of these artifacts belongs to. */
    Map<ArtifactId, Set<ArtifactId>> itemsOf(Collection<ArtifactId> artifacts);

    /** What serves these changes. */
    Map<ArtifactId, ServedRow> served(Collection<ArtifactId> changes);

    // ---- items

    /** Gives the items of a stream of which a window that begins at that instant can see more than their group. */
    void forEachItem(String stream, Instant earliest, Consumer<? super ItemRow> consumer);

    /** Gives how many of the other items belong to each group, by the number of the group. */
    void forEachGroup(
            String stream, Instant earliest, Set<ArtifactId> without, ObjLongConsumer<? super Integer> consumer);

    /** Gives every item that is a pull request. */
    void forEachPullRequestItem(Consumer<? super ArtifactId> consumer);

    /** The items whose rows do not hold at that instant, without those that never do. */
    Set<ArtifactId> invalidAt(Instant asOf);

    /** The items that must be computed for each question. */
    Set<ArtifactId> neverValid();

    /** The items that are blocked by one of these keys, as {@link dev.millrace.store.StoredText#folded} writes them. */
    Set<ArtifactId> blockedBy(Collection<String> keys);

    /** Gives every incident that an item is in the eyes of a stream. */
    void forEachIncident(String stream, BiConsumer<? super ArtifactId, byte[]> consumer);

    /** Gives each time that an issue of the project was done in the eyes of a stream, from an instant on. */
    void forEachCompletion(
            String stream,
            ToolInstance tool,
            String project,
            Instant from,
            BiConsumer<? super ArtifactId, byte[]> consumer);

    /** Gives every build that ended at or after an instant, or began then if it has not. */
    void forEachBuild(Instant from, BiConsumer<? super ArtifactId, byte[]> consumer);

    /** Gives how many builds of each owner had ended before an instant, without those; owners as numbers of the dictionary. */
    void forEachOwnerOfBuilds(Instant from, Set<ArtifactId> without, ObjLongConsumer<? super Integer> consumer);

    /** Gives every pull request of a bot that belongs to no issue. */
    void forEachAutomation(DeliveryConsumer consumer);

    /** Takes a row of a delivery. */
    @FunctionalInterface
    interface DeliveryConsumer {
        /** A change or deployment of that codebase. */
        void accept(int codebase, ArtifactId artifact, byte[] body);
    }

    /** Gives the changes that were not in production before an instant, and those that a revert is about. */
    void forEachDeliveryChange(Instant from, DeliveryConsumer consumer);

    /** Takes how many changes there are of a codebase, service and owner. */
    @FunctionalInterface
    interface ChangeCountConsumer {
        /** So many; the owner as the number of a word of the dictionary. */
        void accept(int codebase, String service, int owner, long count);
    }

    /** Gives how many other changes there are. */
    void forEachOwnerOfChanges(Instant from, ChangeCountConsumer consumer);

    /** Gives every deployment to production. */
    void forEachDeployment(DeliveryConsumer consumer);

    /** The artifacts whose newest fact is dated after that instant, as far as it is recent. */
    Set<ArtifactId> changedAfter(Instant instant);

    /** When the first item of any stream was created, or the first build or deployment ended. */
    Optional<Instant> first();
}
