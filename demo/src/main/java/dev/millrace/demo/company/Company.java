package dev.millrace.demo.company;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * All that the simulated company has in its tools at {@link #END}.
 *
 * <p>One thing is true of it by construction: changes wait for review longer than for anything else. Until August the wait stays
 * the same; from {@link #REVIEW_SLOWS} on it grows from week to week. A report that names another constraint, or that sees no
 * change between the first three months and the last three, is wrong.
 *
 * @param people everybody, bots too
 * @param services what they build
 * @param issues all issues, oldest first
 * @param pullRequests all pull requests, oldest first
 * @param trunks the history of every default branch, oldest first
 * @param deployments all deployments on GitHub, oldest first
 * @param builds all builds, oldest first
 * @param showcase the key of the issue that the demo shows as its example
 */
public record Company(
        List<Person> people,
        List<Service> services,
        List<SimulatedIssue> issues,
        List<SimulatedPullRequest> pullRequests,
        List<Trunk> trunks,
        List<SimulatedDeployment> deployments,
        List<SimulatedBuild> builds,
        String showcase) {

    /** Who owns the repositories. */
    public static final String OWNER = "fernmoor";
    /** The address of its Jira site; no such host exists. */
    public static final URI JIRA = URI.create("https://jira.fernmoor.example");
    /** The address of its GitHub for people; no such host exists. */
    public static final URI GITHUB = URI.create("https://github.fernmoor.example");
    /** The address of its GitHub for programs; no such host exists. */
    public static final URI GITHUB_API = URI.create("https://api.github.fernmoor.example");
    /** Before this instant nothing happened. */
    public static final Instant START = Instant.parse("2026-04-13T00:00:00Z");
    /** From this instant on changes wait longer for review, each week a little more. */
    public static final Instant REVIEW_SLOWS = Instant.parse("2026-08-17T00:00:00Z");
    /** From this instant on assistants and agents write a part of the changes. */
    public static final Instant MACHINES_WRITE = Instant.parse("2026-06-01T00:00:00Z");
    /** After this instant nothing happened: when the demo's report is made. */
    public static final Instant END = Instant.parse("2026-10-31T00:00:00Z");
    /** Where its people work. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    /** The seed that the demo uses. */
    public static final long SEED = 20_261_031;

    /**
     * The history of a default branch.
     *
     * @param service whose
     * @param commits oldest first; merged branches stand before their merge commit
     */
    public record Trunk(Service service, List<SimulatedCommit> commits) {
        /** Copies the list. */
        public Trunk {
            Objects.requireNonNull(service, "service");
            commits = List.copyOf(commits);
        }
    }

    /** Copies the lists. */
    public Company {
        people = List.copyOf(people);
        services = List.copyOf(services);
        issues = List.copyOf(issues);
        pullRequests = List.copyOf(pullRequests);
        trunks = List.copyOf(trunks);
        deployments = List.copyOf(deployments);
        builds = List.copyOf(builds);
        Objects.requireNonNull(showcase, "showcase");
    }
}
