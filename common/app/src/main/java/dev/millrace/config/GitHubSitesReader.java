package dev.millrace.config;

import dev.millrace.github.GitHubAddress;
import dev.millrace.github.GitHubSite;
import dev.millrace.http.Credentials;
import dev.millrace.http.Secret;
import dev.millrace.model.ToolInstance;
import dev.millrace.words.Quoted;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the {@code github} part of {@code millrace.yml}. */
final class GitHubSitesReader {

    private static final URI GITHUB_COM = URI.create("https://github.com");
    private static final String EXAMPLE = "\"- repositories: [owner/name]\"";
    private static final String NO_TOKEN =
            "GitHub returns no pull requests without one; write token: {env: GITHUB_TOKEN}";
    /** What people copy from the browser or from {@code git remote -v}. */
    private static final Pattern CLONE_ADDRESS =
            Pattern.compile("(?:(?:https?|ssh)://[^/]+/|git@[^:/]+:)([^/]+/[^/]+?)(?:\\.git)?(?:/.*)?");

    private final SecretReader secrets;
    private final boolean withTokens;
    private final boolean alone;
    private final Map<String, URI> addressById = new HashMap<>();
    private final Map<String, String> pathByRepository = new HashMap<>();

    /**
     * A reader.
     *
     * @param alone whether the configuration has no Jira
     */
    GitHubSitesReader(SecretReader secrets, boolean withTokens, boolean alone) {
        this.secrets = secrets;
        this.withTokens = withTokens;
        this.alone = alone;
    }

    /** The sites that have no mistake; what is wrong with the others has been reported. */
    List<GitHubSite> read(YamlNode list) {
        List<GitHubSite> sites = new ArrayList<>();
        for (YamlNode item : list.items("an entry, such as " + EXAMPLE)) {
            site(item).ifPresent(sites::add);
        }
        return sites;
    }

    private Optional<GitHubSite> site(YamlNode item) {
        String[] keys = Stream.concat(
                        Stream.of("id", "url", "repositories", "token", "pageSize", "webhookSecret"),
                        Stream.of(GitHubExtentReader.KEYS))
                .toArray(String[]::new);
        return item.mapping(keys).flatMap(site -> {
            Optional<URI> url =
                    site.get("url").isPresent() ? site.get("url").flatMap(UrlReader::read) : Optional.of(GITHUB_COM);
            Optional<URI> shown = url.map(GitHubAddress::shown);
            Optional<String> id = SiteSettings.id(site, shown, "github");
            id.ifPresent(name -> shown.ifPresent(address -> oneAddress(item, name, address)));
            List<String> repositories = site.require(
                            "repositories",
                            "the repositories to collect from, such as [owner/name], or [owner/*] for"
                                    + " all of an owner")
                    .map(node -> repositories(node, id.orElse("")))
                    .orElse(List.of());
            int pageSize = site.get("pageSize")
                    .flatMap(node -> node.integer(1, GitHubSite.MAX_PAGE_SIZE))
                    .orElse(GitHubSite.DEFAULT_PAGE_SIZE);
            Optional<Secret.OfWebhook> webhook = secrets.webhook(site, withTokens);
            Optional<Credentials> credentials =
                    site.require("token", NO_TOKEN).flatMap(token -> credentials(token, shown));
            return url.isEmpty() || id.isEmpty() || credentials.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new GitHubSite(
                            new ToolInstance("github", id.get()),
                            GitHubAddress.api(url.get()),
                            repositories,
                            credentials.get(),
                            pageSize,
                            GitHubExtentReader.read(site, alone),
                            webhook));
        });
    }

    private Optional<Credentials> credentials(YamlNode token, Optional<URI> url) {
        SiteSettings.warnOfOpenWire(url, token);
        if (!withTokens) {
            secrets.check(token);
            return Optional.of(new Credentials.NotLookedUp());
        }
        return secrets.bearer(token).map(Credentials.BearerToken::new);
    }

    private void oneAddress(YamlNode item, String id, URI shown) {
        URI other = addressById.putIfAbsent(id, shown);
        if (other != null && !other.equals(shown)) {
            item.error("has the same id as an entry for another address (" + id
                    + "), so their data would mix; give one of them another id");
        }
    }

    private List<String> repositories(YamlNode node, String id) {
        List<String> names = new ArrayList<>();
        for (YamlNode item : node.items("a repository, such as owner/name")) {
            item.text().ifPresent(text -> {
                if (!GitHubSite.isRepository(text) && !GitHubSite.isAllOfOwner(text)) {
                    item.error("must be a repository such as owner/name, but is " + Quoted.of(text) + meant(text));
                    return;
                }
                // GitHub takes no notice of case
                String other = pathByRepository.putIfAbsent(id + ' ' + text.toLowerCase(Locale.ROOT), item.path());
                if (other == null) {
                    names.add(text);
                } else {
                    item.error(text + " is listed already, as " + other);
                }
            });
        }
        return names;
    }

    private static String meant(String text) {
        Matcher address = CLONE_ADDRESS.matcher(text);
        return address.matches() && GitHubSite.isRepository(address.group(1))
                ? "; did you mean \"" + address.group(1) + "\"?"
                : "";
    }
}
