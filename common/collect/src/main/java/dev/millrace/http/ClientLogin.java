package dev.millrace.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The access token of a service account: requested when the first call needs it, and again shortly before it expires, so that a long
 * run outlives it. Safe for use by several threads.
 */
public final class ClientLogin implements Authorization.Renewing {

    private static final Duration MARGIN = Duration.ofMinutes(2);
    /** How long a token is used whose life the server does not tell. */
    private static final Duration UNKNOWN_LIFE = Duration.ofMinutes(10);

    private final Credentials.Client credentials;
    private final HttpTransport transport;
    private final InstantSource clock;
    private @Nullable Authorization latest;
    private Instant until = Instant.MIN;

    private ClientLogin(Credentials.Client credentials, HttpTransport transport, InstantSource clock) {
        this.credentials = Objects.requireNonNull(credentials, "credentials");
        this.transport = Objects.requireNonNull(transport, "transport");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * The authorization of a service account.
     *
     * @param transport sends the requests for tokens
     * @param clock shows when a token expires
     */
    public static Authorization of(Credentials.Client credentials, HttpTransport transport, InstantSource clock) {
        return Authorization.renewed(
                new ClientLogin(credentials, transport, clock),
                credentials.secret().reveal(),
                credentials.secret().setting());
    }

    @Override
    public synchronized Optional<Authorization> latest() {
        return Optional.ofNullable(latest);
    }

    @Override
    public synchronized Authorization current() {
        Authorization known = latest;
        if (known != null && clock.instant().isBefore(until)) {
            return known;
        }
        Instant asked = clock.instant();
        HttpCall call = HttpCall.post(credentials.tokenUrl(), new HttpBody("application/x-www-form-urlencoded", form()))
                .asRepeatable()
                .withHeader("Accept", "application/json");
        HttpReply reply = transport.send(call);
        if (!reply.isSuccess()) {
            // without what the server says: it may repeat the secret
            HttpReply silent = new HttpReply(reply.uri(), reply.status(), HttpHeaders.none(), new byte[0]);
            throw new HttpStatusException(call, silent, advice());
        }
        JsonNode answer = Probe.json(reply);
        String token = answer.path("access_token").asText("");
        if (token.isBlank()) {
            throw new UnusableReplyException(
                    call, UnusableReplyException.Kind.NOT_JSON, "the answer has no access token: check the tokenUrl");
        }
        Duration life = answer.path("expires_in").isNumber()
                ? Duration.ofSeconds(answer.path("expires_in").asLong())
                : UNKNOWN_LIFE;
        Authorization issued = Authorization.bearer(token, credentials.secret().setting());
        latest = issued;
        until = asked.plus(life.compareTo(MARGIN.multipliedBy(2)) > 0 ? life.minus(MARGIN) : life.dividedBy(2));
        return issued;
    }

    private StatusAdvice advice() {
        return (status, who) -> status >= 500
                ? StatusAdvice.general().whatToDo(status, who)
                : "No access token was issued. Check the clientId and "
                        + credentials.secret().setting()
                        + ": the secret may be wrong or revoked, and the service account needs the scope read:jira-work, for"
                        + " millrace publish also write:jira-work.";
    }

    private String form() {
        return "grant_type=client_credentials&client_id=" + encoded(credentials.id()) + "&client_secret="
                + encoded(credentials.secret().reveal());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
