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
 */
public record ItemHistory(ArtifactHistory item, List<ArtifactHistory> subTasks, Map<String, ArtifactHistory> blockers) {

    /** Copies the collections. */
    public ItemHistory {
        Objects.requireNonNull(item, "item");
        subTasks = List.copyOf(subTasks);
        blockers = Map.copyOf(blockers);
    }

    /** An item with no sub-tasks and no blockers. */
    public static ItemHistory of(ArtifactHistory item) {
        return new ItemHistory(item, List.of(), Map.of());
    }
}
