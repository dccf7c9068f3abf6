package dev.millrace.chain;

import org.jspecify.annotations.Nullable;

/** The repository, or else the job, that each commit belongs to. */
final class Repositories {

    private final Texts names;
    private final IntList of = new IntList();

    Repositories() {
        this(new Texts());
    }

    /** Of nothing yet, with names that have their numbers already. */
    Repositories(Texts names) {
        this.names = names;
    }

    /** The numbers of the names. */
    Texts names() {
        return names;
    }

    /** Says where the commit of that number belongs; a later word wins. */
    void put(int commit, String repository) {
        put(commit, names.number(repository));
    }

    /** The same by the number of its name. */
    void put(int commit, int name) {
        of.put(commit, name, Texts.NONE);
    }

    /** Says it of a commit of which nothing is known yet. */
    void putIfAbsent(int commit, String repository) {
        if (of.getOr(commit, Texts.NONE) == Texts.NONE) {
            put(commit, repository);
        }
    }

    /** The same by the number of its name. */
    void putIfAbsent(int commit, int name) {
        if (of.getOr(commit, Texts.NONE) == Texts.NONE) {
            put(commit, name);
        }
    }

    /** The number of the name of where it belongs, or {@link Texts#NONE}. */
    int number(int commit) {
        return commit == Texts.NONE ? Texts.NONE : of.getOr(commit, Texts.NONE);
    }

    /** Where it belongs; null if nobody knows. */
    @Nullable String of(int commit) {
        int name = commit == Texts.NONE ? Texts.NONE : of.getOr(commit, Texts.NONE);
        return name == Texts.NONE ? null : names.text(name);
    }
}
