package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.JsonClient;
import dev.millrace.http.JsonClient.JsonReply;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.ToolInstance;
import java.net.URI;
import java.time.Instant;
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
     * The states the site defines.
     *
     * @param definitions empty if it does not report them
     * @param askedAt the server's clock, if known
     */
    record States(List<StateDefinition> definitions, Optional<Instant> askedAt) {}

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

    /** The states the site defines; none if it does not show them to us. */
    States states() {
        Optional<JsonReply> answer = unlessHidden("/status");
        List<StateDefinition> definitions = new ArrayList<>();
        answer.ifPresent(a ->
                a.body().forEach(status -> StateNames.definition(tool, status).ifPresent(definitions::add)));
        return new States(definitions, answer.flatMap(a -> a.reply().serverTime()));
    }

    /** The custom fields that matter; none if the site does not show them to us. */
    JiraFields fields() {
        return unlessHidden("/field")
                .map(answer -> JiraFields.of(answer.body()))
                .orElse(JiraFields.unknown());
    }

    /** What the site answers about its types of links; requested once. Empty if it does not show them to us. */
    Optional<JsonNode> linkTypes() {
        if (!linkTypesRead) {
            linkTypes = unlessHidden("/issueLinkType").map(JsonReply::body).orElse(null);
            linkTypesRead = true;
        }
        return Optional.ofNullable(linkTypes);
    }

    /** Takes an earlier answer about types of links for the present one. */
    void remember(@Nullable JsonNode earlier) {
        linkTypes = earlier;
        linkTypesRead = earlier != null;
    }

    /** The types of links if they were needed so far. */
    Optional<JsonNode> linkTypesIfRead() {
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
