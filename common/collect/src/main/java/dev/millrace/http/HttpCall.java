package dev.millrace.http;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP call of a collector.
 *
 * @param method such as {@code GET}, in upper case
 * @param uri where to, absolute, http or https, without user info
 * @param headers further headers; no credentials, those are {@code authorization}
 * @param authorization the credentials
 * @param body what to send along, or null
 * @param repeatable whether sending the call twice does no harm, so that it may be repeated when the answer was lost
 */
public record HttpCall(
        String method,
        URI uri,
        HttpHeaders headers,
        Authorization authorization,
        @Nullable HttpBody body,
        boolean repeatable) {

    /** Validates the URI. */
    public HttpCall {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(authorization, "authorization");
        if (!isHttp(uri) || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "a call needs an absolute http or https URL with a host, not scheme \"" + uri.getScheme() + '"');
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the URL of a call to " + uri.getHost()
                    + " holds a user name or password; credentials belong into settings of their own");
        }
    }

    /** Reads; may be repeated. */
    public static HttpCall get(URI uri) {
        return new HttpCall("GET", uri, HttpHeaders.none(), Authorization.none(), null, true);
    }

    /** Sends a body; is not repeated when the answer was lost, unless {@link #asRepeatable} says that it may be. */
    public static HttpCall post(URI uri, HttpBody body) {
        return new HttpCall("POST", uri, HttpHeaders.none(), Authorization.none(), body, false);
    }

    /** The same call with one more header. */
    public HttpCall withHeader(String name, String value) {
        return new HttpCall(method, uri, headers.with(name, value), authorization, body, repeatable);
    }

    /** The same call in somebody's name. */
    public HttpCall with(Authorization who) {
        return new HttpCall(method, uri, headers, who, body, repeatable);
    }

    /** The same call, said to do no harm when it is sent twice: a query that needs a body. */
    public HttpCall asRepeatable() {
        return new HttpCall(method, uri, headers, authorization, body, true);
    }

    static boolean isHttp(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
    }

    /** Method and URL as they may be shown: no user info, no value of a query parameter that could be a secret. */
    @Override
    public String toString() {
        return method + ' ' + SafeUrl.of(uri);
    }
}
