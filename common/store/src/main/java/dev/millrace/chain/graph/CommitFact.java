package dev.millrace.chain.graph;

import dev.millrace.binary.BinaryInput;
import dev.millrace.binary.BinaryOutput;
import dev.millrace.binary.TextReader;
import dev.millrace.binary.TextWriter;
import dev.millrace.chain.compact.IntList;
import java.util.ArrayList;
import java.util.List;

/**
 * What a captured commit says for itself.
 *
 * @param name what names it, see {@link SourceIds}
 * @param commit its number among the commits
 * @param parents the numbers of its parents
 * @param repository the number of its repository's name
 * @param branches the default branches that it came to
 * @param aside whether it is only known because it was deployed: it lies on no default branch
 * @param landedAt when it was there first, in milliseconds
 * @param takes by what it says that it takes others back
 */
public record CommitFact(
        int name,
        int commit,
        IntList parents,
        int repository,
        List<String> branches,
        boolean aside,
        long landedAt,
        List<Reverts.Name> takes) {

    public void write(BinaryOutput out, TextWriter texts) {
        out.number(name);
        out.number(commit);
        out.number(parents.size());
        for (int i = 0; i < parents.size(); i++) {
            out.number((long) parents.get(i) - commit);
        }
        out.number(repository);
        out.number(branches.size());
        branches.forEach(texts::write);
        out.flag(aside);
        out.number(landedAt);
        Reverts.write(takes, out, texts);
    }

    public static CommitFact read(BinaryInput in, TextReader texts) {
        int name = in.integer();
        int commit = in.integer();
        IntList parents = IntList.of(in.integer());
        for (int i = 0; i < parents.size(); i++) {
            parents.put(i, commit + in.integer(), 0);
        }
        int repository = in.integer();
        int size = in.integer();
        List<String> branches = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            branches.add(texts.read());
        }
        return new CommitFact(
                name, commit, parents, repository, branches, in.flag(), in.number(), Reverts.read(in, texts));
    }
}
