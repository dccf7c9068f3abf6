package dev.millrace.github;

import dev.millrace.http.Credentials;
import dev.millrace.http.Secret;
import dev.millrace.model.ToolInstance;
import dev.millrace.words.Quoted;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Some repositories of one GitHub, and who reads them.
 *
 * @param tool names the GitHub in the store; several entries may name one, for a fine-grained token belongs to one owner
 * @param apiUrl its REST API, without a slash at the end
 * @param repositories what to collect: {@code owner/name}, or {@code owner/*} for all of an owner
 * @param credentials how to log in
 * @param pageSize pull requests per request
 * @param extent what else is read of them
 * @param webhook how its webhooks prove where they come from; empty if it sends none
 */
public record GitHubSite(
        ToolInstance tool,
        URI apiUrl,
        List<String> repositories,
        Credentials credentials,
        int pageSize,
        GitHubExtent extent,
        Optional<Secret.OfWebhook> webhook) {

    /** What GitHub answers within its time limit of ten seconds; a page that takes longer is read in halves. */
    public static final int DEFAULT_PAGE_SIZE = 35;
    /** GitHub's own limit. */
    public static final int MAX_PAGE_SIZE = 100;

    private static final String OWNER = "(?!\\.{1,2}/)[A-Za-z0-9._-]{1,100}";
    private static final Pattern REPOSITORY =
            // "." and ".." are no names, and would lead elsewhere in a URL
            Pattern.compile(OWNER + "/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");
    private static final Pattern ALL_OF_OWNER = Pattern.compile(OWNER + "/\\*");

    /** Copies the list; checks names and page size. */
    public GitHubSite {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(apiUrl, "apiUrl");
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(extent, "extent");
        Objects.requireNonNull(webhook, "webhook");
        repositories = List.copyOf(repositories);
        for (String repository : repositories) {
            if (!isRepository(repository) && !isAllOfOwner(repository)) {
                throw new IllegalArgumentException(
                        "a repository is written owner/name, but this is " + Quoted.of(repository));
            }
        }
        if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("page size must be 1 to " + MAX_PAGE_SIZE + " but is " + pageSize);
        }
    }

    /** How a repository is written in what is configured; empty if it does not belong to it. */
    public Optional<String> configured(String repository) {
        String all = repository.substring(0, repository.indexOf('/') + 1) + '*';
        return repositories.stream()
                .filter(name -> name.equalsIgnoreCase(repository))
                .findFirst()
                .or(() -> repositories.stream().anyMatch(all::equalsIgnoreCase)
                        ? Optional.of(repository)
                        : Optional.empty());
    }

    /** Whether the text is the full name of a repository, {@code owner/name}. */
    public static boolean isRepository(String text) {
        return REPOSITORY.matcher(text).matches();
    }

    /** Whether the text stands for all repositories of an owner, {@code owner/*}. */
    public static boolean isAllOfOwner(String text) {
        return ALL_OF_OWNER.matcher(text).matches();
    }
}
