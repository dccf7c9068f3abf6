package dev.millrace.chain;

import dev.millrace.binary.BinaryInput;
import dev.millrace.binary.BinaryOutput;
import dev.millrace.binary.TextReader;
import dev.millrace.binary.TextWriter;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a captured pull request says for itself.
 *
 * @param artifact its number
 * @param mergeCommit the number of its merge commit, or {@link Texts#NONE}
 * @param repository the number of its repository's name
 * @param mergedAt when it was merged, in milliseconds, or {@link #NOT_MERGED}
 * @param base the branch that it was merged into, or null if that is the default branch or it was not merged
 * @param bot whether no person made it
 * @param own the numbers of its own commits, as far as something else names them
 * @param unnamed what stands for its other commits, see {@link Hashes}: nobody asks for them before they are captured
 * @param takes the title that it takes back, or null
 */
record PullRequestFact(
        int artifact,
        int mergeCommit,
        int repository,
        long mergedAt,
        @Nullable String base,
        boolean bot,
        IntList own,
        LongList unnamed,
        Reverts.@Nullable Title takes) {

    static final long NOT_MERGED = Long.MAX_VALUE;

    /** How many commits GitHub lists of a pull request at most. */
    private static final int MOST_OWN_COMMITS = 250;

    /** Whether it has more commits than anybody can tell. */
    boolean cutOff() {
        return own.size() + unnamed.size() >= MOST_OWN_COMMITS;
    }

    /** Whether it was merged as the same commit and brought the same commits to the same place. */
    boolean holdsTheSame(PullRequestFact other, CommitGraph graph) {
        return mergeCommit == other.mergeCommit
                && mergedAt == other.mergedAt
                && Objects.equals(base, other.base)
                && commits(graph).equals(other.commits(graph));
    }

    private Set<Long> commits(CommitGraph graph) {
        Set<Long> commits = new HashSet<>();
        for (int i = 0; i < own.size(); i++) {
            commits.add(Hashes.of(graph.sha(own.get(i))));
        }
        for (int i = 0; i < unnamed.size(); i++) {
            commits.add(unnamed.get(i));
        }
        return commits;
    }

    void write(BinaryOutput out, TextWriter texts) {
        out.number(artifact);
        out.number(mergeCommit);
        out.number(repository);
        out.number(mergedAt);
        texts.write(base);
        out.flag(bot);
        out.number(own.size());
        for (int i = 0; i < own.size(); i++) {
            out.number(own.get(i));
        }
        out.number(unnamed.size());
        for (int i = 0; i < unnamed.size(); i++) {
            out.fixedLong(unnamed.get(i));
        }
        Reverts.write(takes, texts);
    }

    static PullRequestFact read(BinaryInput in, TextReader texts) {
        int artifact = in.integer();
        int mergeCommit = in.integer();
        int repository = in.integer();
        long mergedAt = in.number();
        String base = texts.readOrNull();
        boolean bot = in.flag();
        IntList own = IntList.of(in.integer());
        for (int i = 0; i < own.size(); i++) {
            own.put(i, in.integer(), 0);
        }
        LongList unnamed = new LongList();
        for (int more = in.integer(); more > 0; more--) {
            unnamed.add(in.fixedLong());
        }
        return new PullRequestFact(
                artifact, mergeCommit, repository, mergedAt, base, bot, own, unnamed, Reverts.read(texts));
    }
}
