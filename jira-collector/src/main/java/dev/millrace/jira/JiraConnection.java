package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.millrace.collect.SourceException;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.JsonClient;
import dev.millrace.http.JsonClient.JsonReply;
import dev.millrace.model.StateDefinition;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A site that answered: which dialect it speaks, and what it says once and for all.
 *
 * @param client its dialect
 * @param fields its custom fields
 * @param definitions the states it defines
 * @param clock its clock when it was asked, if it told
 */
record JiraConnection(
        JiraClient client, JiraFields fields, List<StateDefinition> definitions, Optional<Instant> clock) {

    /**
     * Asks a site what it is.
     *
     * @throws SourceException if it is a Jira Cloud site
     */
    static JiraConnection open(JiraSettings settings, HttpTransport transport) {
        if (isCloudHost(settings.baseUrl())) {
            throw cloud(settings);
        }
        JsonClient http = new JsonClient(transport, settings.authorization(), new JiraAdvice(settings.baseUrl()));
        Optional<JsonReply> info = serverInfo(http, settings.baseUrl());
        JsonNode said = info.map(JsonReply::body).orElse(MissingNode.getInstance());
        if (said.path("deploymentType").asText().equalsIgnoreCase("Cloud")) {
            throw cloud(settings);
        }
        JiraClient client = new DataCenterClient(http, settings);
        JiraClient.States states = client.states();
        return new JiraConnection(
                client,
                client.fields(),
                states.definitions(),
                serverTime(said)
                        .or(() -> info.flatMap(i -> i.reply().serverTime()))
                        .or(states::askedAt));
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
            // anonymous users are not told; the Date header is
            return Optional.empty();
        }
    }

    private static boolean isCloudHost(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        return host.endsWith(".atlassian.net") || host.equals("api.atlassian.com");
    }

    private static SourceException cloud(JiraSettings settings) {
        return new SourceException(
                settings.baseUrl() + " is a Jira Cloud site. The feature \"Jira Cloud\" is not supported in"
                        + " this version of Millrace, which reads Jira Data Center and Jira Server.");
    }
}
