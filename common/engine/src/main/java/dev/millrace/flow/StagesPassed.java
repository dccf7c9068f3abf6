package dev.millrace.flow;

import dev.millrace.model.NativeState;
import dev.millrace.model.Workflow;
import dev.millrace.valuestream.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which waiting stages the issues of one workflow had passed when they were done; counts any interval at once. */
final class StagesPassed {

    /** With one or two a single issue would decide. */
    private static final int FEWEST = 3;

    private final List<Completion> inOrder;
    private final List<Set<Stage>> stages = new ArrayList<>();
    /** How many of the first so many issues passed a stage. */
    private final Map<Stage, int[]> passed = new HashMap<>();
    /** The places of those that were not done for ever: few. */
    private final List<Integer> ended = new ArrayList<>();

    /**
     * Counts.
     *
     * @param inOrder by when they were done
     * @param waiting the waiting stages that a state stands for: one or none
     */
    StagesPassed(List<Completion> inOrder, Function<NativeState, Stream<Stage>> waiting) {
        this.inOrder = inOrder;
        for (int i = 0; i < inOrder.size(); i++) {
            Set<Stage> of = new HashSet<>();
            inOrder.get(i).through().forEach(state -> waiting.apply(state).forEach(of::add));
            of.forEach(stage -> passed.putIfAbsent(stage, new int[inOrder.size() + 1]));
            stages.add(of);
            if (inOrder.get(i).until() != null) {
                ended.add(i);
            }
        }
        passed.forEach((stage, counts) -> {
            for (int i = 0; i < stages.size(); i++) {
                counts[i + 1] = counts[i] + (stages.get(i).contains(stage) ? 1 : 0);
            }
        });
    }

    /** Whether more than half of those passed one stage that were done at an instant, for no more than 90 days; of 3 or more. */
    boolean most(Instant at) {
        int from = firstFrom(at.minus(Workflow.LOOKED_BACK));
        int to = firstFrom(at);
        List<Integer> gone = ended.stream()
                .filter(i -> i >= from && i < to && !inOrder.get(i).heldAt(at))
                .toList();
        int all = to - from - gone.size();
        return all >= FEWEST
                && passed.entrySet().stream().anyMatch(entry -> {
                    int[] counts = entry.getValue();
                    long goneHere = gone.stream()
                            .filter(i -> stages.get(i).contains(entry.getKey()))
                            .count();
                    return 2 * (counts[to] - counts[from] - goneHere) > all;
                });
    }

    /** The place of the first that was done then or later. */
    private int firstFrom(Instant instant) {
        int low = 0;
        int high = inOrder.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (inOrder.get(middle).since().isBefore(instant)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
