package dev.millrace.jira;

import dev.millrace.http.Authorization;
import dev.millrace.http.ClientLogin;
import dev.millrace.http.Credentials;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.Secret;
import dev.millrace.model.ToolInstance;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to collect from one Jira site, and in whose name.
 *
 * @param tool names the site in the store
 * @param baseUrl where it is, with its context path if it has one
 * @param authorization the credentials; anonymous is normal for a public site
 * @param projects the keys of the projects to collect; empty for all that can be seen
 * @param jql a further condition, without ORDER BY, or null
 * @param pageSize how many issues to request at once; the server may return fewer
 * @param blockingLinks ids or names of the types of links that block; empty to guess them from their words
 * @param client the credentials of a service account that logs in by OAuth 2.0, or null; see {@link #loggedIn}
 * @param overlap how far an incremental run reaches back behind the last one, for changes that the search index showed late
 * @param developmentLinks whether pull requests and commits are requested that issues show by remote links or the development panel
 */
public record JiraSettings(
        ToolInstance tool,
        URI baseUrl,
        Authorization authorization,
        List<String> projects,
        @Nullable String jql,
        int pageSize,
        Set<String> blockingLinks,
        Credentials.@Nullable Client client,
        Duration overlap,
        boolean developmentLinks) {

    private static final Duration DEFAULT_OVERLAP = Duration.ofMinutes(10);

    /** Longer ones do not fit into the URL that most servers accept. */
    private static final int MAX_JQL_LENGTH = 4_000;

    /** Validates; drops a slash at the end of the URL. */
    public JiraSettings {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(authorization, "authorization");
        projects = List.copyOf(projects);
        blockingLinks = Set.copyOf(blockingLinks);
        jql = jql == null || jql.isBlank() ? null : jql.strip();
        if (jql != null && jql.length() > MAX_JQL_LENGTH) {
            throw new IllegalArgumentException("the jql has " + jql.length() + " characters, more than a URL can hold ("
                    + MAX_JQL_LENGTH + "); save it as a filter in Jira and write: filter = 12345");
        }
        if (pageSize < 1 || pageSize > JiraSite.MAX_PAGE_SIZE) {
            throw new IllegalArgumentException(
                    "page size must be 1 to " + JiraSite.MAX_PAGE_SIZE + " but is " + pageSize);
        }
        if (overlap.isNegative()) {
            throw new IllegalArgumentException("overlap must not be negative but is " + overlap);
        }
        baseUrl = checked(baseUrl);
    }

    /** Everything an anonymous user can see. */
    public static JiraSettings of(ToolInstance tool, URI baseUrl) {
        return new JiraSettings(
                tool,
                baseUrl,
                Authorization.none(),
                List.of(),
                null,
                JiraSite.DEFAULT_PAGE_SIZE,
                Set.of(),
                null,
                DEFAULT_OVERLAP,
                false);
    }

    /**
     * What the configuration says of a site.
     *
     * @throws IllegalArgumentException if its credentials were not looked up
     */
    public static JiraSettings of(JiraSite site) {
        return new JiraSettings(
                site.tool(),
                site.url(),
                authorization(site),
                site.projects(),
                site.jql(),
                site.pageSize(),
                site.blockingLinks(),
                site.credentials() instanceof Credentials.Client account ? account : null,
                DEFAULT_OVERLAP,
                site.developmentLinks());
    }

    /** The same, where a service account logs in over that transport when the first call needs it. */
    JiraSettings loggedIn(HttpTransport transport) {
        return client == null ? this : with(ClientLogin.of(client, transport, InstantSource.system()));
    }

    /** The same in somebody's name. */
    public JiraSettings with(Authorization who) {
        return new JiraSettings(
                tool, baseUrl, who, projects, jql, pageSize, blockingLinks, client, overlap, developmentLinks);
    }

    /** The same for those projects only. */
    public JiraSettings withProjects(String... keys) {
        return new JiraSettings(
                tool,
                baseUrl,
                authorization,
                List.of(keys),
                jql,
                pageSize,
                blockingLinks,
                client,
                overlap,
                developmentLinks);
    }

    /** The same with a further condition. */
    public JiraSettings withJql(String condition) {
        return new JiraSettings(
                tool,
                baseUrl,
                authorization,
                projects,
                condition,
                pageSize,
                blockingLinks,
                client,
                overlap,
                developmentLinks);
    }

    /** The same with another page size. */
    public JiraSettings withPageSize(int size) {
        return new JiraSettings(
                tool, baseUrl, authorization, projects, jql, size, blockingLinks, client, overlap, developmentLinks);
    }

    /** The same with those types of links that block, by id or name. */
    public JiraSettings withBlockingLinks(String... types) {
        return new JiraSettings(
                tool,
                baseUrl,
                authorization,
                projects,
                jql,
                pageSize,
                Set.of(types),
                client,
                overlap,
                developmentLinks);
    }

    /** The same with the pull requests and commits that issues show. */
    public JiraSettings withDevelopmentLinks() {
        return new JiraSettings(
                tool, baseUrl, authorization, projects, jql, pageSize, blockingLinks, client, overlap, true);
    }

    private static Authorization authorization(JiraSite site) {
        Credentials credentials = site.credentials();
        if (credentials instanceof Credentials.BearerToken bearer) {
            Secret token = bearer.token();
            return Authorization.bearer(token.reveal(), token.setting());
        }
        if (credentials instanceof Credentials.UserAndPassword user) {
            Secret password = user.password();
            return Authorization.basic(user.user(), password.reveal(), password.setting());
        }
        if (credentials instanceof Credentials.NotLookedUp) {
            throw new IllegalArgumentException(
                    "the token of " + site.tool() + " was not looked up when the configuration was read");
        }
        return Authorization.none();
    }

    /** The URL without a slash at the end; throws if it cannot be that of a Jira. */
    static URI checked(URI url) {
        boolean http = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the base URL of a Jira is http or https, with a host and without user or password");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("the base URL of a Jira has no ? and no #: " + url);
        }
        String text = url.toString();
        return text.endsWith("/") ? checked(URI.create(text.substring(0, text.length() - 1))) : url;
    }
}
