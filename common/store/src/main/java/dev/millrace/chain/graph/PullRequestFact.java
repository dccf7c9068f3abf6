package dev.millrace.chain.graph;

import dev.millrace.chain.compact.IntList;
import dev.millrace.chain.compact.LongList;
import dev.millrace.metrics.origin.Automation;
import dev.millrace.model.Hash64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a captured pull request says for itself.
 *
 * @param artifact its number
 * @param mergeCommit the number of its merge commit, or {@link StringPool#NONE}
 * @param repository the number of its repository's name
 * @param mergedAt when it was merged, in milliseconds, or {@link #NOT_MERGED}
 * @param base the branch that it was merged into, or null if that is the default branch or it was not merged
 * @param automation what it is if automation made it, else null
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
}
