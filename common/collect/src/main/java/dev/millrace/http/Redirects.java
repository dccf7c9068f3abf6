package dev.millrace.http;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Follows a redirect. Another host, scheme or port gets only headers that say nothing about the caller: a forged redirect
 * must not receive a token.
 */
final class Redirects {

    private static final List<String> HARMLESS = List.of("Accept", "Accept-Language");

    private Redirects() {}

    /**
     * The call that follows the answer; empty if the answer is no redirect that may be followed. Only reading follows
     * redirects: what changes something is sent where it was configured to go, and nowhere else.
     *
     * @throws UnusableReplyException if the answer leads to something that is not http
     */
    static Optional<HttpCall> follow(HttpCall call, HttpReply reply) {
        if (!isRedirect(reply.status()) || !call.method().equals("GET")) {
            return Optional.empty();
        }
        Optional<String> location = reply.headers().first("Location");
        if (location.isEmpty()) {
            return Optional.empty();
        }
        URI target = resolve(call, location.get());
        if (HostAddress.same(call.uri(), target)) {
            return Optional.of(new HttpCall(
                    call.method(), target, call.headers(), call.authorization(), call.body(), call.repeatable()));
        }
        HttpCall stranger = HttpCall.get(target);
        for (String name : HARMLESS) {
            for (String value : call.headers().all(name)) {
                stranger = stranger.withHeader(name, value);
            }
        }
        return Optional.of(stranger);
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static URI resolve(HttpCall call, String location) {
        try {
            URI target = call.uri().resolve(location.strip());
            if (HttpCall.isHttp(target) && target.getHost() != null && target.getRawUserInfo() == null) {
                return target;
            }
        } catch (IllegalArgumentException e) {
            // not a URL: reported below
        }
        throw new UnusableReplyException(
                call,
                UnusableReplyException.Kind.REDIRECT,
                "the server redirects to something that is no plain http or https URL");
    }
}
