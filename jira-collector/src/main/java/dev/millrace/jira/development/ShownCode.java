package dev.millrace.jira.development;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.model.ArtifactId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what Jira shows of pull requests and commits. Addresses of anything else are left out. */
public final class ShownCode {

    private ShownCode() {}

    /** The pull requests and commits that an answer about remote links leads to. */
    public static List<ArtifactId> linked(JsonNode answer) {
        Set<ArtifactId> found = new LinkedHashSet<>();
        answer.forEach(link -> address(link.path("object")).ifPresent(found::add));
        return List.copyOf(found);
    }

    /** The pull requests and commits that an answer of the development panel shows. */
    public static List<ArtifactId> shown(JsonNode answer) {
        Set<ArtifactId> found = new LinkedHashSet<>();
        for (JsonNode tool : answer.path("detail")) {
            tool.path("pullRequests").forEach(one -> address(one).ifPresent(found::add));
            for (JsonNode repository : tool.path("repositories")) {
                repository.path("commits").forEach(one -> address(one).ifPresent(found::add));
            }
        }
        return List.copyOf(found);
    }

    private static Optional<ArtifactId> address(JsonNode shown) {
        return CodeAddress.read(shown.path("url").asText());
    }
}
