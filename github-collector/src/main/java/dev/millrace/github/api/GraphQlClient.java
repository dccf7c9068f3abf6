package dev.millrace.github.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SourceException;
import dev.millrace.http.Authorization;
import dev.millrace.http.HttpBody;
import dev.millrace.http.HttpCall;
import dev.millrace.http.HttpConnectionException;
import dev.millrace.http.HttpException;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.JsonClient;
import dev.millrace.http.JsonClient.JsonReply;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls GitHub's GraphQL API. A response with errors is a failure, unless the caller accepts a part of it. Fields that
 * an older GitHub does not have are left out of the query.
 */
public final class GraphQlClient {

    /** How often a query is repeated without the fields that an older GitHub does not have. */
    private static final int MOST_CHANGES = 10;

    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;

    private final URI url;
    private final JsonClient client;
    private final Authorization who;
    private final OlderSchema schema = new OlderSchema();
    private boolean answered;

    public GraphQlClient(URI url, JsonClient client, Authorization who) {
        this.url = url;
        this.client = client;
        this.who = who;
    }

    public static ObjectNode variables() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * A response with data.
     *
     * @param data the data
     * @param errors what is missing in it, and why
     */
    public record Response(JsonNode data, GraphQlErrors errors) {

        /** The data, if nothing is missing. */
        JsonNode whole() {
            if (!errors.isEmpty()) {
                throw errors.failure();
            }
            return data;
        }
    }

    /**
     * The data of the answer, with nothing missing. Nodes requested by id or number that do not exist are null, and no error.
     *
     * @throws HttpException if there was no usable answer
     * @throws TooHeavyException if GitHub gave up on the query
     * @throws SourceException if the answer holds errors
     */
    public JsonNode ask(GraphQlQuery query, ObjectNode variables) {
        return answer(query, variables).whole();
    }

    /** The same, for somebody who can use data in which something is missing. Fails if there is no data at all. */
    public Response answer(GraphQlQuery query, ObjectNode variables) {
        for (int changes = 0; ; changes++) {
            ObjectNode request = JsonNodeFactory.instance.objectNode();
            request.put("operationName", query.operation());
            request.put("query", schema.text(query));
            request.set("variables", variables);
            JsonReply reply = send(
                    query, HttpCall.post(url, HttpBody.json(request.toString())).asRepeatable());
            List<JsonNode> found = new ArrayList<>();
            reply.body().path("errors").forEach(found::add);
            found.removeIf(GraphQlClient::isMissingNode);
            GraphQlErrors errors = new GraphQlErrors(
                    query, found, GitHubAdvice.singleSignOn(reply.reply().headers(), who));
            JsonNode data = reply.body().path("data");
            if (data.isObject() && !errors.limited()) {
                answered = true;
                return new Response(data, errors);
            }
            if (errors.isEmpty()) {
                throw new SourceException("GraphQL " + query.operation()
                        + ": the answer has neither data nor errors. Check the GraphQL URL " + url);
            }
            if (changes == MOST_CHANGES || !schema.adapt(query, found)) {
                throw errors.failure();
            }
        }
    }

    /** The fields requested so far that this GitHub's schema does not have, as {@code Type.field}. */
    public List<String> lacking() {
        return schema.lacking();
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
        } catch (HttpConnectionException e) {
            // a server that has answered is there: it is the question that takes it too long
            if (answered && e.kind() == HttpConnectionException.Kind.TIMEOUT) {
                throw new TooHeavyException("GraphQL " + query.operation() + ": " + e.getMessage(), e);
            }
            throw e;
        }
    }
}
