package dev.millrace.derive;

import dev.millrace.chain.graph.Attributes;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * By what a commit, pull request, build or deployment belongs to a codebase: artifacts that share a name belong to the same one, and no
 * chain leads from one codebase to another but through an issue.
 *
 * @param names its repositories and jobs
 * @param commits the hashes that it names in small letters, that of a commit first
 */
record CodebaseNames(Set<String> names, Set<String> commits) {

    private static final String REPOSITORY = "repository ";
    private static final String JOB = "job ";
    private static final String COMMIT = "commit ";

    /** The kinds of artifacts that belong to a codebase. */
    static final List<ArtifactKind> KINDS =
            List.of(ArtifactKind.COMMIT, ArtifactKind.PULL_REQUEST, ArtifactKind.BUILD, ArtifactKind.DEPLOYMENT);

    static CodebaseNames of(ArtifactSnapshot artifact) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> commits = new LinkedHashSet<>();
        switch (artifact.artifact().kind()) {
            case COMMIT -> {
                names.add(REPOSITORY + artifact.project());
                commits.add(artifact.artifact().nativeId().toLowerCase(Locale.ROOT));
                add(artifact, Attribute.PARENTS, commits);
            }
            case PULL_REQUEST -> {
                names.add(REPOSITORY + artifact.project());
                add(artifact, Attribute.MERGE_COMMIT, commits);
            }
            default -> {
                names.add(JOB + Attributes.pipeline(artifact));
                // GitHub's deployments name their repository so
                names.add((artifact.artifact().kind() == ArtifactKind.BUILD ? JOB : REPOSITORY) + artifact.project());
                Attributes.all(artifact, Attribute.REPOSITORY).forEach(name -> names.add(REPOSITORY + name));
                add(artifact, Attribute.COMMIT, commits);
                add(artifact, Attribute.COMMITS, commits);
            }
        }
        return new CodebaseNames(names, commits);
    }

    /** All of them in one list, commits as {@link #ofCommit} names them. */
    List<String> all() {
        List<String> all = new ArrayList<>(names);
        commits.forEach(hash -> all.add(ofCommit(hash)));
        return all;
    }

    /** The name of a commit. */
    static String ofCommit(String hash) {
        return COMMIT + hash;
    }

    private static void add(ArtifactSnapshot artifact, String attribute, Set<String> to) {
        Attributes.all(artifact, attribute).forEach(hash -> to.add(hash.toLowerCase(Locale.ROOT)));
    }
}
