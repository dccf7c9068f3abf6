package dev.millrace.chain.graph;

import dev.millrace.chain.compact.IntList;
import dev.millrace.chain.compact.StringPool;
import org.jspecify.annotations.Nullable;

/** The repository, or else the job, that each commit belongs to. */
public final class Repositories {

    private final StringPool names = new StringPool();
    private final IntList of = new IntList();

    /** The numbers of the names. */
    public StringPool names() {
        return names;
    }

    /** Says where the commit of that number belongs; a later word wins. */
    public void put(int commit, String repository) {
        put(commit, names.number(repository));
    }

    /** The same by the number of its name. */
    public void put(int commit, int name) {
        of.put(commit, name, StringPool.NONE);
    }

    /** Says it of a commit of which nothing is known yet. */
    void putIfAbsent(int commit, String repository) {
        if (of.getOr(commit, StringPool.NONE) == StringPool.NONE) {
            put(commit, repository);
        }
    }

    /** The same by the number of its name. */
    void putIfAbsent(int commit, int name) {
        if (of.getOr(commit, StringPool.NONE) == StringPool.NONE) {
            put(commit, name);
        }
    }

    /** The number of the name of where it belongs, or {@link StringPool#NONE}. */
    public int number(int commit) {
        return commit == StringPool.NONE ? StringPool.NONE : of.getOr(commit, StringPool.NONE);
    }

    /** Where it belongs; null if nobody knows. */
    public @Nullable String of(int commit) {
        int name = commit == StringPool.NONE ? StringPool.NONE : of.getOr(commit, StringPool.NONE);
        return name == StringPool.NONE ? null : names.text(name);
    }
}
