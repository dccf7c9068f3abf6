package dev.millrace.hub.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.codec.PrintedJson;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * Why a request was not served, as RFC 9457 puts it.
 *
 * @param status the HTTP status
 * @param title the kind of problem, always the same words for it
 * @param detail what to do about this one; holds nothing that the client may not see
 * @param headers that belong to the status
 */
record Problem(int status, String title, String detail, Map<String, String> headers) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_SHOWN = 60;

    Problem {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(detail, "detail");
        headers = Map.copyOf(headers);
    }

    private Problem(int status, String title, String detail) {
        this(status, title, detail, Map.of());
    }

    static Problem badRequest(String detail) {
        return new Problem(400, "The request is wrong", detail);
    }

    static Problem unauthorized(boolean forBrowser) {
        return new Problem(
                401,
                "A token is needed",
                "send the header Authorization: Bearer TOKEN with a token that millrace token create made for this hub and"
                        + " that has neither expired nor been revoked",
                Map.of("WWW-Authenticate", forBrowser ? "Basic realm=\"Millrace\", charset=\"UTF-8\"" : "Bearer"));
    }

    static Problem forbidden(String detail) {
        return new Problem(403, "The token does not allow this", detail);
    }

    static Problem readOnly() {
        return new Problem(
                403,
                "The hub only reads",
                "this hub was started with --read-only and stores nothing: post to the hub that writes the store");
    }

    static Problem notFound(String detail) {
        return new Problem(404, "There is no such thing", detail);
    }

    static Problem methodNotAllowed(String allowed) {
        return new Problem(405, "The method is not allowed", "use " + allowed, Map.of("Allow", allowed));
    }

    static Problem tooLarge(long maxBytes) {
        return new Problem(
                413,
                "The body is too large",
                "a body may have " + maxBytes + " bytes after decompression; post it in parts");
    }

    static Problem unsupported(String detail) {
        return new Problem(415, "The body is of a type that is not taken", detail);
    }

    static Problem tooOften(Duration after) {
        return new Problem(
                429, "Too many requests", "come back after the seconds that Retry-After says", retryAfter(after));
    }

    static Problem busy(String detail, Duration after) {
        return new Problem(503, "Not now", detail, retryAfter(after));
    }

    static Problem internal() {
        return new Problem(500, "The hub failed", "nothing was stored; the hub's log says why");
    }

    private static Map<String, String> retryAfter(Duration after) {
        return Map.of(
                "Retry-After", Long.toString(Math.max(1, after.plusMillis(999).toSeconds())));
    }

    Answer answer() {
        ObjectNode json = JSON.createObjectNode();
        json.put("type", "about:blank");
        json.put("status", status);
        json.put("title", title);
        json.put("detail", detail);
        Answer answer = Answer.of(status, "application/problem+json", PrintedJson.line(json));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    /** A client's own words, short and harmless, as part of a message. */
    static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return '"' + (plain.length() <= MAX_SHOWN ? plain : plain.substring(0, MAX_SHOWN) + "...") + '"';
    }
}
