package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.JsonClient;
import dev.millrace.http.JsonClient.JsonReply;
import dev.millrace.http.StatusAdvice;
import dev.millrace.jira.development.Development;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.StateDefinition;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A site that responded, now or in an earlier run: its dialect and its fixed properties. */
final class JiraConnection {

    /** Atlassian's address for calls of an app, or with a token that has scopes. */
    private static final String GATEWAY = "api.atlassian.com";

    private final JiraSettings settings;
    private final JiraClient client;
    private final SiteCatalogue catalogue;
    private final boolean cloud;
    private final URI site;
    private final JiraFields fields;
    private final Development development;
    private final @Nullable Instant openedAt;
    private @Nullable List<StateDefinition> definitions;

    private JiraConnection(
            JiraSettings settings,
            JsonClient http,
            SiteCatalogue catalogue,
            boolean cloud,
            URI site,
            JiraFields fields,
            @Nullable Instant openedAt) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.cloud = cloud;
        this.client = cloud ? new CloudClient(http, settings) : new DataCenterClient(http, settings);
        this.site = site;
        this.fields = fields;
        this.development = new Development(http, settings.baseUrl(), cloud ? "/rest/api/3" : "/rest/api/2");
        this.openedAt = openedAt;
    }

    /** Requests the properties of a site. */
    static JiraConnection open(JiraSettings settings, HttpTransport transport) {
        URI baseUrl = settings.baseUrl();
        boolean cloudHost = isCloudHost(baseUrl);
        Optional<JsonReply> info = serverInfo(http(settings, transport, cloudHost), baseUrl);
        JsonNode said = info.map(JsonReply::body).orElse(MissingNode.getInstance());
        boolean cloud = IssueJson.text(said, "deploymentType")
                .map("Cloud"::equalsIgnoreCase)
                .orElse(cloudHost);
        JsonClient http = http(settings, transport, cloud || cloudHost);
        SiteCatalogue catalogue = catalogue(settings, http, cloud);
        if (cloud && loginShows(settings)) {
            // with a wrong token, Jira Cloud treats most requests as anonymous, so a site would seem to be empty
            catalogue.unlessHidden("/myself");
        }
        SiteCatalogue.States states = catalogue.states();
        JiraConnection jira = new JiraConnection(
                settings,
                http,
                catalogue,
                cloud,
                cloud ? site(said).orElse(baseUrl) : baseUrl,
                catalogue.fields(),
                serverTime(said)
                        .or(() -> info.flatMap(i -> i.reply().serverTime()))
                        .or(states::askedAt)
                        .orElse(null));
        jira.definitions = states.definitions();
        return jira;
    }

    /** The site as an earlier run found it; requests nothing. */
    static JiraConnection remembered(JiraSettings settings, HttpTransport transport, KnownSite known) {
        JsonClient http = http(settings, transport, known.cloud() || isCloudHost(settings.baseUrl()));
        SiteCatalogue catalogue = catalogue(settings, http, known.cloud());
        catalogue.remember(known.linkTypes());
        return new JiraConnection(
                settings, http, catalogue, known.cloud(), URI.create(known.site()), known.fields(), null);
    }

    private static JsonClient http(JiraSettings settings, HttpTransport transport, boolean cloud) {
        StatusAdvice advice = cloud ? new CloudAdvice(settings.baseUrl()) : new JiraAdvice(settings.baseUrl());
        return new JsonClient(transport, settings.authorization(), advice);
    }

    private static SiteCatalogue catalogue(JiraSettings settings, JsonClient http, boolean cloud) {
        return new SiteCatalogue(http, settings.tool(), settings.baseUrl() + (cloud ? "/rest/api/3" : "/rest/api/2"));
    }

    /** Its requests for issues, in its dialect. */
    JiraClient client() {
        return client;
    }

    /** The address at which people open its issues; not always the address of the API. */
    URI site() {
        return site;
    }

    /** Its custom fields, as far as the settings want them. */
    JiraFields fields() {
        return settings.developmentLinks() ? fields : fields.withoutPanels();
    }

    /** What stands for the pull requests and commits that an issue shows; empty if the settings do not want them. */
    List<ArtifactId> development(JsonNode issue) {
        return settings.developmentLinks() ? development.of(issue, fields.panels()) : List.of();
    }

    /** What of that it refused to show. */
    List<String> refusedDevelopment() {
        return development.refusals();
    }

    /** The states it defines; requested once. */
    List<StateDefinition> definitions() {
        List<StateDefinition> known = definitions;
        if (known == null) {
            known = catalogue.states().definitions();
            definitions = known;
        }
        return known;
    }

    /** Its types of links, requested once. Empty if it does not show them to us. */
    Optional<JsonNode> linkTypes() {
        return catalogue.linkTypes();
    }

    /** Its clock when it was opened; empty if it did not say, or if it is remembered. */
    Optional<Instant> clock() {
        return Optional.ofNullable(openedAt);
    }

    /**
     * Whether an answer shows that the account is logged in. Only Jira Cloud answers without the account where the token is wrong, and
     * it names the account in a header where it is right; its gateway rejects wrong tokens.
     */
    boolean isLoggedIn(JiraClient.Page answer) {
        return !cloud || !loginShows(settings) || answer.namesAccount();
    }

    private static boolean loginShows(JiraSettings settings) {
        // the gateway requires a valid token, and its tokens need not have the scope for such a request
        return !settings.authorization().isAnonymous()
                && !GATEWAY.equalsIgnoreCase(settings.baseUrl().getHost());
    }

    /** What a later run may believe without a request; that of before, if there is nothing newer. */
    @Nullable KnownSite known(@Nullable KnownSite before) {
        Long at = openedAt != null ? Long.valueOf(openedAt.toEpochMilli()) : before == null ? null : before.at();
        return at == null
                ? null
                : new KnownSite(
                        cloud,
                        site.toString(),
                        fields,
                        catalogue.linkTypesIfRead().orElse(null),
                        at);
    }

    private static Optional<JsonReply> serverInfo(JsonClient http, URI baseUrl) {
        try {
            return Optional.of(http.get(URI.create(baseUrl + "/rest/api/2/serverInfo")));
        } catch (HttpStatusException e) {
            if (e.status() == 403 || e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Optional<Instant> serverTime(JsonNode info) {
        try {
            return Optional.of(IssueJson.instant(info, "serverTime", ""));
        } catch (JiraDataException e) {
            // anonymous users do not get it, but the Date header
            return Optional.empty();
        }
    }

    /** What the site calls its address, if that can be one. */
    private static Optional<URI> site(JsonNode info) {
        return IssueJson.text(info, "baseUrl").flatMap(text -> {
            try {
                return Optional.of(JiraSettings.checked(new URI(text)));
            } catch (URISyntaxException | IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    private static boolean isCloudHost(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        return host.endsWith(".atlassian.net") || host.endsWith(".jira.com") || host.equals(GATEWAY);
    }
}
