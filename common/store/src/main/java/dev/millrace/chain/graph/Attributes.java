package dev.millrace.chain.graph;

import dev.millrace.model.ArtifactSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of the snapshot attributes that chains are made from; {@code docs/events.md} says what each holds. */
public final class Attributes {

    public static final String MERGE_COMMIT = "mergeCommit";
    public static final String COMMIT = "commit";
    static final String COMMITS = "commits";
    public static final String BRANCH = "branch";
    public static final String REPOSITORY = "repository";
    public static final String BUILD = "build";
    public static final String JOB = "job";
    static final String REVERTS = "reverts";
    static final String REVERTS_PULL_REQUEST = "revertsPullRequest";
    static final String PARENTS = "parents";
    public static final String ENVIRONMENT = "environment";
    public static final String PRODUCTION = "production";
    /** What told that it is production; only of what was read, see {@link ServiceCatalog#read}, and never stored. */
    public static final String PRODUCTION_RULE = "productionRule";

    static final String AUTHOR_TYPE = "authorType";
    static final String DEFAULT_BRANCH = "defaultBranch";
    static final String BASE = "base";
    public static final String ISSUE_KEYS = "issueKeys";
    public static final String KEYS_IN_BRANCH = "keys.branch";
    public static final String KEYS_IN_TITLE = "keys.title";
    public static final String KEYS_IN_COMMITS = "keys.commit";
    public static final String KEYS_IN_BODY = "keys.body";

    private static final String BOT = "bot";

    private Attributes() {}

    public static List<String> all(ArtifactSnapshot snapshot, String name) {
        return snapshot.attributes().getOrDefault(name, List.of());
    }

    public static @Nullable String first(ArtifactSnapshot snapshot, String name) {
        List<String> values = all(snapshot, name);
        return values.isEmpty() ? null : values.get(0);
    }

    /** What stands for the job of a build or deployment, whatever the job was called when it was made; else for its repository. */
    public static String pipeline(ArtifactSnapshot run) {
        String job = first(run, JOB);
        return job == null ? run.project() : job;
    }

    public static boolean isTrue(ArtifactSnapshot snapshot, String name) {
        return "true".equals(first(snapshot, name));
    }

    /** Whether a commit lies on no default branch: it was captured because it was deployed. */
    public static boolean isAside(ArtifactSnapshot commit) {
        return "false".equals(first(commit, DEFAULT_BRANCH));
    }

    /** Whether an account that is no person's made it, as its tool says. */
    public static boolean isBot(ArtifactSnapshot snapshot) {
        return BOT.equals(first(snapshot, AUTHOR_TYPE));
    }
}
