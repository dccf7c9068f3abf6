package dev.millrace.github;

import dev.millrace.github.releases.ReleaseDeployment;
import dev.millrace.github.runs.RunDeployment;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What is read of each repository besides its pull requests, commits and deployments.
 *
 * @param runs whether workflow runs are
 * @param jobs of runs of how long before the first reading the queue times of jobs are read: a call for each run
 * @param issues whether GitHub's own issues are, as work items
 * @param project the number of the project whose status counts; empty for the one that an issue was added to first
 * @param runDeployments which runs and jobs deploy
 * @param releaseDeployments which releases and tags stand for deployments
 */
public record GitHubExtent(
        boolean runs,
        Duration jobs,
        boolean issues,
        OptionalInt project,
        List<RunDeployment> runDeployments,
        List<ReleaseDeployment> releaseDeployments) {

    /** So many days before the first reading the queue times of jobs are read. */
    public static final int DEFAULT_JOB_DAYS = 30;

    /** Runs and releases, but no issues: where Jira has the work items, GitHub's issues would be others. */
    public static final GitHubExtent STANDARD =
            new GitHubExtent(true, Duration.ofDays(DEFAULT_JOB_DAYS), false, OptionalInt.empty(), List.of(), List.of());

    /** Copies the lists. */
    public GitHubExtent {
        Objects.requireNonNull(jobs, "jobs");
        Objects.requireNonNull(project, "project");
        runDeployments = List.copyOf(runDeployments);
        releaseDeployments = List.copyOf(releaseDeployments);
    }

    /** The same with issues, or without. */
    public GitHubExtent withIssues(boolean read) {
        return new GitHubExtent(runs, jobs, read, project, runDeployments, releaseDeployments);
    }
}
