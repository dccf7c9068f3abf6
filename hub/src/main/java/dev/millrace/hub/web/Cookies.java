package dev.millrace.hub.web;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The two cookies of a browser: of its session, and of its form to sign in. No script and no other site can use them, and with https
 * they are never sent unencrypted. The prefix {@code __Host-} keeps other hosts of the same domain from setting them (RFC 6265bis).
 *
 * @param secure whether the browser reaches the hub by https
 */
record Cookies(boolean secure) {

    private static final String SESSION = "millrace-session";
    private static final String FORM = "millrace-form";
    private static final Duration FORM_LIFE = Duration.ofHours(1);
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** The id of the session that the browser sent; empty if it sent none, or something else under its name. */
    Optional<String> session(HubRequest.Headers headers) {
        return value(headers, SESSION);
    }

    /** The secret that belongs to the form that the browser was sent; empty if there is none. */
    Optional<String> form(HubRequest.Headers headers) {
        return value(headers, FORM);
    }

    /** Makes a browser keep the id of a session for that long. */
    String keepSession(String id, Duration life) {
        return written(SESSION, id, life);
    }

    /** Makes a browser forget its session. */
    String forgetSession() {
        return written(SESSION, "", Duration.ZERO);
    }

    /** Makes a browser keep the secret of a form. */
    String keepForm(String secret) {
        return written(FORM, secret, FORM_LIFE);
    }

    private String written(String name, String value, Duration life) {
        return name(name) + '=' + value + "; Path=/; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite=Strict"
                + (secure ? "; Secure" : "");
    }

    private String name(String name) {
        return secure ? "__Host-" + name : name;
    }

    private Optional<String> value(HubRequest.Headers headers, String name) {
        String begin = name(name) + '=';
        for (String pair : headers.get("Cookie").orElse("").split(";", -1)) {
            String cookie = pair.strip();
            if (cookie.startsWith(begin)) {
                return Optional.of(cookie.substring(begin.length()))
                        .filter(value -> SECRET.matcher(value).matches());
            }
        }
        return Optional.empty();
    }
}
