package dev.millrace.config;

import dev.millrace.http.Credentials;
import dev.millrace.http.Secret;
import dev.millrace.jira.JiraSite;
import dev.millrace.model.ToolInstance;
import dev.millrace.words.Quoted;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code jira} part of {@code millrace.yml}. */
final class JiraSitesReader {

    private static final Pattern PROJECT_KEY = Pattern.compile("[A-Z][A-Z0-9_]{1,254}");
    private static final URI ATLASSIAN_TOKENS = URI.create("https://auth.atlassian.com/oauth/token");
    private static final int MAX_JQL_LENGTH = 4_000;
    private static final Pattern ESCAPED = Pattern.compile("\\\\.");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");
    private static final Pattern ORDER_BY = Pattern.compile("\\border\\s+by\\b", Pattern.CASE_INSENSITIVE);
    private static final String URL_WANTED = "the address of the Jira site, such as https://jira.example.org";

    private final SecretReader secrets;
    private final boolean withTokens;

    JiraSitesReader(SecretReader secrets, boolean withTokens) {
        this.secrets = secrets;
        this.withTokens = withTokens;
    }

    /** The sites that have no mistake; what is wrong with the others has been reported. */
    List<JiraSite> read(YamlNode list) {
        List<JiraSite> sites = new ArrayList<>();
        Map<String, String> pathById = new HashMap<>();
        for (YamlNode item : list.items("a site, such as \"- url: https://jira.example.org\"")) {
            site(item).ifPresent(site -> {
                String other = pathById.putIfAbsent(site.tool().id(), item.path());
                if (other == null) {
                    sites.add(site);
                } else {
                    item.error("has the same id as " + other + " ("
                            + site.tool().id() + "), so their issues would mix; set another id for one of them");
                }
            });
        }
        return sites;
    }

    private Optional<JiraSite> site(YamlNode item) {
        return item.mapping(
                        "id",
                        "url",
                        "projects",
                        "jql",
                        "token",
                        "user",
                        "pageSize",
                        "blockingLinks",
                        "webhookSecret",
                        "developmentLinks",
                        "clientId",
                        "clientSecret",
                        "tokenUrl")
                .flatMap(site -> {
                    Optional<URI> url = site.require("url", URL_WANTED).flatMap(UrlReader::read);
                    Optional<String> id = SiteSettings.id(site, url, "jira");
                    List<String> projects =
                            site.get("projects").map(JiraSitesReader::projects).orElse(List.of());
                    @Nullable String jql = site.get("jql").flatMap(JiraSitesReader::jql).orElse(null);
                    int pageSize = site.get("pageSize")
                            .flatMap(node -> node.integer(1, JiraSite.MAX_PAGE_SIZE))
                            .orElse(JiraSite.DEFAULT_PAGE_SIZE);
                    Set<String> blocking = site.get("blockingLinks")
                            .map(node -> Set.copyOf(Values.texts(node, "the id or name of a type of links")))
                            .orElse(Set.of());
                    Optional<Credentials> credentials = credentials(site, url);
                    Optional<Secret.OfWebhook> webhook = secrets.webhook(site, withTokens);
                    return url.isEmpty() || id.isEmpty() || credentials.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new JiraSite(
                                    ToolInstance.jira(id.get()),
                                    url.get(),
                                    projects,
                                    jql,
                                    credentials.get(),
                                    pageSize,
                                    blocking,
                                    webhook,
                                    site.get("developmentLinks")
                                            .flatMap(YamlNode::bool)
                                            .orElse(false)));
                });
    }

    private Optional<Credentials> credentials(YamlNode.Mapping site, Optional<URI> url) {
        if (site.get("clientId").isPresent() || site.get("clientSecret").isPresent()) {
            return client(site);
        }
        Optional<YamlNode> token = site.get("token");
        Optional<String> user = site.get("user").flatMap(JiraSitesReader::user);
        if (token.isEmpty()) {
            site.get("user").ifPresent(node -> node.error("a user needs a token too; write token: {env: JIRA_TOKEN}"));
            return Optional.of(new Credentials.Anonymous());
        }
        SiteSettings.warnOfOpenWire(url, token.get());
        if (!withTokens) {
            secrets.check(token.get());
            return Optional.of(new Credentials.NotLookedUp());
        }
        return site.get("user").isPresent()
                ? user.flatMap(name ->
                        secrets.password(token.get()).map(password -> new Credentials.UserAndPassword(name, password)))
                : secrets.bearer(token.get()).map(Credentials.BearerToken::new);
    }

    private Optional<Credentials> client(YamlNode.Mapping site) {
        Optional<String> id =
                site.require("clientId", "the client id of the service account").flatMap(YamlNode::text);
        Optional<YamlNode> secret = site.require("clientSecret", "{env: JIRA_CLIENT_SECRET} or {file: ...}");
        site.get("token").ifPresent(node -> node.error("a site has a token, or clientId and clientSecret"));
        Optional<URI> tokenUrl = site.get("tokenUrl").map(UrlReader::read).orElse(Optional.of(ATLASSIAN_TOKENS));
        if (site.get("token").isPresent() || id.isEmpty() || secret.isEmpty() || tokenUrl.isEmpty()) {
            return Optional.empty();
        }
        SiteSettings.warnOfOpenWire(tokenUrl, secret.get());
        if (!withTokens) {
            secrets.check(secret.get());
            return Optional.of(new Credentials.NotLookedUp());
        }
        return secrets.password(secret.get()).map(found -> new Credentials.Client(id.get(), found, tokenUrl.get()));
    }

    private static Optional<String> user(YamlNode node) {
        return node.text().flatMap(text -> {
            if (text.indexOf(':') < 0 && text.chars().noneMatch(Character::isISOControl)) {
                return Optional.of(text);
            }
            node.error("must be a user name without a colon; the password goes into token");
            return Optional.empty();
        });
    }

    private static List<String> projects(YamlNode node) {
        List<String> keys = new ArrayList<>();
        for (YamlNode item : node.items("a project key; leave the setting out to collect all projects")) {
            item.text().ifPresent(text -> {
                if (!PROJECT_KEY.matcher(text).matches()) {
                    item.error("must be a project key such as ABC, but is " + Quoted.of(text));
                } else if (keys.contains(text)) {
                    item.error("project " + text + " is listed twice");
                } else {
                    keys.add(text);
                }
            });
        }
        return keys;
    }

    private static Optional<String> jql(YamlNode node) {
        return node.text().flatMap(text -> {
            // only a look at what is certain; Jira itself judges the rest
            if (ORDER_BY.matcher(
                            QUOTED.matcher(ESCAPED.matcher(text).replaceAll("")).replaceAll(" "))
                    .find()) {
                node.error("must not hold ORDER BY; Millrace needs its own order to resume where it stopped");
                return Optional.empty();
            } else if (text.length() > MAX_JQL_LENGTH) {
                node.error("has " + text.length() + " characters, more than a URL can hold (" + MAX_JQL_LENGTH
                        + "); save it as a filter in Jira and write filter = 12345");
                return Optional.empty();
            }
            return Optional.of(text);
        });
    }
}
