package dev.millrace.demo.fake;

import dev.millrace.demo.company.Company;
import dev.millrace.demo.company.Person;
import dev.millrace.demo.company.PullRequestStep;
import dev.millrace.demo.company.SimulatedCommit;
import dev.millrace.demo.company.SimulatedDeployment;
import dev.millrace.demo.company.SimulatedPullRequest;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The company's repositories as GitHub's GraphQL API shows them. */
final class GitHubGraph {

    private static final String BRANCH = "main";

    private final Company company;
    private final URI site;
    private final Map<String, SimulatedCommit> commits = new HashMap<>();
    private final Map<String, GraphObject> nodes = new HashMap<>();
    private final Map<String, GraphObject> repositories = new HashMap<>();

    GitHubGraph(Company company, URI site) {
        this.company = company;
        this.site = site;
        for (Company.Trunk trunk : company.trunks()) {
            trunk.commits().forEach(commit -> commits.put(commit.sha(), commit));
        }
        for (SimulatedPullRequest request : company.pullRequests()) {
            request.commits().forEach(commit -> commits.put(commit.sha(), commit));
        }
        for (Company.Trunk trunk : company.trunks()) {
            repositories.put(trunk.service().fullName().toLowerCase(Locale.ROOT), repository(trunk));
        }
    }

    /** Where queries begin. */
    GraphObject root(GraphObject rateLimit) {
        return new GraphObject("Query")
                .put("repository", arguments -> {
                    String name = arguments.get("owner") + "/" + arguments.get("name");
                    GraphObject found = repositories.get(name.toLowerCase(Locale.ROOT));
                    if (found == null) {
                        throw new NotFoundException("Could not resolve to a Repository with the name '" + name + "'.");
                    }
                    return found;
                })
                .put("node", arguments -> nodes.get(String.valueOf(arguments.get("id"))))
                .put(
                        "nodes",
                        arguments -> ((List<?>) Objects.requireNonNull(arguments.get("ids"), "ids"))
                                .stream()
                                        .map(id -> nodes.get(String.valueOf(id)))
                                        .toList())
                .put("viewer", GitHubAccounts.user(company.people().get(0)))
                .put("rateLimit", rateLimit);
    }

    /** What was asked for is not there. */
    static final class NotFoundException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotFoundException(String message) {
            super(message);
        }
    }

    private GraphObject repository(Company.Trunk trunk) {
        String name = trunk.service().fullName();
        List<SimulatedPullRequest> own = company.pullRequests().stream()
                .filter(request -> request.service().equals(trunk.service()))
                .toList();
        own.forEach(request -> nodes.put(nodeId(request), pullRequest(request)));
        List<GraphObject> deployments = company.deployments().stream()
                .filter(deployment -> deployment.service().equals(trunk.service()))
                .map(GitHubGraph::deployment)
                .toList();
        SimulatedCommit head = trunk.commits().get(trunk.commits().size() - 1);
        return new GraphObject("Repository")
                .put("id", "R_" + trunk.service().number())
                .put("databaseId", trunk.service().number())
                .put("name", trunk.service().repository())
                .put("nameWithOwner", name)
                .put("url", site + "/" + name)
                .put(
                        "defaultBranchRef",
                        new GraphObject("Ref").put("name", BRANCH).lazy("target", () -> commit(head)))
                .put("object", arguments -> {
                    SimulatedCommit found = commits.get(String.valueOf(arguments.get("oid")));
                    return found == null ? null : commit(found);
                })
                .put(
                        "pullRequests",
                        arguments -> new GraphConnection(
                                "PullRequestConnection",
                                sorted(own, arguments.get("orderBy")).stream()
                                        .map(request -> Objects.requireNonNull(nodes.get(nodeId(request))))
                                        .toList(),
                                own.size(),
                                arguments))
                .list("deployments", "Deployment", () -> deployments);
    }

    private static List<SimulatedPullRequest> sorted(List<SimulatedPullRequest> all, @Nullable Object order) {
        Map<?, ?> by = order instanceof Map<?, ?> map ? map : Map.of();
        Comparator<SimulatedPullRequest> comparator = "UPDATED_AT".equals(by.get("field"))
                ? Comparator.comparing(SimulatedPullRequest::updatedAt)
                : Comparator.comparing(SimulatedPullRequest::createdAt);
        Comparator<SimulatedPullRequest> stable = comparator.thenComparing(SimulatedPullRequest::id);
        return all.stream()
                .sorted("DESC".equals(by.get("direction")) ? stable.reversed() : stable)
                .toList();
    }

    private GraphObject pullRequest(SimulatedPullRequest request) {
        Instant merged = request.mergedAt();
        Instant closed = request.closedAt();
        String mergeCommit = request.mergeCommit();
        return new GraphObject("PullRequest")
                .put("id", nodeId(request))
                .put("fullDatabaseId", Long.toString(request.id()))
                .put("number", request.number())
                .put("title", request.title())
                .put("body", request.body())
                .put("bodyText", request.body())
                .put("url", site + "/" + request.service().fullName() + "/pull/" + request.number())
                .put("state", merged != null ? "MERGED" : closed != null ? "CLOSED" : "OPEN")
                .put("isDraft", request.draft())
                .put("isCrossRepository", false)
                .put("createdAt", Wire.github(request.createdAt()))
                .put("updatedAt", Wire.github(request.updatedAt()))
                .put("closedAt", closed == null ? null : Wire.github(closed))
                .put("mergedAt", merged == null ? null : Wire.github(merged))
                .put("closed", closed != null)
                .put("merged", merged != null)
                .put("headRefName", request.branch())
                .put(
                        "headRefOid",
                        request.commits().get(request.commits().size() - 1).sha())
                .put("baseRefName", BRANCH)
                .lazy("mergeCommit", () -> {
                    SimulatedCommit commit = mergeCommit == null ? null : commits.get(mergeCommit);
                    return commit == null ? null : commit(commit);
                })
                .put("author", GitHubAccounts.actor(request.author()))
                .lazy(
                        "mergedBy",
                        () -> request.steps().stream()
                                .filter(step -> step.kind() == PullRequestStep.Kind.MERGED)
                                .findFirst()
                                .map(step -> GitHubAccounts.actor(step.actor()))
                                .orElse(null))
                .list(
                        "labels",
                        "Label",
                        () -> request.author().bot()
                                ? List.of(new GraphObject("Label").put("name", "dependencies"))
                                : List.of())
                .list(
                        "commits",
                        "PullRequestCommit",
                        () -> request.commits().stream()
                                .map(commit -> new GraphObject("PullRequestCommit").put("commit", commit(commit)))
                                .toList())
                .list("reviews", "PullRequestReview", () -> reviews(request))
                .put("timelineItems", arguments -> timeline(request, arguments))
                .list("closingIssuesReferences", "Issue", List::of);
    }

    private List<GraphObject> reviews(SimulatedPullRequest request) {
        List<GraphObject> reviews = new ArrayList<>();
        for (int i = 0; i < request.steps().size(); i++) {
            PullRequestStep step = request.steps().get(i);
            if (step.isReview()) {
                reviews.add(new GraphObject("PullRequestReview")
                        .put("id", "PRR_" + request.id() + '_' + i)
                        .put("fullDatabaseId", Long.toString(request.id() * 100 + i))
                        .put("state", step.kind().name())
                        .put("body", "")
                        .put("createdAt", Wire.github(step.at()))
                        .put("submittedAt", Wire.github(step.at()))
                        .put("author", GitHubAccounts.actor(step.actor())));
            }
        }
        return reviews;
    }

    private GraphConnection timeline(SimulatedPullRequest request, Map<String, Object> arguments) {
        List<GraphObject> all = new ArrayList<>();
        List<GraphObject> wanted = new ArrayList<>();
        for (int i = 0; i < request.steps().size(); i++) {
            PullRequestStep step = request.steps().get(i);
            if (step.isReview()) {
                continue;
            }
            String kind = itemType(step.kind());
            Person reviewer = step.reviewer();
            GraphObject item = new GraphObject(typeName(kind))
                    .put("id", "TE_" + request.id() + '_' + i)
                    .put("createdAt", Wire.github(step.at()))
                    .put("actor", GitHubAccounts.actor(step.actor()))
                    .put("requestedReviewer", reviewer == null ? null : GitHubAccounts.actor(reviewer));
            all.add(item);
            if (!(arguments.get("itemTypes") instanceof List<?> types) || types.contains(kind)) {
                wanted.add(item);
            }
        }
        return new GraphConnection("PullRequestTimelineItemsConnection", wanted, all.size(), arguments);
    }

    private static String itemType(PullRequestStep.Kind kind) {
        return switch (kind) {
            case READY_FOR_REVIEW -> "READY_FOR_REVIEW_EVENT";
            case CONVERTED_TO_DRAFT -> "CONVERT_TO_DRAFT_EVENT";
            case REVIEW_REQUESTED -> "REVIEW_REQUESTED_EVENT";
            case FORCE_PUSHED -> "HEAD_REF_FORCE_PUSHED_EVENT";
            case MERGED -> "MERGED_EVENT";
            case CLOSED -> "CLOSED_EVENT";
            case REOPENED -> "REOPENED_EVENT";
            case APPROVED, CHANGES_REQUESTED, COMMENTED -> "PULL_REQUEST_REVIEW";
        };
    }

    /** READY_FOR_REVIEW_EVENT is ReadyForReviewEvent. */
    private static String typeName(String itemType) {
        StringBuilder name = new StringBuilder();
        for (String word : itemType.split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    private GraphObject commit(SimulatedCommit commit) {
        String headline = commit.message().lines().findFirst().orElse("");
        return new GraphObject("Commit")
                .put("id", "C_" + commit.sha())
                .put("oid", commit.sha())
                .put("abbreviatedOid", commit.sha().substring(0, 7))
                .put("message", commit.message())
                .put("messageHeadline", headline)
                .put(
                        "messageBody",
                        commit.message().substring(headline.length()).strip())
                .put("authoredDate", Wire.github(commit.authoredAt()))
                .put("committedDate", Wire.github(commit.committedAt()))
                .put(
                        "author",
                        new GraphObject("GitActor")
                                .put("name", commit.author().displayName())
                                .put("date", Wire.github(commit.authoredAt()))
                                .put("user", commit.author().bot() ? null : GitHubAccounts.user(commit.author())))
                .list(
                        "parents",
                        "Commit",
                        () -> commit.parents().stream()
                                .map(parent -> new GraphObject("Commit").put("oid", parent))
                                .toList())
                .list("history", "Commit", () -> ancestry(commit));
    }

    /** The commit and all its ancestors, youngest first. */
    private List<GraphObject> ancestry(SimulatedCommit head) {
        Map<String, SimulatedCommit> seen = new HashMap<>();
        List<SimulatedCommit> open = new ArrayList<>(List.of(head));
        while (!open.isEmpty()) {
            SimulatedCommit commit = open.remove(open.size() - 1);
            if (seen.put(commit.sha(), commit) == null) {
                commit.parents().stream()
                        .map(commits::get)
                        .filter(Objects::nonNull)
                        .forEach(open::add);
            }
        }
        return seen.values().stream()
                .sorted(Comparator.comparing(SimulatedCommit::committedAt)
                        .thenComparing(SimulatedCommit::sha)
                        .reversed())
                .map(this::commit)
                .toList();
    }

    private static GraphObject deployment(SimulatedDeployment deployment) {
        return new GraphObject("Deployment")
                .put("databaseId", deployment.id())
                .put("environment", deployment.environment())
                .put("commitOid", deployment.sha())
                .put("createdAt", Wire.github(deployment.createdAt()));
    }

    private static String nodeId(SimulatedPullRequest request) {
        return "PR_" + request.id();
    }
}
