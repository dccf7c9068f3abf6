package dev.millrace.valuestream;

import dev.millrace.model.ArtifactSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which artifacts belong to a stream, a team or a service. Each kind of artifact is selected by where it lives (issues by project,
 * pull requests, commits, deployments and releases by repository, builds by job) and where labels or paths are given by one of
 * them as well. A kind whose place is not selected by anything does not belong.
 *
 * @param projects patterns of project keys
 * @param repositories patterns of repository names, such as {@code acme/*}
 * @param jobs patterns of full job names
 * @param labels patterns of labels; alone they select whatever carries one
 * @param paths patterns of changed files, as the attribute {@code paths} tells them
 */
public record Selection(
        List<Glob> projects, List<Glob> repositories, List<Glob> jobs, List<Glob> labels, List<Glob> paths) {

    /** Selects everything. */
    public static final Selection EVERYTHING = new Selection(List.of(), List.of(), List.of(), List.of(), List.of());

    /** Copies the lists. */
    public Selection {
        projects = List.copyOf(projects);
        repositories = List.copyOf(repositories);
        jobs = List.copyOf(jobs);
        labels = List.copyOf(labels);
        paths = List.copyOf(paths);
    }

    /** Whether nothing is asked for, so that everything belongs. */
    public boolean everything() {
        return equals(EVERYTHING);
    }

    /** Whether an artifact belongs. */
    public boolean accepts(ArtifactSnapshot artifact) {
        if (everything()) {
            return true;
        }
        List<Glob> places = switch (artifact.artifact().kind()) {
            case ISSUE, INCIDENT -> projects;
            case PULL_REQUEST, COMMIT, DEPLOYMENT, RELEASE -> repositories;
            case BUILD -> jobs;
        };
        boolean anyPlace = projects.isEmpty() && repositories.isEmpty() && jobs.isEmpty();
        boolean here = anyPlace || matches(places, List.of(artifact.project()));
        return here
                && (labels.isEmpty() || matches(labels, artifact.attributes().get("labels")))
                && (paths.isEmpty() || matches(paths, artifact.attributes().get("paths")));
    }

    private static boolean matches(List<Glob> patterns, @Nullable List<String> values) {
        return values != null
                && values.stream().anyMatch(value -> patterns.stream().anyMatch(glob -> glob.matches(value)));
    }
}
