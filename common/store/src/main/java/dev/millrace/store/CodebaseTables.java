package dev.millrace.store;

import dev.millrace.model.ArtifactId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads derived rows of codebases, and of chains: what belongs to an issue and what serves a change. All methods throw {@link StoreException} if the store cannot be read. */
public interface CodebaseTables {

    /** The codebases of those artifacts that have one. */
    Map<ArtifactId, Integer> codebasesOf(Collection<ArtifactId> artifacts);

    /** The codebases of captured commits with these hashes, in any tool. */
    Map<String, Integer> codebasesOfCommits(Collection<String> hashes);

    /** The codebases of those names that have one. */
    Map<String, Integer> codebasesNamed(Collection<String> names);

    /** What codebases say that others depend on, by their numbers. */
    Map<Integer, DerivedChanges.CodebaseFacts> facts();

    /** The highest number of a codebase; 0 if there is none. */
    int lastCodebase();

    /** Every artifact of these codebases. */
    List<ArtifactId> members(Collection<Integer> codebases);

    /** The changes of a codebase, without the runs. */
    Map<ArtifactId, ServedRow> changes(int codebase);

    /** The bodies of the rows of a codebase, by artifact: of automation, delivery changes or deployments. */
    Map<ArtifactId, byte[]> bodies(DerivedTable table, int codebase);

    /** The artifacts that belong to each of these issues, each with its codebase. */
    Map<ArtifactId, Map<ArtifactId, Integer>> membersOf(Collection<ArtifactId> issues);

    /** The issues that each of these artifacts belongs to. */
    Map<ArtifactId, Set<ArtifactId>> itemsOf(Collection<ArtifactId> artifacts);

    /** What serves these changes. */
    Map<ArtifactId, ServedRow> served(Collection<ArtifactId> changes);
}
