package dev.millrace.chain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Commits and their parents. Not for concurrent use. */
final class CommitGraph {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> shas = new ArrayList<>();
    private final List<int[]> parents = new ArrayList<>();
    private final BitSet known = new BitSet();

    /** Adds a commit; its parents need not have been added. */
    void add(String sha, List<String> parentShas) {
        int number = number(sha);
        known.set(number);
        parents.set(number, parentShas.stream().mapToInt(this::number).toArray());
    }

    /** Whether the commit itself was added, and not only named as a parent. */
    boolean knows(String sha) {
        Integer number = numbers.get(sha);
        return number != null && known.get(number);
    }

    /**
     * Gives the commit and all its ancestors, each once, leaving out what was covered before and whatever lies behind that.
     *
     * @param covered commits that were covered before; not changed
     * @return the commits that were given
     */
    BitSet reach(String sha, BitSet covered, Consumer<String> consumer) {
        BitSet reached = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        Integer first = numbers.get(sha);
        if (first != null) {
            open.push(first);
        }
        while (!open.isEmpty()) {
            int number = open.pop();
            if (covered.get(number) || reached.get(number)) {
                continue;
            }
            reached.set(number);
            consumer.accept(shas.get(number));
            for (int parent : parents.get(number)) {
                open.push(parent);
            }
        }
        return reached;
    }

    private int number(String sha) {
        return numbers.computeIfAbsent(sha, unseen -> {
            shas.add(unseen);
            parents.add(new int[0]);
            return shas.size() - 1;
        });
    }
}
