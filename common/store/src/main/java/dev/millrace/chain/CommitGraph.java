package dev.millrace.chain;

import java.util.BitSet;
import java.util.List;

/**
 * Commits and their parents, as numbers; and what a commit carries besides: a squash holds the commits of a branch, although they are
 * none of its ancestors.
 */
final class CommitGraph {

    private final Texts shas;
    private final BitSet known = new BitSet();
    /** For each commit where in {@link #parents} the number of its parents stands, and behind it the parents. */
    private final IntList first = new IntList();

    private final IntList parents = new IntList();
    private final Pairs carried = new Pairs();
    private final BitSet carriers = new BitSet();

    CommitGraph() {
        this(new Texts());
    }

    /** A history of nothing, in which these commits have their numbers already. */
    CommitGraph(Texts shas) {
        this.shas = shas;
        parents.add(0); // what has no parents of its own points here
    }

    /** The numbers of the commits. */
    Texts shas() {
        return shas;
    }

    /** The commits that were added. */
    BitSet known() {
        return (BitSet) known.clone();
    }

    /** Adds a commit; its parents need not have been added. */
    int add(String sha, List<String> parentShas) {
        int number = number(sha);
        add(number, parentShas.stream().mapToInt(this::number).toArray());
        return number;
    }

    /** The same by their numbers. */
    void add(int number, int[] parentNumbers) {
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
    int number(String sha) {
        return shas.number(sha);
    }

    /** The number of a commit, or {@link Texts#NONE} if nothing named it. */
    int find(String sha) {
        return shas.find(sha);
    }

    /** The commit of that number. */
    String sha(int number) {
        return shas.text(number);
    }

    /** Whether the commit itself was added, and not only named as a parent. */
    boolean knows(int number) {
        return number >= 0 && known.get(number);
    }

    boolean knows(String sha) {
        return knows(find(sha));
    }

    /** How many parents a commit has. */
    int parents(int number) {
        return parents.get(first.getOr(number, 0));
    }

    /** A parent of a commit, from 0 on. */
    int parent(int number, int index) {
        return parents.get(first.getOr(number, 0) + 1 + index);
    }

    /** How many commits were added or named. */
    int size() {
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
    void addHeld(int number, IntList to) {
        if (carriers.get(number)) {
            carried.forEach(number, to::add);
        }
        int place = first.getOr(number, 0);
        for (int i = parents.get(place); i > 0; i--) {
            to.add(parents.get(place + i));
        }
    }
}
