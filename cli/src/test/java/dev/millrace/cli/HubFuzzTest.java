package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.millrace.app.item.Visibility;
import dev.millrace.app.query.Queries;
import dev.millrace.cli.fuzz.FactExamples;
import dev.millrace.cli.fuzz.Findings;
import dev.millrace.cli.fuzz.Mutator;
import dev.millrace.hub.Hub;
import dev.millrace.hub.access.NewToken;
import dev.millrace.hub.access.Producers;
import dev.millrace.hub.access.TokenFile;
import dev.millrace.hub.access.TokenScope;
import dev.millrace.hub.web.HubSettings;
import dev.millrace.hub.webhook.Webhooks;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.Definition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A hub that is posted and asked what chance made of valid bodies and questions. Whatever comes, it answers as its description says, in
 * words, keeps what it had stored, and can tell of it. The seed of an input is its number.
 */
@Timeout(7_200)
class HubFuzzTest {

    private static final boolean DEEP = Boolean.getBoolean("millrace.deep");
    private static final Logger ACCESS = (Logger) LoggerFactory.getLogger("millrace.access");
    private static final long FROM = Long.getLong("millrace.fuzz.from", 1);
    private static final int INPUTS = Integer.getInteger("millrace.fuzz.inputs", DEEP ? 100_000 : 200);

    /** After so many posts all that can be asked is asked. */
    private static final int AGAIN = 2;

    private static final int LOOK = DEEP ? 200 : 50;

    private static final List<String> QUESTIONS = List.of(
            "/v1/reports/flow?since=2020-01-01&by=team",
            "/v1/reports/flow?days=90&format=html",
            "/v1/reports/flow?days=30&format=markdown&by=type",
            "/",
            "/items/SHOP-1",
            "/v1/views/issue/SHOP-1",
            "/v1/views/pull-request/fernmoor/orders/7",
            "/v1/views/build/orders/main/130",
            "/v1/views/build/orders/main/130?format=html");

    private static final Set<Integer> OF_POSTS = Set.of(200, 400, 413, 415);
    private static final Set<Integer> OF_QUESTIONS = Set.of(200, 400, 403, 404);

    private int closedBeforeAnAnswer;

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Findings findings = new Findings();
    private Hub hub;
    private String token;

    @BeforeEach
    void start() throws Exception {
        ACCESS.setLevel(Level.OFF);
        Path database = folder.resolve("hub.db");
        TokenFile tokens = new TokenFile(folder.resolve("tokens.json"));
        NewToken made = NewToken.make(
                "fuzz",
                EnumSet.allOf(TokenScope.class),
                Producers.of(Set.of("*:*")),
                Visibility.EVERYTHING,
                Instant.now(),
                null,
                new SecureRandom());
        tokens.change(known -> List.of(made.token()));
        token = made.reveal();
        hub = Hub.start(
                HubSettings.loopback().at("127.0.0.1", 0).limited(1 << 20, 100_000, 100_000),
                () -> SqliteFlowStore.open(database, InstantSource.system()),
                tokens,
                new Queries(Definition.standard(), ZoneOffset.UTC, InstantSource.system()),
                Webhooks.none(),
                InstantSource.system());
        byte[] valid = (FactExamples.FIRST + String.join("\n", FactExamples.lines())).getBytes(StandardCharsets.UTF_8);
        assertThat(post(valid, "application/x-ndjson", "identity").statusCode()).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        hub.close();
        ACCESS.setLevel(null);
    }

    @Test
    void whatever_is_posted_is_answered_in_words_and_leaves_a_hub_that_can_tell_what_it_stores() throws Exception {
        Set<String> before = stored();
        int taken = 0;
        for (long seed = FROM; seed < FROM + INPUTS; seed++) {
            Mutator mutator = new Mutator(seed);
            byte[] input = InputFuzzTest.facts(seed);
            HttpResponse<String> answer = posted(mutator, input);
            judge("post", answer, OF_POSTS, seed, new String(input, StandardCharsets.UTF_8));
            taken += answer.statusCode() == 200 ? 1 : 0;
            if (seed % LOOK == 0) {
                for (String question : QUESTIONS) {
                    judge("after posts: " + question, ask(question), OF_QUESTIONS, seed, question);
                }
            }
        }
        assertThat(ask("/health").statusCode()).isEqualTo(200);
        assertThat(stored()).as("what was there before").containsAll(before);
        assertThat(closedBeforeAnAnswer)
                .as("connections closed before an answer")
                .isLessThan(1 + INPUTS / 100);
        told("posts", taken);
    }

    @Test
    void whatever_is_asked_is_answered_in_words() throws Exception {
        int answered = 0;
        for (long seed = FROM; seed < FROM + INPUTS; seed++) {
            String question = question(new Mutator(seed));
            HttpResponse<String> answer = ask(question);
            judge("question", answer, OF_QUESTIONS, seed, question);
            answered += answer.statusCode() == 200 ? 1 : 0;
        }
        told("questions", answered);
    }

    /** A body as it is, packed, packed and then broken, or called what it is not. */
    private HttpResponse<String> posted(Mutator mutator, byte[] input) throws Exception {
        return switch (mutator.below(12)) {
            case 0 -> post(packed(input), "application/x-ndjson", "gzip");
            case 1 ->
                post(
                        mutator.bytes(new String(packed(input), StandardCharsets.ISO_8859_1), "x"),
                        "application/x-ndjson",
                        "gzip");
            case 2 -> post(input, "application/x-ndjson", "gzip");
            case 3 -> post(input, "application/x-ndjson", mutator.below(2) == 0 ? "br" : "gzip, gzip");
            case 4 ->
                post(input, mutator.below(2) == 0 ? "text/plain" : "application/x-ndjson;charset=utf-16", "identity");
            default -> post(input, "application/x-ndjson", "identity");
        };
    }

    private static byte[] packed(byte[] input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
            packing.write(input);
        }
        return out.toByteArray();
    }

    private static String question(Mutator mutator) {
        List<String> names = List.of(
                "since", "until", "days", "project", "type", "stream", "team", "service", "by", "asOf", "knownAt",
                "format");
        List<String> values = List.of(
                "2026-10-01",
                "90",
                "SHOP",
                "feature",
                "type",
                "json",
                "html",
                "markdown",
                "2026-11-01T00:00:00Z",
                "team");
        StringBuilder question = new StringBuilder(
                mutator.below(8) == 0
                        ? "/v1/views/issue/" + encoded(mutator)
                        : mutator.below(8) == 0 ? "/v1/views/build/orders/" + encoded(mutator) : "/v1/reports/flow");
        char sign = '?';
        for (int i = mutator.below(4); i >= 0; i--) {
            String name = mutator.below(20) == 0 ? encoded(mutator) : names.get(mutator.below(names.size()));
            String value = mutator.below(2) == 0 ? encoded(mutator) : values.get(mutator.below(values.size()));
            question.append(sign).append(name).append('=').append(value);
            sign = '&';
        }
        return question.toString();
    }

    /** A wrong word as an address can hold it; not one that the server refuses for its length. */
    private static String encoded(Mutator mutator) {
        String word = mutator.word();
        return URLEncoder.encode(word.length() > 2_000 ? word.substring(0, 2_000) : word, StandardCharsets.UTF_8)
                .replace("%2F", "-")
                .replace("+", "%20");
    }

    private void judge(String kind, HttpResponse<String> answer, Set<Integer> expected, long seed, String input) {
        String shown = "seed " + seed + ": " + answer.body() + " to " + input;
        if (!expected.contains(answer.statusCode())) {
            findings.add(kind + ": status " + answer.statusCode(), shown);
        } else if (answer.statusCode() != 200) {
            findings.told(kind, answer.body(), "seed " + seed + ": " + input);
        }
    }

    private Set<String> stored() {
        Set<String> ids = new TreeSet<>();
        try (FlowStore store = SqliteFlowStore.open(folder.resolve("hub.db"), InstantSource.system())) {
            store.forEachEvent(
                    new Knowledge(Instant.MAX, Instant.MAX),
                    event -> ids.add(event.header().id().value()));
        }
        return ids;
    }

    /** The hub may close a connection of which it did not read all, just as the next post is written into it: that one is sent again. */
    private HttpResponse<String> post(byte[] body, String type, String encoding) throws Exception {
        HttpRequest request = to("/v1/events")
                .header("Content-Type", type)
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        for (int again = 0; again < AGAIN; again++) {
            try {
                return client.send(request, BodyHandlers.ofString());
            } catch (IOException closed) {
                closedBeforeAnAnswer++;
            }
        }
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> ask(String question) throws Exception {
        return client.send(to(question).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(hub.address() + path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + token);
    }

    private void told(String what, int taken) {
        System.out.println(INPUTS + " " + what + ", " + taken + " of them answered with 200, findings: "
                + findings.all().size());
        findings.all().forEach((kind, example) -> System.out.println("  " + kind + "\n      " + example));
        assertThat(findings.all()).isEmpty();
        assertThat(taken).as("some are right").isPositive();
    }
}
