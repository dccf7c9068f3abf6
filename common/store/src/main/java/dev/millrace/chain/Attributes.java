package dev.millrace.chain;

import dev.millrace.model.ArtifactSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of the snapshot attributes that chains are made from; {@code docs/events.md} says what each holds. */
final class Attributes {

    static final String MERGE_COMMIT = "mergeCommit";
    static final String COMMIT = "commit";
    static final String COMMITS = "commits";
    static final String BRANCH = "branch";
    static final String REPOSITORY = "repository";
    static final String BUILD = "build";
    static final String JOB = "job";
    static final String REVERTS = "reverts";
    static final String REVERTS_PULL_REQUEST = "revertsPullRequest";
    static final String PARENTS = "parents";
    static final String ENVIRONMENT = "environment";
    static final String PRODUCTION = "production";
    /** What told that it is production; only of what was read, see {@link Places#read}, and never stored. */
    static final String PRODUCTION_RULE = "productionRule";

    static final String AUTHOR_TYPE = "authorType";
    static final String DEFAULT_BRANCH = "defaultBranch";
    static final String BASE = "base";
    static final String ISSUE_KEYS = "issueKeys";
    static final String KEYS_IN_BRANCH = "keys.branch";
    static final String KEYS_IN_TITLE = "keys.title";
    static final String KEYS_IN_COMMITS = "keys.commit";
    static final String KEYS_IN_BODY = "keys.body";

    private static final String BOT = "bot";

    private Attributes() {}

    static List<String> all(ArtifactSnapshot snapshot, String name) {
        return snapshot.attributes().getOrDefault(name, List.of());
    }

    static @Nullable String first(ArtifactSnapshot snapshot, String name) {
        List<String> values = all(snapshot, name);
        return values.isEmpty() ? null : values.get(0);
    }

    /** What stands for the job of a build or deployment, whatever the job was called when it was made; else for its repository. */
    static String pipeline(ArtifactSnapshot run) {
        String job = first(run, JOB);
        return job == null ? run.project() : job;
    }

    static boolean isTrue(ArtifactSnapshot snapshot, String name) {
        return "true".equals(first(snapshot, name));
    }

    /** Whether a commit lies on no default branch: it was captured because it was deployed. */
    static boolean isAside(ArtifactSnapshot commit) {
        return "false".equals(first(commit, DEFAULT_BRANCH));
    }

    /** Whether an account that is no person's made it, as its tool says. */
    static boolean isBot(ArtifactSnapshot snapshot) {
        return BOT.equals(first(snapshot, AUTHOR_TYPE));
    }
}
