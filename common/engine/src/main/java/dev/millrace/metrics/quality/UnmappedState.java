package dev.millrace.metrics.quality;

import dev.millrace.metrics.time.StageTime;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A native state that the value stream has no stage for.
 *
 * @param tool the installation whose state it is
 * @param state the state in the tool's words; hostile text
 * @param projects the projects it was seen in; hostile text
 * @param visits its visits
 */
public record UnmappedState(
        ToolInstance tool, NativeState state, SortedSet<String> projects, StageTime.VisitStatistics visits) {

    /** Copies the set. */
    public UnmappedState {
        projects = Collections.unmodifiableSortedSet(new TreeSet<>(projects));
    }
}
