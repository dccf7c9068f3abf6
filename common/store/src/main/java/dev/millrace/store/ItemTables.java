package dev.millrace.store;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Origin;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads derived rows of items: their flows, incidents, blockers and completions. All methods throw {@link StoreException} if the store cannot be read. */
public interface ItemTables {

    /** Gives the items of a stream of which a window that begins at that instant can see more than their group. */
    void forEachItem(String stream, Instant earliest, Consumer<? super ItemRow> consumer);

    /** Gives how many of the other items belong to each group, by the number of the group. */
    void forEachGroup(
            String stream, Instant earliest, Set<ArtifactId> without, ObjLongConsumer<? super Integer> consumer);

    /** Takes a cycle that was done, of an item of that project, team and services (one a line). */
    @FunctionalInterface
    interface DoneConsumer {
        /** No portfolio item. */
        void accept(Instant stop, ItemType type, Origin origin, String project, @Nullable String team, String services);
    }

    /**
     * Gives the cycles that were done since an instant, of the items of which a window that begins at {@code earliest} sees no more than
     * their group.
     */
    void forEachDone(String stream, Instant since, Instant earliest, Set<ArtifactId> without, DoneConsumer consumer);

    /** Whose an item is. */
    @FunctionalInterface
    interface OwnerPredicate {
        /** Whether items of that project, team and services (one a line) are wanted. */
        boolean test(String project, @Nullable String team, String services);
    }

    /** Gives the items of a stream whose owners are wanted. */
    void forEachOwned(String stream, OwnerPredicate wanted, Consumer<? super ArtifactId> consumer);

    /** Takes how many items have the same stream, project, team and services (one a line). */
    @FunctionalInterface
    interface OwnedConsumer {
        /** An item of no stream has an empty one, and no services. */
        void accept(String stream, String project, @Nullable String team, String services, long items);
    }

    /** Gives how many items there are of each owner. */
    void forEachOwner(Set<ArtifactId> without, OwnedConsumer consumer);

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

    /** The artifacts whose newest fact is dated after that instant, as far as it is recent. */
    Set<ArtifactId> changedAfter(Instant instant);

    /** When the first item of any stream was created, or the first build or deployment ended. */
    Optional<Instant> first();
}
