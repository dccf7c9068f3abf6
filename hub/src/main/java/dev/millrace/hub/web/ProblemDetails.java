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
record ProblemDetails(int status, String title, String detail, Map<String, String> headers) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_SHOWN = 60;

    ProblemDetails {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(detail, "detail");
        headers = Map.copyOf(headers);
    }

    private ProblemDetails(int status, String title, String detail) {
        this(status, title, detail, Map.of());
    }

    static ProblemDetails badRequest(String detail) {
        return new ProblemDetails(400, "The request is wrong", detail);
    }

    static ProblemDetails unauthorized(boolean forBrowser) {
        return new ProblemDetails(
                401,
                "A token is needed",
                "send the header Authorization: Bearer TOKEN with a token that millrace token create made for this hub and"
                        + " that has neither expired nor been revoked",
                Map.of("WWW-Authenticate", forBrowser ? "Basic realm=\"Millrace\", charset=\"UTF-8\"" : "Bearer"));
    }

    static ProblemDetails notProven(String detail) {
        return new ProblemDetails(401, "The sender is not proven", detail, Map.of("WWW-Authenticate", "Signature"));
    }

    static ProblemDetails forbidden(String detail) {
        return new ProblemDetails(403, "The token does not allow this", detail);
    }

    static ProblemDetails readOnly() {
        return new ProblemDetails(
                403,
                "The hub is read-only",
                "this hub was started with --read-only and stores nothing: post to the hub that writes the store");
    }

    static ProblemDetails notFound(String detail) {
        return new ProblemDetails(404, "Not found", detail);
    }

    static ProblemDetails methodNotAllowed(String allowed) {
        return new ProblemDetails(405, "The method is not allowed", "use " + allowed, Map.of("Allow", allowed));
    }

    static ProblemDetails tooLarge(long maxBytes) {
        return new ProblemDetails(
                413,
                "The body is too large",
                "a body may have " + maxBytes + " bytes after decompression; post it in parts");
    }

    static ProblemDetails unsupported(String detail) {
        return new ProblemDetails(415, "The type of the body is not supported", detail);
    }

    static ProblemDetails tooOften(Duration after) {
        return new ProblemDetails(
                429, "Too many requests", "try again after the seconds in Retry-After", retryAfter(after));
    }

    static ProblemDetails busy(String detail, Duration after) {
        return new ProblemDetails(503, "Temporarily unavailable", detail, retryAfter(after));
    }

    static ProblemDetails internal() {
        return new ProblemDetails(500, "The hub failed", "nothing was stored; the hub's log says why");
    }

    private static Map<String, String> retryAfter(Duration after) {
        return Map.of(
                "Retry-After", Long.toString(Math.max(1, after.plusMillis(999).toSeconds())));
    }

    HubResponse answer() {
        ObjectNode json = JSON.createObjectNode();
        json.put("type", "about:blank");
        json.put("status", status);
        json.put("title", title);
        json.put("detail", detail);
        HubResponse answer = HubResponse.of(status, "application/problem+json", PrintedJson.line(json));
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
