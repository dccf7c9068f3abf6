package dev.millrace.outbox;

import dev.millrace.outbox.Delivery.Outcome.Delivered;
import dev.millrace.outbox.Delivery.Outcome.Later;
import dev.millrace.outbox.Delivery.Outcome.Refused;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Posts NDJSON documents of {@code docs/events.md} to a hub. Follows no redirect, so that the token goes to no other host. The
 * token is asked for at each attempt, so that a new one is taken without a restart, and stands in no message.
 */
public final class HubDelivery implements Delivery {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration LONGEST_WISH = Duration.ofHours(1);
    private static final int MAX_SHOWN = 300;

    private final URI events;
    private final Supplier<String> token;
    private final HttpClient client;

    /**
     * A delivery to one hub.
     *
     * @param hub the hub's address, such as {@code https://millrace.example.org}
     * @param token gives the token, without {@code Bearer}
     */
    public HubDelivery(URI hub, Supplier<String> token) {
        String address = hub.toString();
        this.events = URI.create((address.endsWith("/") ? address : address + "/") + "v1/events");
        this.token = Objects.requireNonNull(token, "token");
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @Override
    public Outcome deliver(List<byte[]> messages) throws InterruptedException {
        Documents documents = Documents.joined(messages);
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(events)
                    .header("Authorization", "Bearer " + token.get())
                    .header("Content-Type", "application/x-ndjson")
                    .header("Content-Encoding", "gzip")
                    .POST(BodyPublishers.ofByteArray(documents.compressed()))
                    .build();
        } catch (IllegalArgumentException e) {
            return new Later(Optional.empty(), "the token for " + events + " is no token: it has blanks or line ends");
        }
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, info -> new BoundedBody());
        try {
            return outcome(answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS), documents.count());
        } catch (ExecutionException e) {
            return new Later(Optional.empty(), events + " does not answer: " + e.getCause());
        } catch (TimeoutException e) {
            return new Later(Optional.empty(), events + " does not answer within " + ANSWER.toSeconds() + " s");
        } finally {
            answer.cancel(true);
        }
    }

    private Outcome outcome(HttpResponse<String> response, int count) {
        int status = response.statusCode();
        String said = events + " answered " + status + ": " + shown(response.body());
        return switch (status) {
            case 200 -> new Delivered(count);
            // what is wrong with the message itself; anything else may pass, such as a wrong token or a proxy's answer
            case 400, 413, 415, 422 -> new Refused(said);
            default -> new Later(retryAfter(response), said);
        };
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .flatMap(text -> {
                    try {
                        Duration wish = Duration.ofSeconds(Long.parseLong(text.strip()));
                        return wish.isNegative() ? Optional.empty() : Optional.of(wish);
                    } catch (NumberFormatException e) {
                        return Optional.empty(); // a date would need both clocks to agree; our own pauses do as well
                    }
                })
                .map(wish -> wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish);
    }

    private static String shown(String body) {
        String plain = body.replaceAll("\\p{Cntrl}+", " ").strip();
        return plain.length() <= MAX_SHOWN ? plain : plain.substring(0, MAX_SHOWN) + "...";
    }
}
