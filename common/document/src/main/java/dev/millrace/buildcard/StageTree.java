package dev.millrace.buildcard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stages in the order in which people read them: each followed by what is in it. */
public final class StageTree {

    private static final String TOP = "";

    /**
     * A stage and its place.
     *
     * @param stage the stage
     * @param depth how many stages and branches are around it
     */
    public record Placed(StageRecord stage, int depth) {}

    private StageTree() {}

    /** The stages with what is in them directly behind them; one whose parent is not among them stands at the top. */
    public static List<Placed> of(List<StageRecord> stages) {
        Map<String, StageRecord> byId = new HashMap<>();
        stages.forEach(stage -> byId.put(stage.id(), stage));
        Map<String, List<StageRecord>> inner = new HashMap<>();
        for (StageRecord stage : stages) {
            String parent = stage.parentId() != null && byId.containsKey(stage.parentId()) ? stage.parentId() : TOP;
            inner.computeIfAbsent(parent, id -> new ArrayList<>()).add(stage);
        }
        List<Placed> placed = new ArrayList<>(stages.size());
        place(inner.getOrDefault(TOP, List.of()), 0, inner, placed);
        return placed;
    }

    private static void place(
            List<StageRecord> stages, int depth, Map<String, List<StageRecord>> inner, List<Placed> into) {
        for (StageRecord stage : stages) {
            into.add(new Placed(stage, depth));
            place(inner.getOrDefault(stage.id(), List.of()), depth + 1, inner, into);
        }
    }
}
