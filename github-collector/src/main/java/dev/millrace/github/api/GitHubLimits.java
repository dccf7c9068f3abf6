package dev.millrace.github.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.http.HttpCall;
import dev.millrace.http.HttpHeaders;
import dev.millrace.http.HttpReply;
import dev.millrace.http.HttpTransport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/**
 * Says in HTTP's words what GitHub says in its own: GraphQL reports a limit, used up or secondary, as an error inside an answer of
 * status 200, and a secondary limit comes as 403 without {@code Retry-After}. Both become 429, so that the retries and the budget of the host
 * around this transport treat them like any other limit. Goes directly around the wire.
 */
public final class GitHubLimits implements HttpTransport {

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    /** The pause of GitHub's documentation for a secondary limit without a time. */
    private static final String SECONDARY_PAUSE = "60";

    /** An answer that only says that a limit is used up is short; a page of data need not be parsed twice. */
    private static final int LONGEST_REFUSAL = 16 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpTransport wire;

    /** Around the wire. */
    public GitHubLimits(HttpTransport wire) {
        this.wire = Objects.requireNonNull(wire, "wire");
    }

    @Override
    public HttpReply send(HttpCall call) {
        HttpReply reply = wire.send(call);
        boolean refused = switch (reply.status()) {
            case OK -> isGraphqlRefusal(reply);
            case FORBIDDEN, TOO_MANY_REQUESTS -> isSecondaryLimit(reply);
            default -> false;
        };
        return refused ? tooManyRequests(reply) : reply;
    }

    private static HttpReply tooManyRequests(HttpReply reply) {
        HttpHeaders headers =
                tellsPause(reply.headers()) ? reply.headers() : reply.headers().with("Retry-After", SECONDARY_PAUSE);
        return new HttpReply(reply.uri(), TOO_MANY_REQUESTS, headers, bytes(reply));
    }

    private static boolean tellsPause(HttpHeaders headers) {
        return headers.first("Retry-After").isPresent()
                || (headers.first("X-RateLimit-Remaining").filter("0"::equals).isPresent()
                        && headers.first("X-RateLimit-Reset").isPresent());
    }

    /** Whether GraphQL did nothing, because of a limit. */
    private static boolean isGraphqlRefusal(HttpReply reply) {
        if (reply.size() > LONGEST_REFUSAL) {
            return false;
        }
        String text = new String(bytes(reply), StandardCharsets.UTF_8);
        // most answers are data, and need not be parsed twice
        if (!text.contains("\"errors\"")) {
            return false;
        }
        try {
            JsonNode json = JSON.readTree(text);
            for (JsonNode error : json.path("errors")) {
                if (GraphQlErrors.isLimit(
                        error.path("type").asText(), error.path("message").asText())) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isSecondaryLimit(HttpReply reply) {
        if (reply.size() > LONGEST_REFUSAL) {
            return false;
        }
        String text = new String(bytes(reply), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        return text.contains("secondary rate limit") || text.contains("abuse detection");
    }

    private static byte[] bytes(HttpReply reply) {
        try (InputStream in = reply.bytes()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
    }
}
