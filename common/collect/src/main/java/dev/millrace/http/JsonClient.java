package dev.millrace.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.codec.JsonWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Objects;

/**
 * Requests JSON with an account's credentials. Every response other than the requested JSON becomes an exception with a
 * remedy.
 */
public final class JsonClient {

    private static final ObjectReader READER = JsonMapper.builder()
            // raw control characters in strings are forbidden, and yet tools pass on what people pasted
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    /** How often a call is sent again whose answer was empty, or ended in its middle. */
    private static final int REPETITIONS = 2;

    private final HttpTransport transport;
    private final Authorization authorization;
    private final StatusAdvice advice;

    /**
     * Over that transport.
     *
     * @param transport sends the calls
     * @param authorization the credentials
     * @param advice what to do about statuses that are no success
     */
    public JsonClient(HttpTransport transport, Authorization authorization, StatusAdvice advice) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.authorization = Objects.requireNonNull(authorization, "authorization");
        this.advice = Objects.requireNonNull(advice, "advice");
    }

    /**
     * An answer and what it holds.
     *
     * @param body the JSON
     * @param reply the answer it came in
     */
    public record JsonReply(JsonNode body, HttpReply reply) {}

    /**
     * Reads a URL.
     *
     * @throws HttpStatusException if the status is no success
     * @throws UnusableReplyException if the answer is not JSON
     * @throws HttpException if there was no answer
     */
    public JsonReply get(URI uri) {
        return send(HttpCall.get(uri));
    }

    /** Sends any call, in the name and with the expectations of this client; throws as {@link #get} does. */
    public JsonReply send(HttpCall call) {
        HttpCall signed = call.with(authorization).withHeader("Accept", "application/json");
        HttpReply reply = transport.send(signed);
        for (int repetition = 1; ; repetition++) {
            if (!reply.isSuccess()) {
                throw new HttpStatusException(signed, reply, advice);
            }
            boolean last = repetition > REPETITIONS || !signed.repeatable();
            try {
                return new JsonReply(json(signed, reply), reply);
            } catch (CutOffException e) {
                if (last) {
                    throw new UnusableReplyException(
                            signed,
                            UnusableReplyException.Kind.CUT_OFF,
                            e.what + (signed.repeatable() ? ", also when it was requested again" : "")
                                    + ". The server, or a proxy before it, broke off: try again later");
                }
                reply = transport.sendAgain(signed, repetition, e.what);
            }
        }
    }

    /** The answer is empty, or ends before its end: it may be whole the next time. */
    private static final class CutOffException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String what;

        CutOffException(String what) {
            super(what, null, false, false);
            this.what = what;
        }
    }

    private static JsonNode json(HttpCall call, HttpReply reply) {
        try {
            JsonNode json = READER.readTree(reply.text());
            if (!json.isMissingNode()) {
                return json;
            }
            throw new CutOffException("the answer is empty instead of JSON");
        } catch (JsonEOFException e) {
            throw new CutOffException("the answer ends in the middle of its JSON");
        } catch (JsonProcessingException e) {
            if (ErrorText.looksLikeHtml(reply)) {
                String title = PlainText.line(ErrorText.title(reply.head(64 * 1024)), 100);
                throw notJson(
                        call,
                        "the answer is a web page" + (title.isEmpty() ? "" : " titled \"" + title + '"')
                                + " instead of JSON, from " + SafeUrl.of(reply.uri())
                                + ". Usually that is a login page or a proxy: check the URL and the token");
            }
            throw notJson(
                    call,
                    "the answer is not JSON"
                            + JsonWords.withoutPlace(e)
                                    .map(what -> " that can be read: " + what)
                                    .orElse("")
                            + ". Check the URL");
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
    }

    private static UnusableReplyException notJson(HttpCall call, String what) {
        return new UnusableReplyException(call, UnusableReplyException.Kind.NOT_JSON, what);
    }
}
