package dev.millrace.github;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the fake server keeps of one repository: objects as GraphQL or REST write them. */
public final class FakeRepository {

    /** As GitHub writes it now. */
    public String name;

    final int id;
    public final List<Map<String, Object>> pullRequests = new ArrayList<>();
    public final Map<String, Map<String, Object>> commits = new LinkedHashMap<>();
    /** Newest first, as REST lists them. */
    final List<Map<String, Object>> deployments = new ArrayList<>();

    final Map<Long, List<Map<String, Object>>> statuses = new HashMap<>();
    public String head;

    FakeRepository(String name, int id) {
        this.name = name;
        this.id = id;
    }

    // ---- commits

    /** Adds a commit; the new head is the caller's to set. */
    public String commit(String oid, String message, String authored, String committed, String... parents) {
        Map<String, Object> commit = new HashMap<>();
        commit.put("__typename", "Commit");
        commit.put("id", "C_" + oid);
        commit.put("oid", oid);
        commit.put("message", message);
        commit.put("messageHeadline", message.lines().findFirst().orElse(""));
        commit.put("authoredDate", authored);
        commit.put("committedDate", committed);
        commit.put("author", new HashMap<>());
        commit.put("parentOids", List.of(parents));
        commits.put(oid, commit);
        return oid;
    }

    List<String> parents(String oid) {
        return ((List<?>) commits.get(oid).get("parentOids"))
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
    List<String> between(String base, String to) {
        Set<String> known = new HashSet<>(log(base));
        List<String> between = new ArrayList<>(
                log(to).stream().filter(oid -> !known.contains(oid)).toList());
        java.util.Collections.reverse(between);
        return between;
    }

    private Instant committedAt(String oid) {
        return java.time.OffsetDateTime.parse((String) commits.get(oid).get("committedDate"))
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
        pullRequest.put("baseRefName", "main");
        pullRequest.put("author", account("User", "alice", 1));
        for (String list : List.of("labels", "commits", "reviews", "timelineItems", "closingIssuesReferences")) {
            pullRequest.put(list, new ArrayList<>());
        }
        pullRequests.add(pullRequest);
        return pullRequest;
    }

    @SuppressWarnings("unchecked")
    public static List<Object> list(Map<String, Object> pullRequest, String field) {
        return (List<Object>) pullRequest.get(field);
    }

    public static Map<String, Object> account(String type, String login, int id) {
        return Map.of("__typename", type, "id", type + id, "login", login, "databaseId", id);
    }

    public static void happened(Map<String, Object> pullRequest, String type, String at) {
        Map<String, Object> item = new HashMap<>();
        item.put("__typename", type);
        item.put("id", type + at);
        item.put("createdAt", at);
        item.put("actor", account("User", "alice", 1));
        list(pullRequest, "timelineItems").add(item);
        pullRequest.put("updatedAt", at);
    }

    public static void merged(Map<String, Object> pullRequest, String at, String sha) {
        happened(pullRequest, "MergedEvent", at);
        happened(pullRequest, "ClosedEvent", at);
        pullRequest.put("state", "MERGED");
        pullRequest.put("mergedAt", at);
        pullRequest.put("closedAt", at);
        pullRequest.put("mergeCommit", Map.of("__typename", "Commit", "id", "C_" + sha, "oid", sha));
    }

    public static Map<String, Object> review(long id, String state, String submittedAt, Map<String, Object> author) {
        Map<String, Object> review = new HashMap<>();
        review.put("id", "PRR_" + id);
        review.put("fullDatabaseId", Long.toString(id));
        review.put("state", state);
        review.put("submittedAt", submittedAt);
        review.put("author", author);
        return review;
    }

    public static Map<String, Object> ownCommit(Map<String, Object> commit) {
        return Map.of("id", "PRC_" + commit.get("oid"), "commit", commit);
    }

    /** A hash that is easy to recognise. */
    public static String sha(int number) {
        return String.format("%040x", number);
    }

    // ---- deployments

    public void deployment(
            long id, String environment, String sha, String createdAt, String updatedAt, boolean production) {
        Map<String, Object> deployment = new HashMap<>();
        deployment.put("id", id);
        deployment.put("sha", sha);
        deployment.put("ref", "main");
        deployment.put("task", "deploy");
        deployment.put("environment", environment);
        deployment.put("created_at", createdAt);
        deployment.put("updated_at", updatedAt);
        deployment.put("production_environment", production);
        deployment.put("creator", Map.of("login", "alice", "id", 1, "type", "User"));
        deployments.add(0, deployment);
        statuses.put(id, new ArrayList<>());
    }

    public void status(long deployment, long id, String state, String createdAt) {
        statuses.get(deployment)
                .add(0, Map.of("id", id, "state", state, "created_at", createdAt, "updated_at", createdAt));
        deployments.stream().filter(d -> d.get("id").equals(deployment)).forEach(d -> d.put("updated_at", createdAt));
    }

    Stream<Map<String, Object>> ordered(String field, boolean descending) {
        Comparator<Map<String, Object>> order = Comparator.comparing(pr -> orderKey(pr, field));
        return pullRequests.stream().sorted(descending ? order.reversed() : order);
    }

    static String orderKey(Map<String, Object> pullRequest, String field) {
        String at = (String) pullRequest.get(field.equals("CREATED_AT") ? "createdAt" : "updatedAt");
        return at + '/' + String.format("%09d", (Integer) pullRequest.get("number"));
    }

    Map<String, Object> byNumber(int number) {
        return pullRequests.stream()
                .filter(pr -> pr.get("number").equals(number))
                .collect(Collectors.toList())
                .get(0);
    }
}
