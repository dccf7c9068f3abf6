package dev.millrace.fake.github;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the fake server keeps of one repository: objects as GraphQL or REST write them. Tests change them as they like. */
public final class FakeRepository {

    /** As GitHub writes it now. */
    public String name;

    final int id;
    /** What REST shows of it besides its id, its names and its owner's name. */
    public final Map<String, Object> more = new HashMap<>();
    /** As GraphQL writes them. */
    public final List<Map<String, Object>> pullRequests = new ArrayList<>();
    /** As GraphQL writes them. */
    public final List<Map<String, Object>> issues = new ArrayList<>();
    /** As GraphQL writes them, without parents and history, by hash. */
    public final Map<String, Map<String, Object>> commits = new LinkedHashMap<>();
    /** Newest first, as REST lists them. */
    public final List<Map<String, Object>> deployments = new ArrayList<>();

    /** As GraphQL writes them, newest first. */
    public final List<Map<String, Object>> releases = new ArrayList<>();
    /** As GraphQL writes references to tags. */
    public final List<Map<String, Object>> tags = new ArrayList<>();
    /** What was written into it. */
    public final FakeNotes notes = new FakeNotes();
    /** Its workflow runs. */
    public final FakeRuns runs = new FakeRuns();

    private final Map<Long, List<Map<String, Object>>> statuses = new HashMap<>();
    /** The hash of the head of the default branch; null while that is empty. */
    public @Nullable String head;

    FakeRepository(String name, int id) {
        this.name = name;
        this.id = id;
    }

    Map<String, Object> rest() {
        String owner = name.substring(0, name.indexOf('/'));
        Map<String, Object> shown = new HashMap<>(Map.of(
                "id",
                id,
                "node_id",
                nodeId(),
                "name",
                name.substring(owner.length() + 1),
                "full_name",
                name,
                "owner",
                Map.of("login", owner)));
        shown.putAll(more);
        return shown;
    }

    // ---- commits

    /** Adds a commit; the new head is the caller's to set. */
    public String commit(String oid, String message, String authored, String committed, String... parents) {
        Map<String, Object> commit = new HashMap<>();
        commit.put("__typename", "Commit");
        commit.put("id", "C_" + oid);
        commit.put("oid", oid);
        commit.put("message", message);
        commit.put("authoredDate", authored);
        commit.put("committedDate", committed);
        commit.put("author", new HashMap<>());
        commit.put("parentOids", List.of(parents));
        commits.put(oid, commit);
        return oid;
    }

    /** The commit of that hash, to be changed. */
    public Map<String, Object> commit(String oid) {
        return Objects.requireNonNull(commits.get(oid), oid);
    }

    List<String> parents(String oid) {
        return ((List<?>) Objects.requireNonNull(commit(oid).get("parentOids")))
                .stream().map(String.class::cast).toList();
    }

    /** In the order of {@code git log}: a commit is shown when it is reached, the newest of those reached first. */
    List<String> log(String from) {
        PriorityQueue<String> reached = new PriorityQueue<>(
                Comparator.comparing(this::committedAt).reversed().thenComparing(Comparator.naturalOrder()));
        Set<String> seen = new HashSet<>();
        List<String> log = new ArrayList<>();
        reached.add(from);
        seen.add(from);
        while (!reached.isEmpty()) {
            String oid = reached.remove();
            log.add(oid);
            parents(oid).stream().filter(commits::containsKey).filter(seen::add).forEach(reached::add);
        }
        return log;
    }

    /** What {@code git log base..head} shows, oldest first. */
    public List<String> between(String base, String to) {
        Set<String> known = new HashSet<>(log(base));
        List<String> between = new ArrayList<>(
                log(to).stream().filter(oid -> !known.contains(oid)).toList());
        Collections.reverse(between);
        return between;
    }

    private Instant committedAt(String oid) {
        return OffsetDateTime.parse(String.valueOf(commit(oid).get("committedDate")))
                .toInstant();
    }

    // ---- pull requests

    /** An open pull request; change its fields to make it something else. */
    public Map<String, Object> pullRequest(int number, String createdAt) {
        Map<String, Object> pullRequest = new HashMap<>();
        pullRequest.put("__typename", "PullRequest");
        pullRequest.put("id", "PR_" + name + number);
        // beyond 32 bits, as new ones are
        pullRequest.put("fullDatabaseId", Long.toString(5_000_000_000L + number));
        pullRequest.put("number", number);
        pullRequest.put("title", "Change " + number);
        pullRequest.put("body", "");
        pullRequest.put("url", "https://github.example/" + name + "/pull/" + number);
        pullRequest.put("state", "OPEN");
        pullRequest.put("isDraft", false);
        pullRequest.put("createdAt", createdAt);
        pullRequest.put("updatedAt", createdAt);
        pullRequest.put("headRefName", "topic-" + number);
        pullRequest.put("headRefOid", sha(100_000 + number));
        pullRequest.put("baseRefName", "main");
        pullRequest.put("author", account("User", "alice", 1));
        for (String list : List.of("labels", "commits", "reviews", "timelineItems", "closingIssuesReferences")) {
            pullRequest.put(list, new ArrayList<>());
        }
        pullRequests.add(pullRequest);
        return pullRequest;
    }

    /** An open issue; change its fields to make it something else. */
    public Map<String, Object> issue(int number, String createdAt) {
        Map<String, Object> issue = new HashMap<>();
        issue.put("__typename", "Issue");
        issue.put("id", "I_" + name + number);
        issue.put("fullDatabaseId", Long.toString(6_000_000_000L + number));
        issue.put("number", number);
        issue.put("title", "Wish " + number);
        issue.put("url", "https://github.example/" + name + "/issues/" + number);
        issue.put("state", "OPEN");
        issue.put("createdAt", createdAt);
        issue.put("updatedAt", createdAt);
        issue.put("author", account("User", "alice", 1));
        for (String list : List.of("labels", "timelineItems", "projectItems")) {
            issue.put(list, new ArrayList<>());
        }
        issues.add(issue);
        return issue;
    }

    /** Puts an issue into a project, and gives it that status without any event; options are the statuses of the project. */
    public static void inProject(Map<String, Object> issue, int project, @Nullable String status, String... options) {
        Map<String, Object> item = new HashMap<>();
        item.put("__typename", "ProjectV2Item");
        item.put("id", "PVTI_" + project);
        item.put("createdAt", issue.get("createdAt"));
        item.put("project", Map.of("id", "PVT_" + project, "number", project));
        if (status != null) {
            item.put(
                    "fieldValueByName",
                    Map.of(
                            "__typename",
                            "ProjectV2ItemFieldSingleSelectValue",
                            "id",
                            "V",
                            "name",
                            status,
                            "field",
                            Map.of(
                                    "__typename",
                                    "ProjectV2SingleSelectField",
                                    "id",
                                    "F",
                                    "options",
                                    Stream.of(options)
                                            .map(option -> Map.of("name", option))
                                            .toList())));
        }
        list(issue, "projectItems").removeIf(other -> Objects.equals(((Map<?, ?>) other).get("id"), "PVTI_" + project));
        list(issue, "projectItems").add(item);
    }

    /** Adds a change of its status in a project, which the issue's own time of change does not show. */
    public static void statusChanged(Map<String, Object> issue, int project, String from, String to, String at) {
        Object updated = issue.get("updatedAt");
        happened(issue, "ProjectV2ItemStatusChangedEvent", at);
        Map<String, Object> event = new HashMap<>(last(issue));
        event.put("previousStatus", from);
        event.put("status", to);
        event.put("project", Map.of("id", "PVT_" + project, "number", project));
        list(issue, "timelineItems").set(list(issue, "timelineItems").size() - 1, event);
        issue.put("updatedAt", updated);
    }

    /** The item of the timeline that was added last, to be changed. */
    @SuppressWarnings("unchecked") // all of them are made here
    public static Map<String, Object> last(Map<String, Object> item) {
        List<Object> items = list(item, "timelineItems");
        return (Map<String, Object>) items.get(items.size() - 1);
    }

    /** One of its lists, to be changed. */
    @SuppressWarnings("unchecked") // all of its lists are made above
    public static List<Object> list(Map<String, Object> pullRequest, String field) {
        return (List<Object>) Objects.requireNonNull(pullRequest.get(field), field);
    }

    /** An account as GraphQL writes an Actor. */
    public static Map<String, Object> account(String type, String login, int id) {
        return Map.of("__typename", type, "id", type + id, "login", login, "databaseId", id);
    }

    /** Adds an item of that type to its timeline. */
    public static void happened(Map<String, Object> pullRequest, String type, String at) {
        Map<String, Object> item = new HashMap<>();
        item.put("__typename", type);
        item.put("id", type + at);
        item.put("createdAt", at);
        item.put("actor", account("User", "alice", 1));
        list(pullRequest, "timelineItems").add(item);
        pullRequest.put("updatedAt", at);
    }

    /** Merges it as that commit. */
    public static void merged(Map<String, Object> pullRequest, String at, String sha) {
        happened(pullRequest, "MergedEvent", at);
        happened(pullRequest, "ClosedEvent", at);
        pullRequest.put("state", "MERGED");
        pullRequest.put("mergedAt", at);
        pullRequest.put("closedAt", at);
        pullRequest.put("mergeCommit", Map.of("__typename", "Commit", "id", "C_" + sha, "oid", sha));
    }

    /** A review as GraphQL writes it. */
    public static Map<String, Object> review(long id, String state, String submittedAt, Map<String, Object> author) {
        Map<String, Object> review = new HashMap<>();
        review.put("id", "PRR_" + id);
        review.put("fullDatabaseId", Long.toString(id));
        review.put("state", state);
        review.put("submittedAt", submittedAt);
        review.put("author", author);
        return review;
    }

    /** A commit as a pull request lists it. */
    public static Map<String, Object> ownCommit(Map<String, Object> commit) {
        return Map.of("id", "PRC_" + commit.get("oid"), "commit", commit);
    }

    /** A hash that is easy to recognise. */
    public static String sha(int number) {
        return String.format("%040x", number);
    }

    // ---- deployments

    /** Adds a deployment, the newest of all. */
    public void deployment(
            long id, String environment, String sha, String createdAt, String updatedAt, boolean production) {
        Map<String, Object> deployment = new HashMap<>();
        deployment.put("id", id);
        deployment.put("node_id", NodeIds.of("DE", this.id, id));
        deployment.put("sha", sha);
        deployment.put("ref", "main");
        deployment.put("task", "deploy");
        deployment.put("environment", environment);
        deployment.put("created_at", createdAt);
        deployment.put("updated_at", updatedAt);
        deployment.put("production_environment", production);
        deployment.put("creator", Map.of("login", "alice", "id", 1, "type", "User"));
        deployments.add(0, deployment);
    }

    /** Adds a status to a deployment, the newest of all. */
    public void status(long deployment, long id, String state, String createdAt) {
        Map<String, Object> creator = Map.of("login", "alice", "id", 1, "type", "User");
        statuses(deployment)
                .add(
                        0,
                        Map.of(
                                "id",
                                id,
                                "state",
                                state,
                                "created_at",
                                createdAt,
                                "updated_at",
                                createdAt,
                                "creator",
                                creator));
        Optional.ofNullable(deployment(deployment)).ifPresent(d -> d.put("updated_at", createdAt));
    }

    @Nullable Map<String, Object> deployment(long id) {
        return deployments.stream()
                .filter(deployment -> String.valueOf(deployment.get("id")).equals(String.valueOf(id)))
                .findFirst()
                .orElse(null);
    }

    /** The statuses of a deployment as REST lists them, newest first. */
    public List<Map<String, Object>> statuses(long deployment) {
        return statuses.computeIfAbsent(deployment, absent -> new ArrayList<>());
    }

    String nodeId() {
        return NodeIds.of("R", id, id);
    }

    /** The deployments as GraphQL writes them, newest first. */
    List<Map<String, Object>> deploymentNodes() {
        return deployments.stream()
                .sorted(Comparator.comparing(
                                (Map<String, Object> deployment) -> String.valueOf(deployment.get("created_at")))
                        .reversed())
                .flatMap(deployment -> deploymentNode(deployment.get("node_id")).stream())
                .toList();
    }

    /** A deployment as GraphQL writes it, by its node id. */
    private Optional<Map<String, Object>> deploymentNode(@Nullable Object id) {
        return deployments.stream()
                .filter(deployment -> id != null && id.equals(deployment.get("node_id")))
                .findFirst()
                .map(deployment -> {
                    Map<String, Object> node = new HashMap<>();
                    node.put("__typename", "Deployment");
                    node.put("id", id);
                    node.put("updatedAt", deployment.get("updated_at"));
                    node.put(
                            "statuses",
                            statuses(Long.parseLong(String.valueOf(deployment.get("id")))).stream()
                                    .map(this::statusNode)
                                    .toList());
                    return node;
                });
    }

    private Map<String, Object> statusNode(Map<String, Object> status) {
        return Map.of(
                "__typename",
                "DeploymentStatus",
                "id",
                NodeIds.of("DES", id, Long.parseLong(String.valueOf(status.get("id")))),
                "state",
                String.valueOf(status.get("state")).toUpperCase(Locale.ROOT),
                "createdAt",
                Objects.requireNonNull(status.get("created_at")),
                "creator",
                account("User", "alice", 1));
    }

    /** What GraphQL gives by its node id, or null. */
    @Nullable Map<String, Object> node(@Nullable Object id) {
        Map<String, Object> suite = Optional.ofNullable(runs.suite(String.valueOf(id)))
                .or(() -> deploymentNode(id))
                .orElse(null);
        return suite != null
                ? suite
                : Stream.concat(pullRequests.stream(), issues.stream())
                        .filter(node -> Objects.equals(node.get("id"), id))
                        .findFirst()
                        .orElse(null);
    }

    static Stream<Map<String, Object>> ordered(List<Map<String, Object>> all, String field, boolean descending) {
        Comparator<Map<String, Object>> order = Comparator.comparing(pr -> orderKey(pr, field));
        return all.stream().sorted(descending ? order.reversed() : order);
    }

    static String orderKey(Map<String, Object> pullRequest, String field) {
        int number = Integer.parseInt(String.valueOf(pullRequest.get("number")));
        return pullRequest.get(field.equals("CREATED_AT") ? "createdAt" : "updatedAt")
                + String.format(Locale.ROOT, "/%09d", number);
    }

    /** The pull request of that number, to be changed. */
    public Map<String, Object> byNumber(int number) {
        return pullRequests.stream()
                .filter(pr -> Integer.valueOf(number).equals(pr.get("number")))
                .findFirst()
                .orElseThrow();
    }
}
