package dev.millrace.model;

/**
 * The names of the attributes of {@link ArtifactSnapshot#attributes} that collectors, stores and figures share. They stand in stores and
 * exports: a name never changes its meaning. {@code docs/events.md} describes those that an import may write.
 */
public final class Attribute {

    /** Labels of an issue or pull request. Written by the collectors; read by streams, item types and incident rules select by them. */
    public static final String LABELS = "labels";

    /**
     * When an issue or pull request got and lost labels: instant, space, {@code +} or {@code -}, label.
     * Written by the GitHub collector; no figure depends on it.
     */
    public static final String LABEL_TIMES = "labelTimes";

    /** Components of an issue. Written by the Jira collector; no figure depends on it. */
    public static final String COMPONENTS = "components";

    /** Versions that an issue is fixed in. Written by the Jira and GitHub collectors (milestone); no figure depends on it. */
    public static final String FIX_VERSIONS = "fixVersions";

    /**
     * Versions that an issue is fixed in: the tool's id, {@code released} or {@code unreleased}, the date of the release or {@code -}, the
     * name, with spaces between. Written by the Jira collector; no figure depends on it.
     */
    public static final String RELEASES = "releases";

    /**
     * Sprints that an issue is or was in at the end: the tool's id, state, start, end and completion (ISO-8601 in UTC, or {@code -}), the
     * name, with spaces between. Written by the Jira collector and imports; read by flow.
     */
    public static final String SPRINTS = "sprints";

    /**
     * From when on an issue was in which sprints: instant, then their ids or {@code -}, with spaces between; ordered, from its creation.
     * What was committed is what was in a sprint at its start. Written by the Jira collector and imports; read by flow.
     */
    public static final String SPRINT_TIMES = "sprintTimes";

    /**
     * From when on an issue had which priority: instant, space, name or {@code -}; ordered, from its creation;
     * absent if it never changed. Written by the Jira collector; no figure depends on it.
     */
    public static final String PRIORITY_TIMES = "priorityTimes";

    /**
     * When a build was deleted in its tool, ISO-8601 in UTC; it has no address any more. Written by the Jenkins plugin; read by the build
     * card. No figure depends on it: what a build did stays done.
     */
    public static final String DELETED = "deleted";

    /** The name of an issue's priority. Written by the Jira collector; read by incident rules. */
    public static final String PRIORITY = "priority";

    /**
     * The tool's own instant of an issue's resolution, ISO-8601 in UTC.
     * Written by the Jira collector and imports; read by flow, where no event shows when the issue was done.
     */
    public static final String RESOLVED = "resolved";

    /**
     * The tool's ids of the resolutions that an issue has or had: id, space, name. Written by the Jira collector; read by flow: an id means
     * the same in every language.
     */
    public static final String RESOLUTION_IDS = "resolutionIds";

    /** The key of an issue's epic, where it is no parent. Written by the Jira collector; no figure depends on it. */
    public static final String EPIC = "epic";

    /** The service that an incident affects, or that a deployment says it deploys. Written by imports; of incidents read by metrics. */
    public static final String SERVICE = "service";

    /**
     * The branch of a commit, build or pull request (its head).
     * Written by the GitHub collector and the Jenkins plugin; read by chain, build card.
     */
    public static final String BRANCH = "branch";

    /** The branch that a pull request goes to. Written by the GitHub collector; read by chain. */
    public static final String BASE = "base";

    /**
     * {@code true} if a pull request goes to the default branch; {@code false} if a commit lies on none.
     * Written by the GitHub collector; read by chain.
     */
    public static final String DEFAULT_BRANCH = "defaultBranch";

    /** Who opened a pull request: {@code human}, {@code bot} or {@code unknown}. Written by the GitHub collector; read by chain. */
    public static final String AUTHOR_TYPE = "authorType";

    /**
     * The account that opened a pull request, without {@code [bot]}: of an app, or one that the definition names under {@code origins}; no
     * other account of a person is kept. Written by the GitHub collector and imports; read by flow.
     */
    public static final String AUTHOR_ACCOUNT = "authorAccount";

    /**
     * The authors of a pull request's own commits, or of a commit, as name and address, that a rule of {@code origins} names; no others are
     * kept. Written by the GitHub collector and imports; read by flow.
     */
    public static final String COMMIT_AUTHORS = "commitAuthors";

    /**
     * The lines of the messages of those commits that a rule of {@code origins} names, such as {@code Co-authored-by} of an assistant; no
     * others are kept. Written by the GitHub collector and imports; read by flow.
     */
    public static final String ORIGIN_TRAILERS = "originTrailers";

    /**
     * When apps reviewed a pull request: instant, space, account. Written by the GitHub collector; read by flow.
     */
    public static final String REVIEWS_OF_APPS = "reviewsOfApps";

    /** The hash of the commit that merged a pull request. Written by the GitHub collector; read by chain, item. */
    public static final String MERGE_COMMIT = "mergeCommit";

    /** The hash of the newest commit of a pull request when it was read. Written by the GitHub collector; read by item. */
    public static final String HEAD_COMMIT = "headCommit";

    /** When the branch of a pull request was overwritten. Written by the GitHub collector; no figure depends on it. */
    public static final String FORCE_PUSHED_AT = "forcePushedAt";

    /**
     * When a pull request entered and left the merge queue: instant, space, {@code +} or {@code -}.
     * Written by the GitHub collector; no figure depends on it.
     */
    public static final String MERGE_QUEUE_TIMES = "mergeQueueTimes";

    /** Candidates for issue keys in the name of the branch. Written by the GitHub collector; read by links. */
    public static final String KEYS_IN_BRANCH = "keys.branch";

    /** Candidates for issue keys in the title. Written by the GitHub collector; read by links. */
    public static final String KEYS_IN_TITLE = "keys.title";

    /** Issue keys that commit messages say they work on. Written by the GitHub collector; read by links. */
    public static final String KEYS_IN_COMMITS = "keys.commit";

    /** Candidates for issue keys in the description. Written by the GitHub collector; read by links. */
    public static final String KEYS_IN_BODY = "keys.body";

    /** Hashes of the commits that a change says it reverts. Written by the GitHub collector; read by chain, flow. */
    public static final String REVERTS = "reverts";

    /** Keys of the pull requests that a change says it reverts. Written by the GitHub collector; read by chain, flow. */
    public static final String REVERTS_PULL_REQUEST = "revertsPullRequest";

    /** Hashes of the commits that a commit was picked from. Written by the GitHub collector; no figure depends on it. */
    public static final String CHERRY_PICKED_FROM = "cherryPickedFrom";

    /** Hashes of a commit's parents. Written by the GitHub collector; read by chain. */
    public static final String PARENTS = "parents";

    /**
     * The revision of a build or deployment; of a build all that it checked out.
     * Written by the GitHub collector and the Jenkins plugin; read by chain, build card.
     */
    public static final String COMMIT = "commit";

    /** Hashes of the commits that are new in a build. Written by the Jenkins plugin; read by chain, build card. */
    public static final String COMMITS = "commits";

    /** Of the commits that are new in a build: hash, space, instant. Written by the Jenkins plugin; read by build card. */
    public static final String COMMIT_TIMES = "commitTimes";

    /**
     * Full names of the repositories of a build or deployment.
     * Written by the Jenkins plugin, the GitHub collector and imports; read by chain, streams.
     */
    public static final String REPOSITORY = "repository";

    /** The build that made what a deployment deploys. Written by imports and stages of builds; read by chain. */
    public static final String BUILD = "build";

    /**
     * What stands for the job of a build, whatever its name was when it ran.
     * Written by the Jenkins plugin and the GitHub collector; read by chain, flow.
     */
    public static final String JOB = "job";

    /** Candidates for issue keys in branch, description and commits of a build. Written by the Jenkins plugin; read by links, build card. */
    public static final String ISSUE_KEYS = "issueKeys";

    /**
     * Why a build ran, in the words of {@link BuildCause}.
     * Written by the Jenkins plugin and the GitHub collector; read by build card.
     */
    public static final String CAUSES = "causes";

    /** What could not be read of a build, in sentences. Written by the Jenkins plugin; read by build card. */
    public static final String UNREAD = "unread";

    /** {@code true} if a build ran a Pipeline. Written by the Jenkins plugin; read by build card. */
    public static final String PIPELINE = "pipeline";

    /**
     * How long steps outside of all stages waited for an agent, in milliseconds, or {@code unknown}.
     * Written by the Jenkins plugin; read by build card.
     */
    public static final String AGENT_WAIT_OUTSIDE = "agentWaitOutsideMs";

    /**
     * How long steps outside of all stages waited for input, in milliseconds, or {@code unknown}.
     * Written by the Jenkins plugin; read by build card.
     */
    public static final String INPUT_PAUSE_OUTSIDE = "inputPauseOutsideMs";

    /**
     * Where a build or deployment deploys to.
     * Written by the GitHub collector, the Jenkins plugin and imports; read by chain, flow, doctor.
     */
    public static final String ENVIRONMENT = "environment";

    /**
     * {@code true} if that environment is production.
     * Written by the GitHub collector, the Jenkins plugin and imports; read by chain, flow.
     */
    public static final String PRODUCTION = "production";

    /**
     * Of a build's stages that deploy, as its Pipeline or its tool's configuration says: stage id, space, environment.
     * {@link DeployStages#NO_OTHER} says that no other stage does, whatever its name.
     * Written by the Jenkins plugin and the GitHub collector; read by chain, flow, links.
     */
    public static final String DEPLOY_STAGES = "deployStages";

    /**
     * What those stages deploy: stage id, space, {@code version}, {@code service} or {@code artifact}, space, value.
     * Written by the Jenkins plugin; read by links.
     */
    public static final String DEPLOY_DETAILS = "deployDetails";

    /**
     * What runners the jobs of a build asked for: stage id, space, labels with commas between; only of jobs that a runner took.
     * Written by the GitHub collector; read by metrics.
     */
    public static final String RUNNER_LABELS = "runnerLabels";

    /** The version that a deployment deploys. Written by stages of builds; no figure depends on it. */
    public static final String VERSION = "version";

    /** The artifact that a deployment deploys, such as an image. Written by stages of builds; no figure depends on it. */
    public static final String ARTIFACT = "artifact";

    /** The builds that started a build, each as job, number sign, number. Written by the Jenkins plugin; no figure depends on it. */
    public static final String UPSTREAM = "upstream";

    /**
     * The numbers of the pull requests that a build was made of.
     * Written by the Jenkins plugin and the GitHub collector; no figure depends on it.
     */
    public static final String PULL_REQUESTS = "pullRequests";

    private Attribute() {}
}
