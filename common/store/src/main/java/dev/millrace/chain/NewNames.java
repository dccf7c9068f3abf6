package dev.millrace.chain;

import dev.millrace.chain.compact.Hash64;
import dev.millrace.chain.compact.StringPool;
import dev.millrace.chain.graph.CommitFact;
import dev.millrace.chain.graph.CommitGraph;
import dev.millrace.chain.graph.PullRequestFact;
import dev.millrace.chain.graph.Reverts;
import dev.millrace.chain.graph.SourceIds;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names by which reverts name something by now, while chains are brought up to date: what they name was kept without knowing it.
 * First what changed is noted, then the pull requests that were kept. Not for concurrent use.
 */
final class NewNames {

    private final CommitGraph graph;
    private final Set<Long> titles = new HashSet<>();
    private final Set<Long> keys = new HashSet<>();
    private final Set<Long> hashes = new HashSet<>();
    /** The commits that are named, or that take something back since: by their numbers. */
    private final BitSet commits = new BitSet();

    private final BitSet named = new BitSet();
    private final BitSet pullRequests = new BitSet();

    NewNames(CommitGraph graph) {
        this.graph = graph;
    }

    /** Notes by what a change takes others back. */
    void note(List<Reverts.Name> taken) {
        for (Reverts.Name name : taken) {
            switch (name.kind()) {
                case TITLE -> titles.add(name.number());
                case NUMBER -> keys.add(name.number());
                case HASH -> noteHash(name);
            }
        }
    }

    private void noteHash(Reverts.Name name) {
        if (name.isShort()) {
            throw new Outdated("a change is named by the begin of its hash");
        }
        hashes.add(Hash64.of(name.text()));
        int commit = graph.find(name.text());
        if (commit != StringPool.NONE) {
            commits.set(commit);
            named.set(commit);
        }
    }

    /** Notes a commit that was read. */
    void note(CommitFact fact) {
        note(fact.takes());
        takes(fact);
    }

    /** Notes what a commit took back before it was read again, or does now: so does the pull request that brought it. */
    void takes(CommitFact fact) {
        if (!fact.takes().isEmpty()) {
            commits.set(fact.commit());
            hashes.add(Hash64.of(graph.sha(fact.commit())));
        }
    }

    /** Notes a pull request that was kept, if it is concerned. */
    void kept(PullRequestFact fact) {
        if (keys.contains(fact.key()) || (!hashes.isEmpty() && brought(fact))) {
            pullRequests.set(fact.artifact());
        }
    }

    private boolean brought(PullRequestFact fact) {
        if (fact.mergeCommit() != StringPool.NONE && commits.get(fact.mergeCommit())) {
            return true;
        }
        for (int i = 0; i < fact.own().size(); i++) {
            if (commits.get(fact.own().get(i))) {
                return true;
            }
        }
        for (int i = 0; i < fact.unnamed().size(); i++) {
            if (hashes.contains(fact.unnamed().get(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a row must be read again.
     *
     * @param name what names the artifact, see {@link SourceIds}
     * @param commit the number of its commit
     * @param title what stands for its title
     */
    boolean concern(int name, int commit, long title) {
        return titles.contains(title)
                || (name >= 0 && pullRequests.get(name))
                || (commit != StringPool.NONE && named.get(commit));
    }
}
