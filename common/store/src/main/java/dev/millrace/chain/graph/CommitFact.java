package dev.millrace.chain.graph;

import dev.millrace.chain.compact.IntList;
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
        List<Reverts.Name> takes) {}
