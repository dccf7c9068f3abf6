package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SourceException;
import dev.millrace.github.api.CursorTrail;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.github.api.GraphQlClient;
import dev.millrace.github.api.GraphQlQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the repositories that {@code owner/*} stands for: those of the owner that the token may see, without forks. */
final class OwnerRepositories {

    private final GraphQlClient client;

    OwnerRepositories(GraphQlClient client) {
        this.client = client;
    }

    /** Their full names, in alphabetical order. */
    List<String> of(String owner) {
        List<String> names = new ArrayList<>();
        Optional<String> after = Optional.empty();
        CursorTrail trail = new CursorTrail();
        do {
            JsonNode list = page(owner, after);
            trail.broken("repositories of " + owner, after.orElse(null), list.path("pageInfo"))
                    .ifPresent(broken -> {
                        throw new SourceException(broken);
                    });
            GitHubJson.nodes(list)
                    // GitHub answers nothing about these
                    .filter(repository -> !repository.path("isDisabled").asBoolean())
                    .map(repository -> GitHubJson.requiredText(repository, "nameWithOwner"))
                    .forEach(names::add);
            after = list.path("pageInfo").path("hasNextPage").asBoolean()
                    ? GitHubJson.text(list.path("pageInfo"), "endCursor")
                    : Optional.empty();
        } while (after.isPresent());
        if (names.isEmpty()) {
            throw new SourceException(
                    owner + " has no repository that the token may see. Check the token's repositories and permissions"
                            + " (see docs/github.md)");
        }
        return List.copyOf(names);
    }

    private JsonNode page(String owner, Optional<String> after) {
        ObjectNode variables = GraphQlClient.variables().put("owner", owner);
        after.ifPresent(cursor -> variables.put("after", cursor));
        JsonNode found = client.ask(GraphQlQuery.OWNER_REPOSITORIES, variables).path("repositoryOwner");
        if (!found.isObject()) {
            throw new SourceException("GitHub knows no user or organisation " + owner + ". Check the name");
        }
        return found.path("repositories");
    }
}
