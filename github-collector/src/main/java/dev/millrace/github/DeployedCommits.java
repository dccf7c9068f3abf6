package dev.millrace.github;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What is known of the commits of a repository that were deployed. Hashes are full and in lower case. */
public interface DeployedCommits {

    /** Those that were deployed to production and are not captured, the latest deployed first. */
    List<String> uncaptured();

    /** Which of these commits are captured. */
    Set<String> captured(Collection<String> commits);
}
