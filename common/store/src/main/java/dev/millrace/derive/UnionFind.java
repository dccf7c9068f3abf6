package dev.millrace.derive;

import dev.millrace.chain.compact.IntList;

/** Sets of numbers from 0 on that are joined until it is known what belongs together. Not for concurrent use. */
final class UnionFind {

    private final IntList parents = new IntList();

    /** The number that stands for the set of a number. */
    int find(int number) {
        while (parents.size() <= number) {
            parents.add(parents.size());
        }
        int root = number;
        while (parents.get(root) != root) {
            root = parents.get(root);
        }
        int at = number;
        while (at != root) {
            int next = parents.get(at);
            parents.put(at, root, root);
            at = next;
        }
        return root;
    }

    /** Joins the sets of two numbers. */
    void union(int one, int other) {
        int first = find(one);
        int second = find(other);
        if (first != second) {
            parents.put(Math.max(first, second), Math.min(first, second), 0);
        }
    }
}
