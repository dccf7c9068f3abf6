package dev.millrace.chain.graph;

import dev.millrace.chain.compact.IntList;
import dev.millrace.chain.compact.IntMultimap;
import dev.millrace.chain.compact.StringPool;
import java.util.BitSet;
import java.util.List;

/**
 * Commits and their parents, as numbers; and what a commit carries besides: a squash holds the commits of a branch, although they are
 * none of its ancestors.
 */
public final class CommitGraph {

    private final StringPool shas = new StringPool();
    private final BitSet known = new BitSet();
    /** For each commit where in {@link #parents} the number of its parents stands, and behind it the parents. */
    private final IntList first = new IntList();

    private final IntList parents = new IntList();
    private final IntMultimap carried = new IntMultimap();
    private final BitSet carriers = new BitSet();

    /** A history of nothing. */
    public CommitGraph() {
        parents.add(0); // what has no parents of its own points here
    }

    /** Adds a commit; its parents need not have been added. */
    public int add(String sha, List<String> parentShas) {
        int number = number(sha);
        add(number, parentShas.stream().mapToInt(this::number).toArray());
        return number;
    }

    /** The same by their numbers. */
    public void add(int number, int[] parentNumbers) {
        known.set(number);
        int place = 0;
        if (parentNumbers.length > 0) {
            place = parents.size();
            parents.add(parentNumbers.length);
            for (int parent : parentNumbers) {
                parents.add(parent);
            }
        }
        first.put(number, place, 0);
    }

    /** The number that stands for a commit, whether it was added or not. */
    public int number(String sha) {
        return shas.number(sha);
    }

    /** The number of a commit, or {@link StringPool#NONE} if nothing named it. */
    public int find(String sha) {
        return shas.find(sha);
    }

    /** The commit of that number. */
    public String sha(int number) {
        return shas.text(number);
    }

    /** Whether the commit itself was added, and not only named as a parent. */
    public boolean knows(int number) {
        return number >= 0 && known.get(number);
    }

    public boolean knows(String sha) {
        return knows(find(sha));
    }

    /** How many parents a commit has. */
    public int parents(int number) {
        return parents.get(first.getOr(number, 0));
    }

    /** A parent of a commit, from 0 on. */
    public int parent(int number, int index) {
        return parents.get(first.getOr(number, 0) + 1 + index);
    }

    /** How many commits were added or named. */
    public int size() {
        return shas.size();
    }

    /** Says that a commit holds what another one brought, although that is none of its ancestors. */
    void carry(int carrier, int commit) {
        if (carrier != commit) {
            carriers.set(carrier);
            carried.add(carrier, commit);
        }
    }

    /** Adds what a commit holds besides its own change to that list: its parents, the last one first, and what it carries. */
    public void addHeld(int number, IntList to) {
        if (carriers.get(number)) {
            carried.forEach(number, to::add);
        }
        int place = first.getOr(number, 0);
        for (int i = parents.get(place); i > 0; i--) {
            to.add(parents.get(place + i));
        }
    }
}
