package io.jenkins.plugins.millrace.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.document.Document;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the hub knows of the issues that a build carries. A page never waits for it: the first who asks sees that the hub is being asked,
 * the next sees its answer, which is kept for a while and asked for again behind the page. An answer is hostile text.
 */
public final class HubViews {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration FRESH = Duration.ofMinutes(2);
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);
    private static final int BUILDS = 300;
    private static final int ASKED_AT_ONCE = 8;
    private static final int LARGEST = 1 << 20;
    private static final int ITEMS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ASKING =
            "Millrace is asking the hub for the issues of this build. Reload the page to see them.";

    /**
     * What a page can show.
     *
     * @param items the panels of the items, by key and without titles
     * @param note why there are none, in a sentence; empty if nothing has to be said
     */
    public record Panels(List<Document> items, String note) {

        /** Where no hub is configured. */
        public static final Panels NONE = new Panels(List.of(), "");

        /** Copies the list. */
        public Panels {
            items = List.copyOf(items);
        }
    }

    private record Answer(Panels panels, Instant until) {}

    private static final class Asked {
        private Answer answer = new Answer(new Panels(List.of(), ASKING), Instant.MIN);
        private boolean pending;
    }

    private final Supplier<Optional<HubTarget>> target;
    private final InstantSource clock;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** By the path of the view. Guarded by itself. */
    private final Map<String, Asked> builds = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
            return size() > BUILDS;
        }
    };

    private int asking;

    HubViews(Supplier<Optional<HubTarget>> target, InstantSource clock) {
        this.target = target;
        this.clock = clock;
    }

    /**
     * What is known of a build now. Never waits.
     *
     * @param job its full name now
     */
    public Panels of(String job, int number, Instant scheduledAt) {
        Optional<HubTarget> hub = target.get();
        if (hub.isEmpty()) {
            return Panels.NONE;
        }
        String path = path(job, number, scheduledAt);
        synchronized (builds) {
            Asked asked = builds.computeIfAbsent(path, each -> new Asked());
            if (!asked.pending && asking < ASKED_AT_ONCE && !clock.instant().isBefore(asked.answer.until())) {
                asked.pending = true;
                asking++;
                ask(hub.get(), path, asked);
            }
            return asked.answer.panels();
        }
    }

    /** Each part of the job's name encoded: the job of a branch has %2F in its own name. */
    static String path(String job, int number, Instant scheduledAt) {
        String encoded = Arrays.stream(job.split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        return "v1/views/build/" + encoded + '/' + number + '@' + scheduledAt.toEpochMilli();
    }

    private void ask(HubTarget hub, String path, Asked asked) {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(HubTarget.page(hub.address(), path))
                    .header("Authorization", "Bearer " + hub.token())
                    .header("Accept", "application/json")
                    .GET()
                    .build();
        } catch (IllegalArgumentException e) {
            answered(asked, null, "its address or token is not valid");
            return;
        }
        var unused = client.sendAsync(request, info -> limited())
                .orTimeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> {
                    if (failure != null) {
                        answered(asked, null, why(failure));
                    } else {
                        answered(asked, response, "");
                    }
                });
    }

    private void answered(Asked asked, @Nullable HttpResponse<byte[]> response, String failure) {
        Panels panels = null;
        String reason = failure;
        if (response != null) {
            try {
                panels = panels(response);
            } catch (IOException e) {
                reason = String.valueOf(e.getMessage());
            }
        }
        synchronized (builds) {
            asked.pending = false;
            asking--;
            if (panels != null) {
                asked.answer = new Answer(panels, clock.instant().plus(FRESH));
            } else {
                // what was known before is better than nothing
                List<Document> before = asked.answer.panels().items();
                asked.answer = new Answer(
                        new Panels(before, "The hub did not say what this build contains: " + reason + "."),
                        clock.instant().plus(TRY_AGAIN));
            }
        }
    }

    private static Panels panels(HttpResponse<byte[]> response) throws IOException {
        int status = response.statusCode();
        if (status == 404) {
            return new Panels(List.of(), "The hub does not know this build yet.");
        } else if (status == 401 || status == 403) {
            throw new IOException("its token needs the scope views:read");
        } else if (status != 200) {
            throw new IOException("it answered " + status);
        }
        byte[] body = response.body();
        if (body.length > LARGEST) {
            throw new IOException("its answer is too large");
        }
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (IOException e) {
            throw new IOException("its answer is no JSON", e);
        }
        if (!json.path("format").asText().equals("millrace.build/1")) {
            throw new IOException("its answer is of another version");
        }
        List<Document> items = new ArrayList<>();
        for (JsonNode panel : json.path("panels")) {
            if (items.size() < ITEMS) {
                items.add(panel(panel));
            }
        }
        return new Panels(items, "");
    }

    private static Document panel(JsonNode panel) {
        List<Document.Fact> facts = new ArrayList<>();
        for (JsonNode fact : panel.path("facts")) {
            facts.add(Document.Fact.of(
                    fact.path("label").asText(), fact.path("value").asText()));
        }
        List<Document.Card> cards = new ArrayList<>();
        for (JsonNode card : panel.path("cards")) {
            cards.add(new Document.Card(
                    card.path("id").asText(),
                    card.path("title").asText(),
                    card.path("value").asText(),
                    card.path("caption").asText(),
                    List.of(),
                    ""));
        }
        return new Document(panel.path("title").asText(), "", facts, cards, List.of());
    }

    /** The answer up to the limit and one byte more, which says that there was more. */
    private static BodySubscriber<byte[]> limited() {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        return BodySubscribers.mapping(
                BodySubscribers.ofByteArrayConsumer(part -> part.ifPresent(
                        bytes -> kept.write(bytes, 0, Math.min(bytes.length, LARGEST + 1 - kept.size())))),
                end -> kept.toByteArray());
    }

    private static String why(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof java.util.concurrent.TimeoutException
                        || cause instanceof java.net.http.HttpTimeoutException
                ? "it did not answer within " + ANSWER.toSeconds() + " s"
                : "no connection is possible";
    }
}
