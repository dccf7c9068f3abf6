package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.Source;
import dev.millrace.collect.SourceException;
import dev.millrace.github.api.GitHubAdvice;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.github.api.GitHubLimits;
import dev.millrace.github.api.GraphQlClient;
import dev.millrace.github.api.GraphQlQuery;
import dev.millrace.github.api.HubConnector;
import dev.millrace.github.api.RepositoryName;
import dev.millrace.github.issues.IssueSource;
import dev.millrace.github.releases.ReleaseSource;
import dev.millrace.github.runs.RunSource;
import dev.millrace.http.HttpException;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.JsonClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GitHub;

/** What is read from one GitHub: for each repository its pull requests, the commits of its default branch, its deployments, and more. */
public final class GitHubCollector {

    private static final int NOT_FOUND = 404;

    private final GitHubSettings settings;
    private final HttpTransport transport;
    private final JsonClient client;
    private final GraphQlClient graphql;
    private @Nullable GitHub library;

    /**
     * For that GitHub.
     *
     * @param settings where it is and what to read
     * @param transport sends the calls; retries and the budget of the host belong around {@link GitHubLimits} around the wire
     */
    public GitHubCollector(GitHubSettings settings, HttpTransport transport) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.transport = Objects.requireNonNull(transport, "transport");
        this.client = new JsonClient(transport, settings.token(), new GitHubAdvice());
        this.graphql = new GraphQlClient(settings.graphqlUrl(), client, settings.token());
    }

    /**
     * The full names of the repositories that a configured name stands for: itself, or for {@code owner/*}
     * those of the owner, as GitHub lists them.
     *
     * @throws dev.millrace.http.HttpException if GitHub gave no usable answer
     * @throws SourceException if the owner has none that can be seen
     */
    public List<String> repositories(String configured) {
        return GitHubSite.isAllOfOwner(configured)
                ? new OwnerRepositories(graphql)
                        .of(RepositoryName.parse(configured).owner())
                : List.of(configured);
    }

    /**
     * The repository that has that name now; empty if GitHub does not return it, and then its sources report the reason.
     *
     * @param repository its full name, which may be one that it had before
     */
    public Optional<RepositoryIdentity> identity(String repository) {
        try {
            return identityAt("/repos/" + repository);
        } catch (HttpException e) {
            return Optional.empty();
        }
    }

    /**
     * The repository that has that id; empty if there is none.
     *
     * @throws HttpException if GitHub does not say
     */
    public Optional<RepositoryIdentity> identityOf(long id) {
        try {
            return identityAt("/repositories/" + id);
        } catch (HttpStatusException e) {
            if (e.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** About so many repositories one query asks what changed last. */
    public static final int PULSES_AT_ONCE = 50;

    /**
     * What changed last in repositories, by their node ids; one that GitHub does not show is left out.
     *
     * @param nodes at most {@link #PULSES_AT_ONCE}
     * @param totals whether to count the commits too
     * @throws HttpException if GitHub gave no usable answer
     * @throws SourceException if it gave none at all
     */
    public Map<String, RepositoryPulse> pulses(List<String> nodes, boolean totals) {
        ObjectNode variables = GraphQlClient.variables().put("totals", totals);
        nodes.forEach(variables.putArray("ids")::add);
        Map<String, RepositoryPulse> pulses = new LinkedHashMap<>();
        for (JsonNode node :
                graphql.answer(GraphQlQuery.REPOSITORY_PULSE, variables).data().path("nodes")) {
            RepositoryPulse.of(node, settings.extent())
                    .ifPresent(pulse -> pulse.identity().node().ifPresent(id -> pulses.put(id, pulse)));
        }
        return pulses;
    }

    private Optional<RepositoryIdentity> identityAt(String path) {
        JsonNode said = client.get(URI.create(settings.apiUrl() + path)).body();
        return said.path("id").isIntegralNumber()
                ? GitHubJson.text(said, "full_name")
                        .map(name -> new RepositoryIdentity(
                                said.path("id").longValue(), name, GitHubJson.text(said, "node_id")))
                : Optional.empty();
    }

    /**
     * The sources of one repository, in the order in which they are best read. No call is sent before the first read. If one reports
     * that {@linkplain SourceException#isNothingReadable nothing is readable}, the others need not be tried.
     *
     * @param repository its full name, {@code owner/name}
     */
    public List<Source> sources(String repository) {
        RepositoryName name = RepositoryName.parse(repository);
        List<Source> sources = new ArrayList<>(List.of(
                new CommitSource(settings.tool(), name, settings.apiUrl(), graphql, client, settings.origins()),
                new PullRequestSource(settings.tool(), name, settings.pageSize(), graphql, settings.origins()),
                new DeploymentSource(settings.tool(), name, this::library, graphql),
                new ReleaseSource(
                        settings.tool(),
                        name,
                        graphql,
                        settings.extent().releaseDeployments(),
                        !settings.extent().runDeployments().isEmpty())));
        if (settings.extent().issues()) {
            sources.add(new IssueSource(
                    settings.tool(), name, graphql, settings.extent().project()));
        }
        return List.copyOf(sources);
    }

    /**
     * One pull request, to be read before everything else; the source of the repository's pull requests goes on where it was.
     *
     * @param repository its full name, {@code owner/name}
     */
    public Source pullRequest(String repository, int number) {
        return new PullRequestSource(
                        settings.tool(),
                        RepositoryName.parse(repository),
                        settings.pageSize(),
                        graphql,
                        settings.origins())
                .before(number);
    }

    /**
     * The sources of a repository that never show again what GitHub has forgotten, and that is not gone: they belong behind the
     * others, and are to be run as any other run of a source, and never refreshed.
     *
     * @param repository its full name, {@code owner/name}
     */
    public List<Source> news(String repository) {
        GitHubExtent extent = settings.extent();
        return extent.runs()
                ? List.of(new RunSource(
                        settings.tool(),
                        RepositoryName.parse(repository),
                        settings.apiUrl(),
                        client,
                        graphql,
                        extent.runDeployments(),
                        extent.jobs()))
                : List.of();
    }

    /**
     * The source of what was deployed in a repository and is not on its default branch. It belongs behind the others, and is to be run
     * as any other run of a source: it never shows again what it has read, and that is not gone.
     *
     * @param repository its full name, {@code owner/name}
     * @param deployed what is known of its deployed commits
     */
    public Source deployedCommits(String repository, DeployedCommits deployed) {
        return new DeployedCommitSource(
                settings.tool(), RepositoryName.parse(repository), graphql, deployed, settings.origins());
    }

    /** Where an issue is. */
    public record IssuePlace(String repository, String id) {}

    /**
     * Where issues are; one that GitHub does not have, or that is no issue, is left out.
     *
     * @param handles their node ids, at most a hundred
     */
    public Map<String, IssuePlace> issues(List<String> handles) {
        ObjectNode variables = GraphQlClient.variables();
        handles.forEach(variables.putArray("ids")::add);
        Map<String, IssuePlace> places = new LinkedHashMap<>();
        for (JsonNode node :
                graphql.answer(GraphQlQuery.ISSUE_PLACES, variables).data().path("nodes")) {
            Optional<String> repository = GitHubJson.text(node.path("repository"), "nameWithOwner");
            Optional<String> id = GitHubJson.text(node, "fullDatabaseId");
            if (repository.isPresent() && id.isPresent()) {
                places.put(node.path("id").asText(), new IssuePlace(repository.get(), id.get()));
            }
        }
        return places;
    }

    /** All sources of all repositories but what was deployed off their default branches; calls GitHub only to resolve {@code owner/*}. */
    public List<Source> sources() {
        return settings.repositories().stream()
                .flatMap(configured -> repositories(configured).stream())
                .distinct()
                .flatMap(repository -> sources(repository).stream())
                .toList();
    }

    /** The library's client, made once for all repositories. */
    private GitHub library() {
        GitHub made = library;
        if (made == null) {
            made = HubConnector.connect(settings.apiUrl(), settings.token(), transport);
            library = made;
        }
        return made;
    }
}
