package io.jenkins.plugins.millrace.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Posts NDJSON documents of {@code docs/events.md} to a hub. Follows no redirect, so that the token goes to no other host. */
public final class HubDelivery {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration LONGEST_WISH = Duration.ofHours(1);
    private static final int MAX_READ = 4096;
    private static final int MAX_SHOWN = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /**
     * Tries once.
     *
     * @param hub the hub's address, such as {@code https://millrace.example.org}
     * @param token the token, without {@code Bearer}; stands in no message
     */
    public Outcome deliver(URI hub, String token, byte[] document) throws InterruptedException {
        String address = hub.toString();
        URI events = URI.create((address.endsWith("/") ? address : address + "/") + "v1/events");
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(events)
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/x-ndjson")
                    .header("Content-Encoding", "gzip")
                    .POST(BodyPublishers.ofByteArray(compressed(document)))
                    .build();
        } catch (IllegalArgumentException e) {
            return new Outcome.Later(
                    Optional.empty(), "the token for " + events + " is no token: it has blanks or line ends");
        }
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, info -> beginning());
        try {
            return outcome(answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS), events);
        } catch (ExecutionException e) {
            return new Outcome.Later(Optional.empty(), events + " does not answer: " + why(e.getCause()));
        } catch (TimeoutException e) {
            return new Outcome.Later(Optional.empty(), events + " does not answer within " + ANSWER.toSeconds() + " s");
        } finally {
            answer.cancel(true);
        }
    }

    private static byte[] compressed(byte[] document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(document);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        return bytes.toByteArray();
    }

    /** The beginning of an answer as text; the rest is read and forgotten. */
    private static BodySubscriber<String> beginning() {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        return BodySubscribers.mapping(
                BodySubscribers.ofByteArrayConsumer(part ->
                        part.ifPresent(bytes -> kept.write(bytes, 0, Math.min(bytes.length, MAX_READ - kept.size())))),
                end -> kept.toString(StandardCharsets.UTF_8));
    }

    private static Outcome outcome(HttpResponse<String> response, URI events) {
        int status = response.statusCode();
        String said = events + " answered " + status + ": " + shown(response.body());
        return switch (status) {
            case 200 -> new Outcome.Delivered();
            // what is wrong with the message itself; anything else may pass, such as a wrong token or a proxy's answer
            case 400, 413, 415, 422 -> new Outcome.Refused(said);
            default -> new Outcome.Later(retryAfter(response), said);
        };
    }

    /** In seconds only: a date would need both clocks to agree, and our own pauses do as well. */
    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,18}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(wish -> wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish);
    }

    /** The JDK's exception has no message if nothing listens there or if there is no such host. */
    private static String why(@Nullable Throwable failure) {
        if (failure == null) {
            return "it is not known why";
        }
        if (failure instanceof ConnectException && failure.getMessage() == null) {
            for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof UnresolvedAddressException) {
                    return "there is no host of that name";
                }
            }
            return "no connection is possible; nothing listens there, or the network rejects it";
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** What a hub says is a problem of RFC 9457; a proxy in front of it may say anything. */
    private static String text(String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            String title = problem.path("title").asText();
            String detail = problem.path("detail").asText();
            return title.isEmpty() ? body : title + ": " + detail;
        } catch (JsonProcessingException e) {
            return body;
        }
    }

    private static String shown(String body) {
        String plain = text(body).replaceAll("\\p{Cntrl}+", " ").strip();
        return plain.length() <= MAX_SHOWN ? plain : plain.substring(0, MAX_SHOWN) + "...";
    }
}
