package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.github.api.GitHubAdvice;
import dev.millrace.http.HttpReply;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.Probe;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Lists the repositories that a token sees. Reads only, and one page only: a person chooses among them. */
public final class GitHubRepositories {

    private GitHubRepositories() {}

    /**
     * Full names of at most 100, those that were pushed to last first; empty if GitHub does not list them for this token.
     *
     * @throws dev.millrace.http.HttpException if there is no answer at all
     */
    public static List<String> of(GitHubSettings settings, HttpTransport transport) {
        Probe probe = new Probe(transport, settings.token(), "application/vnd.github+json", new GitHubAdvice());
        HttpReply reply = probe.get(URI.create(settings.apiUrl() + "/user/repos?per_page=100&sort=pushed"));
        List<String> names = new ArrayList<>();
        for (JsonNode repository : reply.isSuccess() ? Probe.json(reply) : List.<JsonNode>of()) {
            String name = repository.path("full_name").asText();
            if (GitHubSite.isRepository(name)) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }
}
