package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.JsonClient;
import dev.millrace.http.JsonClient.JsonReply;
import dev.millrace.http.StatusAdvice;
import dev.millrace.model.StateDefinition;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A site that responded: its dialect and its fixed properties.
 *
 * @param client its dialect
 * @param site the address at which people open its issues; not always the address of the API
 * @param fields its custom fields
 * @param definitions the states it defines
 * @param clock its clock at the time of the request, if it reported that
 */
record JiraConnection(
        JiraClient client, URI site, JiraFields fields, List<StateDefinition> definitions, Optional<Instant> clock) {

    /** Atlassian's address for calls of an app, or with a token that has scopes. */
    private static final String GATEWAY = "api.atlassian.com";

    /** Requests the properties of a site. */
    static JiraConnection open(JiraSettings settings, HttpTransport transport) {
        URI baseUrl = settings.baseUrl();
        boolean cloudHost = isCloudHost(baseUrl);
        StatusAdvice advice = cloudHost ? new CloudAdvice(baseUrl) : new JiraAdvice(baseUrl);
        Optional<JsonReply> info =
                serverInfo(new JsonClient(transport, settings.authorization(), advice), settings.baseUrl());
        JsonNode said = info.map(JsonReply::body).orElse(MissingNode.getInstance());
        Optional<String> deployment = IssueJson.text(said, "deploymentType");
        boolean cloud = deployment.map("Cloud"::equalsIgnoreCase).orElse(cloudHost);
        JiraClient client = cloud
                ? cloud(settings, transport)
                : new DataCenterClient(new JsonClient(transport, settings.authorization(), advice), settings);
        JiraClient.States states = client.states();
        return new JiraConnection(
                client,
                cloud ? site(said).orElse(baseUrl) : baseUrl,
                client.fields(),
                states.definitions(),
                serverTime(said)
                        .or(() -> info.flatMap(i -> i.reply().serverTime()))
                        .or(states::askedAt));
    }

    private static CloudClient cloud(JiraSettings settings, HttpTransport transport) {
        CloudClient client = new CloudClient(
                new JsonClient(transport, settings.authorization(), new CloudAdvice(settings.baseUrl())), settings);
        // the gateway requires a valid token, and its tokens need not have the scope for this request
        if (!settings.authorization().isAnonymous()
                && !GATEWAY.equalsIgnoreCase(settings.baseUrl().getHost())) {
            client.logIn();
        }
        return client;
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
