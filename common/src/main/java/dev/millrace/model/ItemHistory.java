package dev.millrace.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A work item's artifact with the histories that bear on its flow: what is needed to compute its figures, and no more.
 *
 * @param item the issue itself
 * @param subTasks its captured sub-tasks, which fold into it
 * @param blockers the captured artifacts its "is blocked by" links name, by the key the link used
 * @param changes what was changed for it, and how that reached production
 */
public record ItemHistory(
        ArtifactHistory item,
        List<ArtifactHistory> subTasks,
        Map<String, ArtifactHistory> blockers,
        List<Change> changes) {

    /** Copies the collections. */
    public ItemHistory {
        Objects.requireNonNull(item, "item");
        subTasks = List.copyOf(subTasks);
        blockers = Map.copyOf(blockers);
        changes = List.copyOf(changes);
    }

    /** An item without changes. */
    public ItemHistory(ArtifactHistory item, List<ArtifactHistory> subTasks, Map<String, ArtifactHistory> blockers) {
        this(item, subTasks, blockers, List.of());
    }

    /** The same item with these changes. */
    public ItemHistory with(List<Change> made) {
        return new ItemHistory(item, subTasks, blockers, made);
    }

    /** An item with no sub-tasks and no blockers. */
    public static ItemHistory of(ArtifactHistory item) {
        return new ItemHistory(item, List.of(), Map.of());
    }
}
