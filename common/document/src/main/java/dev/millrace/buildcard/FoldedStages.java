package dev.millrace.buildcard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stages as people wrote them: Declarative makes a branch, and in it a stage of the same name, of one parallel stage or one cell of a
 * matrix. Both are one here.
 */
public final class FoldedStages {

    private FoldedStages() {}

    /** The stages in the same order, with one in place of each such pair. It has the branch's id and times, and the waits of both. */
    public static List<StageRecord> of(List<StageRecord> stages) {
        Map<String, List<StageRecord>> inner = new HashMap<>();
        for (StageRecord stage : stages) {
            if (stage.parentId() != null) {
                inner.computeIfAbsent(stage.parentId(), id -> new ArrayList<>()).add(stage);
            }
        }
        Map<String, StageRecord> foldedInto = new HashMap<>();
        Map<String, StageRecord> twins = new HashMap<>();
        for (StageRecord stage : stages) {
            StageRecord twin = twin(stage, inner.getOrDefault(stage.id(), List.of()));
            if (twin != null) {
                foldedInto.put(twin.id(), stage);
                twins.put(stage.id(), twin);
            }
        }
        List<StageRecord> folded = new ArrayList<>(stages.size());
        for (StageRecord stage : stages) {
            if (!foldedInto.containsKey(stage.id())) {
                StageRecord twin = twins.get(stage.id());
                StageRecord parent = stage.parentId() == null ? null : foldedInto.get(stage.parentId());
                folded.add(
                        twin == null && parent == null
                                ? stage
                                : folded(stage, twin, parent == null ? stage.parentId() : parent.id()));
            }
        }
        return folded;
    }

    private static @Nullable StageRecord twin(StageRecord branch, List<StageRecord> inner) {
        if (branch.kind() != StageRecord.Kind.BRANCH || inner.size() != 1) {
            return null;
        }
        StageRecord only = inner.get(0);
        return only.kind() == StageRecord.Kind.STAGE && only.name().equals(branch.name()) ? only : null;
    }

    private static StageRecord folded(StageRecord stage, @Nullable StageRecord twin, @Nullable String parent) {
        return new StageRecord(
                stage.id(),
                parent,
                stage.kind(),
                stage.name(),
                stage.start(),
                stage.end(),
                // what is caught around the inner stage counts for the branch alone
                stage.result() == null && twin != null ? twin.result() : stage.result(),
                stage.skipped() == null && twin != null ? twin.skipped() : stage.skipped(),
                stage.synthetic(),
                twin == null
                        ? stage.waits()
                        : Stream.concat(stage.waits().stream(), twin.waits().stream())
                                .toList(),
                stage.retries() + (twin == null ? 0 : twin.retries()),
                stage.deployment() == null && twin != null ? twin.deployment() : stage.deployment());
    }
}
