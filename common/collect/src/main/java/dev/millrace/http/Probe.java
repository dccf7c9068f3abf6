package dev.millrace.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Objects;

/** Requests for a check-up, where an error is a result too. Where {@link JsonClient} throws, it returns the response. */
public final class Probe {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpTransport transport;
    private final Authorization authorization;
    private final String accepted;
    private final StatusAdvice advice;

    /**
     * Over that transport.
     *
     * @param authorization the credentials
     * @param accepted the media type to request
     * @param advice what to do about a server that cannot answer
     */
    public Probe(HttpTransport transport, Authorization authorization, String accepted, StatusAdvice advice) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.authorization = Objects.requireNonNull(authorization, "authorization");
        this.accepted = Objects.requireNonNull(accepted, "accepted");
        this.advice = Objects.requireNonNull(advice, "advice");
    }

    /**
     * What is answered, whatever its status.
     *
     * @throws HttpStatusException if the server is in trouble or wants to be left alone, which answers no question
     * @throws HttpException if there is no answer
     */
    public HttpReply get(URI uri) {
        HttpCall call = HttpCall.get(uri).with(authorization).withHeader("Accept", accepted);
        HttpReply reply = transport.send(call);
        if (reply.status() >= 500 || reply.status() == 429) {
            throw new HttpStatusException(call, reply, advice);
        }
        return reply;
    }

    /** What the answer says; missing if it is not JSON. */
    public static JsonNode json(HttpReply reply) {
        try {
            return JSON.readTree(reply.text());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
    }
}
