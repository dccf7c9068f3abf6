package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.JsonClient;
import dev.millrace.http.JsonClient.JsonReply;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.ToolInstance;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a site says of itself, in the words of either version of the API. */
final class SiteCatalogue {

    private final JsonClient client;
    private final ToolInstance tool;
    private final String api;
    private boolean linkTypesRead;
    private @Nullable JsonNode linkTypes;

    /**
     * Of that site.
     *
     * @param api where its API begins, with the version, as {@code https://jira.example.org/rest/api/2}
     */
    SiteCatalogue(JsonClient client, ToolInstance tool, String api) {
        this.client = client;
        this.tool = tool;
        this.api = api;
    }

    /** See {@link JiraClient#states}. */
    JiraClient.States states() {
        Optional<JsonReply> answer = unlessHidden("/status");
        List<StateDefinition> definitions = new ArrayList<>();
        answer.ifPresent(a ->
                a.body().forEach(status -> StateNames.definition(tool, status).ifPresent(definitions::add)));
        return new JiraClient.States(definitions, answer.flatMap(a -> a.reply().serverTime()));
    }

    /** See {@link JiraClient#fields}. */
    JiraFields fields() {
        return unlessHidden("/field")
                .map(answer -> JiraFields.of(answer.body()))
                .orElse(JiraFields.unknown());
    }

    /** See {@link JiraClient#linkTypes}. */
    Optional<JsonNode> linkTypes() {
        if (!linkTypesRead) {
            linkTypes = unlessHidden("/issueLinkType").map(JsonReply::body).orElse(null);
            linkTypesRead = true;
        }
        return Optional.ofNullable(linkTypes);
    }

    /** The answer; empty if the account may not see it, or the site has no such question. */
    Optional<JsonReply> unlessHidden(String path) {
        try {
            return Optional.of(client.get(URI.create(api + path)));
        } catch (HttpStatusException e) {
            if (e.status() == 403 || e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
