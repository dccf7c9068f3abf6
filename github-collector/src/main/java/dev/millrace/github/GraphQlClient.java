package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SourceException;
import dev.millrace.http.HttpBody;
import dev.millrace.http.HttpCall;
import dev.millrace.http.HttpException;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.JsonClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks GitHub's GraphQL API. An answer with errors is no answer, even if it brings some data along. */
final class GraphQlClient {

    private static final int MAX_SHOWN = 3;
    private static final int MAX_MESSAGE = 300;
    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;

    private final URI url;
    private final JsonClient client;

    GraphQlClient(URI url, JsonClient client) {
        this.url = url;
        this.client = client;
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
     * The data of the answer.
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
        JsonNode answer = send(
                query, HttpCall.post(url, HttpBody.json(request.toString())).asRepeatable());
        JsonNode errors = answer.path("errors");
        if (!errors.isEmpty()) {
            throw failure(query, errors);
        }
        JsonNode data = answer.path("data");
        if (!data.isObject()) {
            throw new SourceException("GraphQL " + query.operation()
                    + ": the answer has neither data nor errors. Check the GraphQL URL " + url);
        }
        return data;
    }

    private JsonNode send(GraphQlQuery query, HttpCall call) {
        try {
            return client.send(call).body();
        } catch (HttpStatusException e) {
            if (e.status() == BAD_GATEWAY || e.status() == GATEWAY_TIMEOUT) {
                throw new TooHeavyException("GraphQL " + query.operation() + ": " + e.getMessage(), e);
            }
            throw e;
        }
    }

    private static RuntimeException failure(GraphQlQuery query, JsonNode errors) {
        List<String> messages = new ArrayList<>();
        boolean onlyTimeouts = true;
        boolean notFound = false;
        for (JsonNode error : errors) {
            String type = error.path("type").asText("");
            String message = error.path("message").asText("");
            onlyTimeouts &= type.isEmpty() && message.startsWith("Something went wrong while executing your query");
            notFound |= type.equals("NOT_FOUND");
            if (messages.size() < MAX_SHOWN) {
                messages.add(Text.line((type.isEmpty() ? "" : type + ": ") + message, MAX_MESSAGE));
            }
        }
        String text = "GraphQL " + query.operation() + ": " + String.join("; ", messages)
                + (errors.size() > MAX_SHOWN ? " and " + (errors.size() - MAX_SHOWN) + " more" : "");
        if (onlyTimeouts) {
            return new TooHeavyException(text, null);
        }
        return new SourceException(
                notFound ? text + ". Check the name, and that the token may read it (see docs/github.md)" : text);
    }
}
