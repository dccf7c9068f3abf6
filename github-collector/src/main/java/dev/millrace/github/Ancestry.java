package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.github.api.GraphQlClient;
import dev.millrace.github.api.GraphQlQuery;
import dev.millrace.github.api.RepositoryName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads a commit and those of its ancestors that are not captured. GitHub lists a history as {@code git log} does, so that what branched
 * off lately stands near the top, and only one page is needed as a rule.
 */
final class Ancestry {

    /** Of a hundred commits each. A history that meets nothing captured for so long is another one. */
    private static final int MOST_PAGES = 100;

    private final GraphQlClient graphql;
    private final RepositoryName repository;
    private final DeployedCommits known;
    private final Map<String, JsonNode> seen = new HashMap<>();
    private final Set<String> captured = new HashSet<>();
    private final Set<String> needed = new HashSet<>();
    private final List<JsonNode> found = new ArrayList<>();
    private String repositoryName = "";
    private int pages;

    Ancestry(GraphQlClient graphql, RepositoryName repository, DeployedCommits known) {
        this.graphql = graphql;
        this.repository = repository;
        this.known = known;
    }

    /** It cannot be read, now or later. */
    static final class Missing extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Missing(String message) {
            super(message);
        }
    }

    /**
     * All of them.
     *
     * @throws Missing if GitHub does not have the commit, or its history meets nothing that is captured and does not end
     */
    List<JsonNode> of(String commit) {
        needed.add(commit);
        String after = null;
        while (pages < MOST_PAGES) {
            JsonNode answer = graphql.ask(
                            GraphQlQuery.HISTORY,
                            repository.variables().put("oid", commit).put("after", after))
                    .path("repository");
            pages++;
            JsonNode list = answer.path("object").path("history");
            if (!list.path("nodes").isArray()) {
                throw new Missing("GitHub does not have this commit");
            }
            repositoryName = repository.called(GitHubJson.requiredText(answer, "nameWithOwner"));
            take(GitHubJson.nodes(list).toList());
            if (needed.isEmpty()) {
                return found;
            }
            JsonNode page = list.path("pageInfo");
            String next = page.path("endCursor").asText("");
            if (!page.path("hasNextPage").asBoolean() || next.isEmpty() || next.equals(after)) {
                throw new Missing("GitHub lists only a part of its history");
            }
            after = next;
        }
        throw new Missing("its last " + MOST_PAGES * 100 + " commits have nothing in common with the default branch");
    }

    /** What the repository is called in what is stored. */
    String repositoryName() {
        return repositoryName;
    }

    /** How many pages it took. */
    int pages() {
        return pages;
    }

    private void take(List<JsonNode> page) {
        Set<String> named = new HashSet<>(needed);
        for (JsonNode commit : page) {
            String sha = sha(commit);
            seen.putIfAbsent(sha, commit);
            named.add(sha);
            named.addAll(parents(commit));
        }
        named.removeAll(captured);
        captured.addAll(known.captured(named));
        Deque<String> open = new ArrayDeque<>(needed);
        while (!open.isEmpty()) {
            String sha = open.remove();
            JsonNode commit = seen.get(sha);
            if (captured.contains(sha)) {
                needed.remove(sha);
            } else if (commit != null && needed.remove(sha)) {
                found.add(commit);
                captured.add(sha);
                for (String parent : parents(commit)) {
                    if (!captured.contains(parent) && needed.add(parent)) {
                        open.add(parent);
                    }
                }
            }
        }
    }

    private static String sha(JsonNode commit) {
        return GitHubJson.requiredText(commit, "oid").toLowerCase(Locale.ROOT);
    }

    private static List<String> parents(JsonNode commit) {
        return GitHubJson.nodes(commit.path("parents")).map(Ancestry::sha).toList();
    }
}
