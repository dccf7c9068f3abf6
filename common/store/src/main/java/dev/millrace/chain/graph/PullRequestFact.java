package dev.millrace.chain.graph;

import dev.millrace.binary.BinaryInput;
import dev.millrace.binary.BinaryOutput;
import dev.millrace.binary.TextReader;
import dev.millrace.binary.TextWriter;
import dev.millrace.chain.compact.Hash64;
import dev.millrace.chain.compact.IntList;
import dev.millrace.chain.compact.LongList;
import dev.millrace.flow.Automation;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a captured pull request says for itself.
 *
 * @param artifact its number
 * @param mergeCommit the number of its merge commit, or {@link StringPool#NONE}
 * @param repository the number of its repository's name
 * @param mergedAt when it was merged, in milliseconds, or {@link #NOT_MERGED}
 * @param base the branch that it was merged into, or null if that is the default branch or it was not merged
 * @param automation what it is if no person made it, else null
 * @param own the numbers of its own commits, as far as something else names them
 * @param unnamed what stands for its other commits, see {@link Hash64}: nobody asks for them before they are captured
 * @param key what stands for its key among the names that a revert can name it by
 * @param takes by what it says that it takes others back
 */
public record PullRequestFact(
        int artifact,
        int mergeCommit,
        int repository,
        long mergedAt,
        @Nullable String base,
        @Nullable Automation automation,
        IntList own,
        LongList unnamed,
        long key,
        List<Reverts.Name> takes) {

    static final long NOT_MERGED = Long.MAX_VALUE;

    /** How many commits GitHub lists of a pull request at most. */
    private static final int MOST_OWN_COMMITS = 250;

    /** Whether it has more commits than anybody can tell. */
    boolean cutOff() {
        return own.size() + unnamed.size() >= MOST_OWN_COMMITS;
    }

    /** Whether it was merged as the same commit and brought the same commits to the same place. */
    public boolean holdsTheSame(PullRequestFact other, CommitGraph graph) {
        return mergeCommit == other.mergeCommit
                && mergedAt == other.mergedAt
                && Objects.equals(base, other.base)
                && commits(graph).equals(other.commits(graph));
    }

    private Set<Long> commits(CommitGraph graph) {
        Set<Long> commits = new HashSet<>();
        for (int i = 0; i < own.size(); i++) {
            commits.add(Hash64.of(graph.sha(own.get(i))));
        }
        for (int i = 0; i < unnamed.size(); i++) {
            commits.add(unnamed.get(i));
        }
        return commits;
    }

    public void write(BinaryOutput out, TextWriter texts) {
        out.number(artifact);
        out.number(mergeCommit);
        out.number(repository);
        out.number(mergedAt);
        texts.write(base);
        out.flag(automation != null);
        if (automation != null) {
            texts.write(automation.project());
            texts.write(automation.stream());
            texts.write(automation.team());
            texts.write(automation.service());
            out.number(automation.createdAt().toEpochMilli());
            out.flag(automation.endedAt() != null);
            if (automation.endedAt() != null) {
                out.number(automation.endedAt().toEpochMilli());
            }
        }
        out.number(own.size());
        for (int i = 0; i < own.size(); i++) {
            out.number(own.get(i));
        }
        out.number(unnamed.size());
        for (int i = 0; i < unnamed.size(); i++) {
            out.fixedLong(unnamed.get(i));
        }
        out.fixedLong(key);
        Reverts.write(takes, out, texts);
    }

    public static PullRequestFact read(BinaryInput in, TextReader texts) {
        int artifact = in.integer();
        int mergeCommit = in.integer();
        int repository = in.integer();
        long mergedAt = in.number();
        String base = texts.readOrNull();
        Automation automation = in.flag()
                ? new Automation(
                        texts.read(),
                        texts.readOrNull(),
                        texts.readOrNull(),
                        texts.read(),
                        Instant.ofEpochMilli(in.number()),
                        in.flag() ? Instant.ofEpochMilli(in.number()) : null)
                : null;
        IntList own = IntList.of(in.integer());
        for (int i = 0; i < own.size(); i++) {
            own.put(i, in.integer(), 0);
        }
        LongList unnamed = new LongList();
        for (int more = in.integer(); more > 0; more--) {
            unnamed.add(in.fixedLong());
        }
        return new PullRequestFact(
                artifact,
                mergeCommit,
                repository,
                mergedAt,
                base,
                automation,
                own,
                unnamed,
                in.fixedLong(),
                Reverts.read(in, texts));
    }
}
