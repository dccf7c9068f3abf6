package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SourceException;
import dev.millrace.http.Authorization;
import dev.millrace.http.HttpBody;
import dev.millrace.http.HttpCall;
import dev.millrace.http.HttpException;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.JsonClient;
import dev.millrace.http.JsonClient.JsonReply;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks GitHub's GraphQL API. An answer with errors is no answer, even if it brings some data along. */
final class GraphQlClient {

    private static final Set<String> REFUSALS = Set.of("NOT_FOUND", "FORBIDDEN");
    private static final int MAX_SHOWN = 3;
    private static final int MAX_MESSAGE = 300;
    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;

    private final URI url;
    private final JsonClient client;
    private final Authorization who;

    GraphQlClient(URI url, JsonClient client, Authorization who) {
        this.url = url;
        this.client = client;
        this.who = who;
    }

    /** GitHub gave up on a query because it took too long; a smaller page may pass. */
    static final class TooHeavyException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooHeavyException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    static ObjectNode variables() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * The data of the answer. Of nodes asked for by id or number those that are not there are null, and no error.
     *
     * @throws HttpException if there was no usable answer
     * @throws TooHeavyException if GitHub gave up on the query
     * @throws SourceException if the answer holds errors
     */
    JsonNode ask(GraphQlQuery query, ObjectNode variables) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("operationName", query.operation());
        request.put("query", query.text());
        request.set("variables", variables);
        JsonReply reply = send(
                query, HttpCall.post(url, HttpBody.json(request.toString())).asRepeatable());
        List<JsonNode> errors = new ArrayList<>();
        reply.body().path("errors").forEach(errors::add);
        errors.removeIf(GraphQlClient::isMissingNode);
        if (!errors.isEmpty()) {
            throw failure(query, errors, GitHubAdvice.singleSignOn(reply.reply().headers(), who));
        }
        JsonNode data = reply.body().path("data");
        if (!data.isObject()) {
            throw new SourceException("GraphQL " + query.operation()
                    + ": the answer has neither data nor errors. Check the GraphQL URL " + url);
        }
        return data;
    }

    private static boolean isMissingNode(JsonNode error) {
        JsonNode path = error.path("path");
        return error.path("type").asText().equals("NOT_FOUND")
                && path.size() == 2
                && (path.path(0).asText().equals("nodes")
                        || path.path(1).asText().equals("pullRequest"));
    }

    private JsonReply send(GraphQlQuery query, HttpCall call) {
        try {
            return client.send(call);
        } catch (HttpStatusException e) {
            if (e.status() == BAD_GATEWAY || e.status() == GATEWAY_TIMEOUT) {
                throw new TooHeavyException("GraphQL " + query.operation() + ": " + e.getMessage(), e);
            }
            throw e;
        }
    }

    private static RuntimeException failure(GraphQlQuery query, List<JsonNode> errors, Optional<String> singleSignOn) {
        List<String> messages = new ArrayList<>();
        boolean onlyTimeouts = true;
        boolean notFound = false;
        boolean nothing = false;
        for (JsonNode error : errors) {
            String type = error.path("type").asText("");
            String message = error.path("message").asText("");
            onlyTimeouts &= type.isEmpty() && message.startsWith("Something went wrong while executing your query");
            notFound |= type.equals("NOT_FOUND");
            // the repository itself, and not one of its fields
            nothing |= REFUSALS.contains(type)
                    && error.path("path").size() == 1
                    && error.path("path").path(0).asText().equals("repository");
            if (messages.size() < MAX_SHOWN) {
                String line = Text.line((type.isEmpty() ? "" : type + ": ") + message, MAX_MESSAGE);
                messages.add(line.endsWith(".") ? line.substring(0, line.length() - 1) : line);
            }
        }
        String text = "GraphQL " + query.operation() + ": " + String.join("; ", messages)
                + (errors.size() > MAX_SHOWN ? " and " + (errors.size() - MAX_SHOWN) + " more" : "");
        if (onlyTimeouts) {
            return new TooHeavyException(text, null);
        }
        String todo = singleSignOn
                .map(advice -> ". " + advice)
                .orElse(
                        notFound || nothing
                                ? ". Check the name, and that the token may read it (see docs/github.md)"
                                : "");
        return nothing ? SourceException.nothingReadable(text + todo) : new SourceException(text + todo);
    }
}
