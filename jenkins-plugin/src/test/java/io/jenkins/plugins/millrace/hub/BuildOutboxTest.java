package io.jenkins.plugins.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.millrace.Builds;
import io.jenkins.plugins.millrace.outbox.OutboxException;
import io.jenkins.plugins.millrace.outbox.OutboxLimits;
import io.jenkins.plugins.millrace.outbox.OutboxStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The outbox and its thread against an HTTP server that takes the part of the hub. */
@Timeout(60)
class BuildOutboxTest {

    private static final String TOKEN = "mlr_secretXX_of-the-hub";

    @TempDir
    Path home;

    private final BlockingQueue<String> posted = new LinkedBlockingQueue<>();
    private HttpServer hub;
    private volatile int status = 200;
    private volatile Optional<HubTarget> target;
    private BuildOutbox outbox;

    @BeforeEach
    void start() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/v1/events", this::answer);
        hub.start();
        target = Optional.of(target(TOKEN));
        outbox = outbox();
    }

    @AfterEach
    void stop() {
        outbox.close();
        hub.stop(0);
    }

    private HubTarget target(String token) {
        return new HubTarget(URI.create("http://127.0.0.1:" + hub.getAddress().getPort()), token);
    }

    private BuildOutbox outbox() {
        return new BuildOutbox(home.resolve("millrace/outbox"), OutboxLimits.DEFAULT, () -> target);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(new GZIPInputStream(exchange.getRequestBody()).readAllBytes(), StandardCharsets.UTF_8);
        boolean right = ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        int answer = right ? status : 401;
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
        posted.add(answer + " " + body);
    }

    private String next() throws InterruptedException {
        String next = posted.poll(30, TimeUnit.SECONDS);
        assertThat(next).as("something is posted").isNotNull();
        return next;
    }

    private static byte[] message(String fact) {
        return ("{\"millrace\":\"events/1\"}\n" + fact + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void builds_come_to_the_hub_in_order() throws Exception {
        outbox.add(message("first"));
        outbox.add(message("second"));
        StringBuilder all = new StringBuilder();
        while (all.indexOf("second") < 0) {
            all.append(next());
        }
        assertThat(all).containsSubsequence("200 ", "first", "second");
        assertThat(outbox.trouble()).isEmpty();
    }

    @Test
    void a_build_is_the_same_document_as_its_export() throws Exception {
        outbox.add(HubOutbox.message(Builds.whole(), Builds.NOW, "http://ci.example/"));
        assertThat(next())
                .startsWith("200 {\"millrace\":\"events/1\"}\n")
                .contains("shop")
                .contains("\"event\"");
    }

    @Test
    void what_waits_survives_a_restart_of_the_controller() throws Exception {
        target = Optional.empty();
        outbox.add(message("before"));
        outbox.close();
        target = Optional.of(target(TOKEN));
        outbox = outbox();
        outbox.resume();
        assertThat(next()).startsWith("200").contains("before");
    }

    @Test
    void a_hub_that_is_away_is_waited_for() throws Exception {
        status = 503;
        outbox.add(message("patient"));
        assertThat(next()).startsWith("503");
        awaitTrouble();
        assertThat(outbox.status()).map(OutboxStatus::waiting).contains(1L);
        status = 200;
        outbox.targetChanged(); // instead of waiting for its pause to end
        assertThat(next()).startsWith("200").contains("patient");
    }

    @Test
    void a_token_that_was_replaced_is_taken_without_a_restart_and_never_shown() throws Exception {
        target = Optional.of(target("an-old-token"));
        outbox.add(message("renewed"));
        assertThat(next()).startsWith("401");
        assertThat(awaitTrouble()).contains("401").doesNotContain("an-old-token");
        target = Optional.of(target(TOKEN));
        assertThat(target.toString()).doesNotContain(TOKEN);
        outbox.targetChanged();
        assertThat(next()).startsWith("200").contains("renewed");
        outbox.close(); // its thread writes and deletes files until then
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain(TOKEN, "an-old-token");
            }
        }
    }

    @Test
    void a_build_that_the_hub_refuses_is_set_aside_and_those_behind_it_go_on() throws Exception {
        status = 400;
        outbox.add(message("poison"));
        assertThat(next()).startsWith("400").contains("poison");
        assertThat(awaitTrouble()).contains("400");
        status = 200;
        outbox.add(message("good"));
        assertThat(next()).startsWith("200").contains("good");
        assertThat(outbox.status()).map(OutboxStatus::refused).contains(1L);
        assertThat(outbox.inTrouble()).isTrue();
        assertThat(outbox.state()).contains("Rejected by the hub: 1.");
    }

    @Test
    void people_are_told_of_a_rejected_build_until_they_have_removed_it() throws Exception {
        status = 400;
        outbox.add(message("poison"));
        assertThat(next()).startsWith("400");
        awaitTrouble();
        Path refused = home.resolve("millrace/outbox/refused");
        while (outbox.status().orElseThrow().refused() == 0) {
            Thread.onSpinWait(); // the trouble is known before the files are written
        }
        assertThat(outbox.inTrouble()).isTrue();
        assertThat(outbox.aside()).contains(home.resolve("millrace/outbox").toString());
        Files.delete(refused.resolve("00000000000000000001.ndjson"));
        Files.delete(refused.resolve("00000000000000000001.reason.txt"));
        assertThat(outbox.inTrouble()).isFalse();
        assertThat(outbox.aside()).isEmpty();
        assertThat(outbox.state()).contains("Rejected by the hub: 1.");
    }

    @Test
    void builds_that_an_older_millrace_left_behind_are_delivered() throws Exception {
        Path folder = Files.createDirectories(home.resolve("millrace/outbox"));
        for (String name : List.of("00000000000000000030.log", "00000000000000000059.log", "progress")) {
            Files.copy(Path.of("src/test/resources/outbox-segments", name), folder.resolve(name));
        }
        outbox.resume();
        for (int i = 30; i < 60; i++) {
            assertThat(next()).isEqualTo("200 message " + i);
        }
    }

    @Test
    void without_a_hub_nothing_is_opened_and_nothing_sent() {
        outbox.resume();
        assertThat(home.resolve("millrace")).doesNotExist();
        assertThat(outbox.status()).isEmpty();
    }

    @Test
    void a_build_that_ends_while_jenkins_stops_is_kept_for_the_next_life() throws Exception {
        outbox.add(message("early"));
        assertThat(next()).contains("early");
        outbox.close();
        outbox.add(message("late"));
        outbox.close();
        outbox = outbox();
        outbox.resume();
        StringBuilder all = new StringBuilder(); // the early one may come again: it is delivered at least once
        while (all.indexOf("late") < 0) {
            all.append(next());
        }
    }

    @Test
    void a_folder_that_cannot_be_used_is_named() throws IOException {
        Files.writeString(home.resolve("millrace"), "a file");
        assertThatThrownBy(() -> outbox.add(message("x")))
                .isInstanceOf(OutboxException.class)
                .hasMessageContaining("millrace");
    }

    private String awaitTrouble() throws InterruptedException {
        while (outbox.trouble().isEmpty()) {
            Thread.onSpinWait();
        }
        return outbox.trouble().get();
    }
}
