package dev.millrace.github;

import dev.millrace.collect.Source;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.JsonClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GitHub;

/** What is read from one GitHub: for each repository its pull requests, the commits of its default branch, its deployments. */
public final class GitHubCollector {

    private final GitHubSettings settings;
    private final HttpTransport transport;

    /**
     * For that GitHub.
     *
     * @param settings where it is and what to read
     * @param transport sends the calls; retries and the budget of the host belong around {@link GitHubLimits} around the wire
     */
    public GitHubCollector(GitHubSettings settings, HttpTransport transport) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    /** All sources, in the order in which they are best read. Nothing is asked before one of them is. */
    public List<Source> sources() {
        JsonClient client = new JsonClient(transport, settings.token(), new GitHubAdvice());
        GraphQlClient graphql = new GraphQlClient(settings.graphqlUrl(), client);
        Supplier<GitHub> gitHub = new OnFirstUse();
        List<Source> sources = new ArrayList<>();
        for (String fullName : settings.repositories()) {
            RepositoryName repository = RepositoryName.parse(fullName);
            sources.add(new CommitSource(settings.tool(), repository, settings.apiUrl(), graphql, client));
            sources.add(new PullRequestSource(settings.tool(), repository, settings.pageSize(), graphql));
            sources.add(new DeploymentSource(settings.tool(), repository, gitHub, graphql));
        }
        return sources;
    }

    /** The library's client, made once for all repositories. */
    private final class OnFirstUse implements Supplier<GitHub> {

        private @Nullable GitHub gitHub;

        @Override
        public GitHub get() {
            if (gitHub == null) {
                gitHub = HubConnector.connect(settings.apiUrl(), settings.token(), transport);
            }
            return gitHub;
        }
    }
}
