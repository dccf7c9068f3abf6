package dev.millrace.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A work item's artifact with the histories that bear on its flow: what is needed to compute its figures, and no more.
 *
 * @param item the issue itself
 * @param subTasks the captured issues that are a part of it, or were once
 * @param otherParents the work items that the issue or one of its sub-tasks was a part of before: what was done then is theirs
 * @param blockers the captured artifacts its "is blocked by" links name, by the key the link used
 * @param changes what was changed for it, and how that reached production
 */
public record ItemHistory(
        ArtifactHistory item,
        List<ArtifactHistory> subTasks,
        Set<ArtifactId> otherParents,
        Map<String, ArtifactHistory> blockers,
        List<ChainedChange> changes) {

    /** Copies the collections. */
    public ItemHistory {
        Objects.requireNonNull(item, "item");
        subTasks = List.copyOf(subTasks);
        otherParents = Set.copyOf(otherParents);
        blockers = Map.copyOf(blockers);
        changes = List.copyOf(changes);
    }

    /** An item that was no part of another one, as were its sub-tasks. */
    public ItemHistory(
            ArtifactHistory item,
            List<ArtifactHistory> subTasks,
            Map<String, ArtifactHistory> blockers,
            List<ChainedChange> changes) {
        this(item, subTasks, Set.of(), blockers, changes);
    }

    /** The same without changes. */
    public ItemHistory(ArtifactHistory item, List<ArtifactHistory> subTasks, Map<String, ArtifactHistory> blockers) {
        this(item, subTasks, blockers, List.of());
    }

    /** The same item with these changes. */
    public ItemHistory with(List<ChainedChange> made) {
        return new ItemHistory(item, subTasks, otherParents, blockers, made);
    }

    /** The same item with other sub-tasks. */
    public ItemHistory withSubTasks(List<ArtifactHistory> others) {
        return new ItemHistory(item, others, otherParents, blockers, changes);
    }

    /** The sub-tasks that are a part of it, without those that have been. */
    public List<ArtifactHistory> presentSubTasks() {
        return subTasks.stream()
                .filter(task -> item.artifact().equals(task.snapshot().parent())
                        && task.snapshot().level() == Level.SUB_TASK)
                .toList();
    }

    /** An item with no sub-tasks and no blockers. */
    public static ItemHistory of(ArtifactHistory item) {
        return new ItemHistory(item, List.of(), Map.of());
    }
}
