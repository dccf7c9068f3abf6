package dev.millrace.github.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.github.GitHubSettings;
import dev.millrace.github.api.GitHubAdvice;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.github.api.GraphQlClient;
import dev.millrace.github.api.GraphQlQuery;
import dev.millrace.github.api.RepositoryName;
import dev.millrace.http.Authorization;
import dev.millrace.http.HttpBody;
import dev.millrace.http.HttpCall;
import dev.millrace.http.HttpHeaders;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.JsonClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one comment of ours at a pull request: made once and edited from then on, until the change is in production. Only a comment that
 * this account wrote is ours, whatever it says.
 */
public final class StickyComment {

    private static final String MARK = "<!-- millrace:flow -->\n";
    private static final String SETTLED = "<!-- millrace:flow settled -->\n";
    /** GitHub's own limit, with room. */
    private static final int LONGEST = 60_000;

    private final URI repositoryUrl;
    private final RepositoryName repository;
    private final JsonClient rest;
    private final GraphQlClient graphql;

    /** At the pull requests of a repository, {@code owner/name}. */
    public StickyComment(GitHubSettings settings, String repository, HttpTransport transport) {
        this.repository = RepositoryName.parse(repository);
        this.repositoryUrl = URI.create(settings.apiUrl() + "/repos/" + repository);
        this.rest = new JsonClient(transport, settings.token(), new GitHubAdvice());
        this.graphql = new GraphQlClient(settings.graphqlUrl(), rest, settings.token());
    }

    private record Posted(String id, String body) {

        boolean settled() {
            return body.startsWith(SETTLED.strip());
        }
    }

    /**
     * Writes it, or edits it if it says something else.
     *
     * @param settled whether nothing more will come: then later runs leave it
     * @return whether anything was sent
     */
    public boolean put(int number, String markdown, boolean settled) {
        JsonNode answer =
                graphql.ask(GraphQlQuery.OWN_COMMENTS, repository.variables().put("number", number));
        return put(number, own(answer.path("repository").path("pullRequest")), markdown, settled);
    }

    /** The numbers of merged pull requests with a comment of ours that is not settled; at most 20, those that changed last. */
    public List<Integer> followed() {
        List<Integer> numbers = new ArrayList<>();
        JsonNode answer = graphql.ask(GraphQlQuery.FOLLOWED_COMMENTS, repository.variables());
        GitHubJson.nodes(answer.path("repository").path("pullRequests"))
                .filter(pullRequest ->
                        own(pullRequest).filter(posted -> !posted.settled()).isPresent())
                .forEach(pullRequest -> numbers.add(pullRequest.path("number").asInt()));
        return numbers;
    }

    private static Optional<Posted> own(JsonNode pullRequest) {
        return GitHubJson.nodes(pullRequest.path("comments"))
                .filter(comment -> comment.path("viewerDidAuthor").asBoolean())
                .filter(comment -> comment.path("body").asText().startsWith("<!-- millrace:flow"))
                .flatMap(comment -> GitHubJson.text(comment, "fullDatabaseId").stream()
                        .map(id -> new Posted(id, comment.path("body").asText())))
                .findFirst();
    }

    private boolean put(int number, Optional<Posted> posted, String markdown, boolean settled) {
        String body = (settled ? SETTLED : MARK) + fitting(QuietMarkdown.of(markdown));
        if (posted.map(Posted::body).filter(body.strip()::equals).isPresent()) {
            return false;
        }
        ObjectNode content = JsonNodeFactory.instance.objectNode().put("body", body.strip());
        HttpBody sent = HttpBody.json(content.toString());
        rest.send(
                posted.isPresent()
                        ? new HttpCall(
                                "PATCH",
                                URI.create(repositoryUrl + "/issues/comments/"
                                        + posted.get().id()),
                                HttpHeaders.none(),
                                Authorization.none(),
                                sent,
                                true)
                        : HttpCall.post(URI.create(repositoryUrl + "/issues/" + number + "/comments"), sent));
        return true;
    }

    /** The first lines that fit: the most important ones. */
    static String fitting(String markdown) {
        if (markdown.length() <= LONGEST) {
            return markdown;
        }
        // a drawing that is cut off is none
        int cut = markdown.lastIndexOf("\n\n", LONGEST);
        String kept = markdown.substring(0, cut < 0 ? LONGEST : cut);
        long fences = kept.lines().filter(line -> line.startsWith("```")).count();
        return kept + (fences % 2 == 1 ? "\n```" : "") + "\n\n_The rest is in the summary of the workflow run._\n";
    }
}
