package dev.millrace.chain;

import dev.millrace.binary.BinaryInput;
import dev.millrace.binary.BinaryOutput;
import dev.millrace.binary.TextReader;
import dev.millrace.binary.TextWriter;
import org.jspecify.annotations.Nullable;

/**
 * What a captured pull request says for itself.
 *
 * @param artifact its number
 * @param mergeCommit the number of its merge commit, or {@link Texts#NONE}
 * @param bot whether no person made it
 * @param own the numbers of its own commits, as far as something else names them
 * @param unnamed what stands for its other commits, see {@link Hashes}: nobody asks for them before they are captured
 * @param takes the title that it takes back, or null
 */
record PullRequestFact(
        int artifact, int mergeCommit, boolean bot, int[] own, long[] unnamed, Reverts.@Nullable Title takes) {

    void write(BinaryOutput out, TextWriter texts) {
        out.number(artifact);
        out.number(mergeCommit);
        out.flag(bot);
        out.number(own.length);
        for (int commit : own) {
            out.number(commit);
        }
        out.number(unnamed.length);
        for (long commit : unnamed) {
            out.fixedLong(commit);
        }
        Reverts.write(takes, texts);
    }

    static PullRequestFact read(BinaryInput in, TextReader texts) {
        int artifact = in.integer();
        int mergeCommit = in.integer();
        boolean bot = in.flag();
        int[] own = new int[in.integer()];
        for (int i = 0; i < own.length; i++) {
            own[i] = in.integer();
        }
        long[] unnamed = new long[in.integer()];
        for (int i = 0; i < unnamed.length; i++) {
            unnamed[i] = in.fixedLong();
        }
        return new PullRequestFact(artifact, mergeCommit, bot, own, unnamed, Reverts.read(texts));
    }
}
