package dev.millrace.jira;

import dev.millrace.http.Credentials;
import dev.millrace.http.Secret;
import dev.millrace.model.ToolInstance;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One Jira to collect from.
 *
 * @param tool names it in the store; stays the same when the site moves to another address
 * @param url its base address, with context path and without a slash at the end
 * @param projects the keys of the projects to collect; empty for all that can be seen
 * @param jql a further condition, without ORDER BY, or null
 * @param credentials how to log in
 * @param pageSize issues per request
 * @param blockingLinks ids or names of the types of links that block; empty to guess them from their words
 * @param webhook how its webhooks prove where they come from; empty if it sends none
 * @param developmentLinks whether pull requests and commits are requested that issues show by remote links or the development panel
 */
public record JiraSite(
        ToolInstance tool,
        URI url,
        List<String> projects,
        @Nullable String jql,
        Credentials credentials,
        int pageSize,
        Set<String> blockingLinks,
        Optional<Secret.OfWebhook> webhook,
        boolean developmentLinks) {

    /** A page of 100 issues with changelogs is about a megabyte. */
    public static final int DEFAULT_PAGE_SIZE = 100;
    /** The hard limit of most Jira servers. */
    public static final int MAX_PAGE_SIZE = 1_000;

    /** Copies the list; checks the page size. */
    public JiraSite {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(webhook, "webhook");
        projects = List.copyOf(projects);
        blockingLinks = Set.copyOf(blockingLinks);
        if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("page size must be 1 to " + MAX_PAGE_SIZE + " but is " + pageSize);
        }
    }
}
