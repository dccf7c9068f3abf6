package dev.millrace.demo.company;

import java.util.List;
import java.util.Objects;

/**
 * A service: one repository, one pipeline, one team.
 *
 * @param number the number of the service, from 1
 * @param repository the repository's name without its owner
 * @param project the key of the Jira project most of its work is in
 * @param merging how its team merges
 * @param releasing when and through what it reaches production
 * @param team who works on it
 */
public record Service(
        int number, String repository, String project, Merging merging, Releasing releasing, List<Person> team) {

    /** The three ways of merging that GitHub offers. */
    public enum Merging {
        /** One new commit for all of a pull request. */
        SQUASH,
        /** The commits as they are, and a merge commit. */
        MERGE,
        /** The commits again, with new hashes. */
        REBASE
    }

    /** How changes reach production. */
    public enum Releasing {
        /** A deployment on GitHub every working day at three. */
        DAILY,
        /** A Jenkins job on Tuesday and Thursday that a person approves. */
        TWICE_A_WEEK,
        /** A deployment on GitHub behind every green build. */
        CONTINUOUS
    }

    /** Copies the list. */
    public Service {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(merging, "merging");
        Objects.requireNonNull(releasing, "releasing");
        team = List.copyOf(team);
    }

    /** The repository's full name. */
    public String fullName() {
        return Company.OWNER + '/' + repository;
    }
}
