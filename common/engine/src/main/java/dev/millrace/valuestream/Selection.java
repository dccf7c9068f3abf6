package dev.millrace.valuestream;

import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which artifacts belong to a stream, a team or a service. Each kind of artifact is selected by where it lives (issues by project, or by repository where they live in one,
 * pull requests, commits, deployments and releases by repository, builds and their stages by job or by the repository that they say
 * they were made from) and where labels are given by one of
 * them as well. A kind whose place is not selected by anything does not belong.
 *
 * @param projects patterns of project keys
 * @param repositories patterns of repository names, such as {@code acme/*}
 * @param jobs patterns of full job names
 * @param labels patterns of labels; alone they select whatever carries one
 */
public record Selection(List<Glob> projects, List<Glob> repositories, List<Glob> jobs, List<Glob> labels) {

    /** Selects everything. */
    public static final Selection EVERYTHING = new Selection(List.of(), List.of(), List.of(), List.of());

    /** Copies the lists. */
    public Selection {
        projects = List.copyOf(projects);
        repositories = List.copyOf(repositories);
        jobs = List.copyOf(jobs);
        labels = List.copyOf(labels);
    }

    /** Whether it has no condition, so that everything belongs. */
    public boolean everything() {
        return equals(EVERYTHING);
    }

    /** Whether an artifact belongs. */
    public boolean accepts(ArtifactSnapshot artifact) {
        return accepts(artifact, artifact.project());
    }

    boolean accepts(ArtifactSnapshot artifact, String inProject) {
        if (everything()) {
            return true;
        }
        boolean anyPlace = projects.isEmpty() && repositories.isEmpty() && jobs.isEmpty();
        return (anyPlace || livesHere(artifact, List.of(inProject)))
                && (labels.isEmpty() || matches(labels, artifact.attributes().get(Attribute.LABELS)));
    }

    private boolean livesHere(ArtifactSnapshot artifact, List<String> project) {
        return switch (artifact.artifact().kind()) {
            // the project of an issue of GitHub is its repository, whose name has a slash as no key of a project has
            case ISSUE, INCIDENT -> matches(projects, project) || matches(repositories, project);
            case PULL_REQUEST, COMMIT, RELEASE -> matches(repositories, project);
            case BUILD, DEPLOYMENT ->
                job(artifact) == null
                        ? matches(repositories, project)
                        : matches(jobs, project)
                                || matches(repositories, artifact.attributes().get(Attribute.REPOSITORY));
        };
    }

    /** The full name of the job that a build is a run of, or in whose build a stage deployed; null for anything else. */
    static @Nullable String job(ArtifactSnapshot artifact) {
        boolean build = artifact.artifact().kind() == ArtifactKind.BUILD;
        boolean ofBuild = artifact.parent() != null && artifact.parent().kind() == ArtifactKind.BUILD;
        return build || ofBuild ? artifact.project() : null;
    }

    private static boolean matches(List<Glob> patterns, @Nullable List<String> values) {
        return values != null
                && values.stream().anyMatch(value -> patterns.stream().anyMatch(glob -> glob.matches(value)));
    }
}
