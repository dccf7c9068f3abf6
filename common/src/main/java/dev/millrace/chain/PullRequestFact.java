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
        int artifact, int mergeCommit, boolean bot, IntList own, LongList unnamed, Reverts.@Nullable Title takes) {

    void write(BinaryOutput out, TextWriter texts) {
        out.number(artifact);
        out.number(mergeCommit);
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
        boolean bot = in.flag();
        IntList own = IntList.of(in.integer());
        for (int i = 0; i < own.size(); i++) {
            own.put(i, in.integer(), 0);
        }
        LongList unnamed = new LongList();
        for (int more = in.integer(); more > 0; more--) {
            unnamed.add(in.fixedLong());
        }
        return new PullRequestFact(artifact, mergeCommit, bot, own, unnamed, Reverts.read(texts));
    }
}
