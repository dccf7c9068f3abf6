package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.github.api.GitHubJson;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What changed last in a repository: a source whose sign is what it was has nothing new.
 *
 * @param identity the repository
 * @param signs by the last part of the id of a source; what GitHub does not show has none
 * @param totals how many of something there are, by the same names
 */
public record RepositoryPulse(RepositoryIdentity identity, Map<String, String> signs, Map<String, Long> totals) {

    static final String COMMITS = "commits";
    static final String PULL_REQUESTS = "pull-requests";
    static final String DEPLOYMENTS = "deployments";
    static final String RELEASES = "releases";
    static final String ISSUES = "issues";

    /** Copies the maps. */
    public RepositoryPulse {
        Objects.requireNonNull(identity, "identity");
        signs = Map.copyOf(signs);
        totals = Map.copyOf(totals);
    }

    /** Of a repository in GraphQL's form; empty if that does not even say which one it is. */
    static Optional<RepositoryPulse> of(JsonNode repository, GitHubExtent extent) {
        Optional<String> node = GitHubJson.text(repository, "id");
        Optional<String> name = GitHubJson.text(repository, "nameWithOwner");
        if (node.isEmpty() || name.isEmpty() || !repository.path("databaseId").isIntegralNumber()) {
            return Optional.empty();
        }
        Map<String, String> signs = new TreeMap<>();
        Map<String, Long> totals = new TreeMap<>();
        JsonNode branch = repository.path("defaultBranchRef");
        GitHubJson.text(branch.path("target"), "oid")
                .ifPresent(oid -> signs.put(COMMITS, branch.path("name").asText() + ' ' + oid));
        JsonNode history = branch.path("target").path("history").path("totalCount");
        if (history.isIntegralNumber()) {
            totals.put(COMMITS, history.asLong());
        }
        connection(PULL_REQUESTS, repository.path("pullRequests"), signs, totals);
        connection(DEPLOYMENTS, repository.path("deployments"), signs, totals);
        connection(ISSUES, repository.path("issues"), signs, totals);
        connection(RELEASES, repository.path("releases"), signs, totals);
        JsonNode tags = repository.path("refs");
        if (signs.containsKey(RELEASES) && tags.isObject() && totals.containsKey(DEPLOYMENTS)) {
            // releases stand for deployments only if there are none, and by what the configuration says
            signs.merge(
                    RELEASES,
                    " " + tags.path("totalCount") + tags.path("nodes") + ' ' + (totals.get(DEPLOYMENTS) == 0)
                            + extent.releaseDeployments() + extent.runDeployments(),
                    String::concat);
        } else {
            signs.remove(RELEASES);
        }
        signs.computeIfPresent(ISSUES, (part, sign) -> sign + extent.project());
        RepositoryIdentity identity =
                new RepositoryIdentity(repository.path("databaseId").longValue(), name.get(), node);
        return Optional.of(new RepositoryPulse(identity, signs, totals));
    }

    /**
     * About how many requests its first reading takes: an upper bound but for what has long lists inside, and without workflow runs,
     * which cost one for each of the last 30 days.
     */
    public long requests(GitHubSite site) {
        return pages(COMMITS, 100)
                + pages(PULL_REQUESTS, site.pageSize())
                + 2 * pages(DEPLOYMENTS, 100)
                + pages(RELEASES, 100)
                + (site.extent().issues() ? 3 * pages(ISSUES, 50) : 0);
    }

    private long pages(String part, int size) {
        return (totals.getOrDefault(part, 0L) + size - 1) / size;
    }

    private static void connection(
            String part, JsonNode connection, Map<String, String> signs, Map<String, Long> totals) {
        if (connection.path("totalCount").isIntegralNumber()
                && connection.path("nodes").isArray()) {
            totals.put(part, connection.path("totalCount").asLong());
            signs.put(part, connection.path("totalCount") + " " + connection.path("nodes"));
        }
    }
}
