package dev.millrace.github;

import dev.millrace.github.api.ShownText;
import dev.millrace.http.Authorization;
import dev.millrace.http.Credentials;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.OriginRules;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * One GitHub to collect from: github.com, a GitHub Enterprise Server, or a tenant of its own on ghe.com.
 *
 * @param tool names it in the store
 * @param apiUrl the REST API, without a slash at the end: {@code https://api.github.com}, or {@code https://HOST/api/v3}
 * @param graphqlUrl the GraphQL API: {@code https://api.github.com/graphql}, or {@code https://HOST/api/graphql}
 * @param token the credentials; see docs/github.md for the permissions it needs
 * @param repositories their full names, {@code owner/name}, or {@code owner/*} for all of an owner
 * @param pageSize pull requests per request; each brings its commits, reviews and timeline along
 * @param extent what is read besides pull requests, commits and deployments
 * @param origins by what the origin of changes is told: no other names of authors are kept
 */
public record GitHubSettings(
        ToolInstance tool,
        URI apiUrl,
        URI graphqlUrl,
        Authorization token,
        List<String> repositories,
        int pageSize,
        GitHubExtent extent,
        OriginRules origins) {

    /** The REST API of github.com. */
    public static final URI GITHUB_COM = URI.create("https://api.github.com");

    private static final String ENTERPRISE_REST = "/api/v3";

    /** Validates; drops slashes at the end of the URLs. */
    public GitHubSettings {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(extent, "extent");
        Objects.requireNonNull(origins, "origins");
        apiUrl = trimmed(apiUrl);
        graphqlUrl = trimmed(graphqlUrl);
        repositories = List.copyOf(repositories);
        for (String repository : repositories) {
            if (!GitHubSite.isRepository(repository) && !GitHubSite.isAllOfOwner(repository)) {
                throw new IllegalArgumentException(
                        "a repository is written owner/name, but this is \"" + ShownText.line(repository, 100) + '"');
            }
        }
        if (pageSize < 1 || pageSize > GitHubSite.MAX_PAGE_SIZE) {
            throw new IllegalArgumentException(
                    "page size must be 1 to " + GitHubSite.MAX_PAGE_SIZE + " but is " + pageSize);
        }
    }

    /** With the GraphQL URL that belongs to the REST URL, the default page size, the standard extent and the standard rules of origins. */
    public static GitHubSettings of(ToolInstance tool, URI apiUrl, Authorization token, List<String> repositories) {
        return new GitHubSettings(
                tool,
                apiUrl,
                graphqlUrl(apiUrl),
                token,
                repositories,
                GitHubSite.DEFAULT_PAGE_SIZE,
                GitHubExtent.STANDARD,
                OriginRules.STANDARD);
    }

    /** The GraphQL URL that belongs to a REST URL: Enterprise Server keeps them side by side, github.com one in the other. */
    public static URI graphqlUrl(URI apiUrl) {
        String api = trimmed(apiUrl).toString();
        return URI.create(
                api.endsWith(ENTERPRISE_REST)
                        ? api.substring(0, api.length() - "/v3".length()) + "/graphql"
                        : api + "/graphql");
    }

    /**
     * What the configuration says of a site.
     *
     * @param origins the rules of the definition
     * @throws IllegalArgumentException if its token was not looked up
     */
    public static GitHubSettings of(GitHubSite site, OriginRules origins) {
        if (!(site.credentials() instanceof Credentials.BearerToken bearer)) {
            throw new IllegalArgumentException("the token of " + site.tool() + " was not looked up");
        }
        Authorization token =
                Authorization.bearer(bearer.token().reveal(), bearer.token().setting());
        return new GitHubSettings(
                site.tool(),
                site.apiUrl(),
                graphqlUrl(site.apiUrl()),
                token,
                site.repositories(),
                site.pageSize(),
                site.extent(),
                origins);
    }

    private static URI trimmed(URI url) {
        String text = Objects.requireNonNull(url, "url").toString();
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        return URI.create(text.substring(0, end));
    }
}
