package dev.millrace.github.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The queries to GitHub's GraphQL API. Their texts are files, so a schema can check them. */
public enum GraphQlQuery {
    REPOSITORY_PULSE("RepositoryPulse", "repository-pulse"),
    OWNER_REPOSITORIES("OwnerRepositories", "owner-repositories"),
    PULL_REQUESTS(
            "PullRequests",
            "pull-requests",
            "pull-request-fields",
            "account",
            "own-commit-fields",
            "review-fields",
            "timeline-fields",
            "label-fields",
            "closing-fields"),
    PULL_REQUESTS_BY_ID(
            "PullRequestsById",
            "pull-requests-by-id",
            "pull-request-fields",
            "account",
            "own-commit-fields",
            "review-fields",
            "timeline-fields",
            "label-fields",
            "closing-fields"),
    PULL_REQUEST_BY_NUMBER(
            "PullRequestByNumber",
            "pull-request-by-number",
            "pull-request-fields",
            "account",
            "own-commit-fields",
            "review-fields",
            "timeline-fields",
            "label-fields",
            "closing-fields"),
    PULL_REQUEST_IDS("PullRequestIds", "pull-request-ids"),
    LATEST_CHANGE("LatestChange", "latest-change"),
    MORE_COMMITS("MoreCommits", "more-commits", "own-commit-fields", "account"),
    MORE_REVIEWS("MoreReviews", "more-reviews", "review-fields", "account"),
    MORE_TIMELINE("MoreTimeline", "more-timeline", "timeline-fields", "account"),
    MORE_LABELS("MoreLabels", "more-labels", "label-fields"),
    MORE_CLOSING("MoreClosing", "more-closing", "closing-fields"),
    DEFAULT_BRANCH("DefaultBranch", "default-branch"),
    HISTORY("History", "history", "commit-fields", "account"),
    ISSUES("Issues", "issues", "issue-fields", "account", "issue-timeline-fields", "label-fields"),
    ISSUES_BY_ID("IssuesById", "issues-by-id", "issue-fields", "account", "issue-timeline-fields", "label-fields"),
    ISSUE_IDS("IssueIds", "issue-ids"),
    ISSUE_PLACES("IssuePlaces", "issue-places"),
    ISSUE_TYPES("IssueTypes", "issue-types"),
    ISSUE_PROJECTS("IssueProjects", "issue-projects", "account"),
    MORE_ISSUE_TIMELINE("MoreIssueTimeline", "more-issue-timeline", "issue-timeline-fields", "account"),
    CHECK_SUITES("CheckSuites", "check-suites"),
    RELEASES("Releases", "releases"),
    TAGS("Tags", "tags"),
    OWN_COMMENTS("OwnComments", "own-comments"),
    FOLLOWED_COMMENTS("FollowedComments", "followed-comments"),
    DEPLOYMENT_STATUSES("DeploymentStatuses", "deployment-statuses", "account"),
    DEPLOYMENT_COUNT("DeploymentCount", "deployment-count");

    private final String operation;
    private final String text;

    GraphQlQuery(String operation, String... files) {
        this.operation = operation;
        this.text = Stream.of(files).map(GraphQlQuery::read).collect(Collectors.joining("\n"));
    }

    /** The name of the operation. */
    String operation() {
        return operation;
    }

    /** The whole document: the operation and its fragments. */
    public String text() {
        return text;
    }

    private static String read(String file) {
        String resource = file + ".graphql";
        try (InputStream in = GraphQlQuery.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
