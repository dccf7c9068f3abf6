package dev.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.item.Visibility;
import dev.millrace.hub.access.NewToken;
import dev.millrace.hub.access.Producers;
import dev.millrace.hub.access.TokenFile;
import dev.millrace.hub.access.TokenScope;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes, killed without warning in the middle of a stream of messages: between append, send, commit and
 * acknowledgement, wherever that happens to be.
 */
class KilledHubTest {

    private static final boolean DEEP = Boolean.getBoolean("millrace.deep");
    private static final int KILLS = DEEP ? 60 : 3;
    private static final int ISSUES = DEEP ? 6_000 : 400;
    private static final long SEED = 20261122;
    private static final int LONGEST_MILLIS = 400;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);

    @Test
    void neither_side_loses_or_doubles_anything_when_either_is_killed() throws Exception {
        int port = freePort();
        NewToken token = NewToken.make(
                "a producer",
                Set.of(TokenScope.EVENTS_WRITE),
                Producers.of(Set.of("*:*")),
                Visibility.EVERYTHING,
                Instant.now(),
                null,
                new SecureRandom());
        new TokenFile(folder.resolve("tokens.json")).change(known -> List.of(token.token()));
        Process hub = hub(port);
        Producer producer = new Producer(port, token.reveal(), 0);
        try {
            for (int kill = 0; kill < KILLS; kill++) {
                Thread.sleep(random.nextInt(LONGEST_MILLIS));
                if (kill % 2 == 0) {
                    hub.destroyForcibly().waitFor();
                    Thread.sleep(random.nextInt(LONGEST_MILLIS));
                    hub = hub(port);
                } else {
                    producer = producer.killedAndStartedAgain();
                }
            }
            assertThat(producer.end()).as("all messages are delivered").isZero();
        } finally {
            producer.process.destroyForcibly();
            hub.destroyForcibly().waitFor();
        }

        List<String> events = new ArrayList<>();
        try (FlowStore store = SqliteFlowStore.open(folder.resolve("hub.db"), InstantSource.system())) {
            store.forEachEvent(
                    HubUnderTest.ALL, event -> events.add(event.header().id().value()));
        }
        assertThat(events).as("seed " + SEED).hasSize(2 * ISSUES).doesNotHaveDuplicates();
    }

    private Process hub(int port) throws IOException {
        Process process = start(HubProcess.class, folder.toString(), Integer.toString(port));
        process.inputReader().readLine();
        return process;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static Process start(Class<?> main, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // short-lived, so that a better compiler would only cost time
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(args));
        // a log on standard output would fill a pipe that nobody empties
        String log = System.getProperty("logback.configurationFile");
        if (log != null) {
            command.add(1, "-Dlogback.configurationFile=" + log);
        }
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** A producer, and how far it said it came. */
    private final class Producer {
        private final int port;
        private final String token;
        private final Process process;
        private final BufferedReader says;
        private int next;

        private Producer(int port, String token, int next) throws IOException {
            this.port = port;
            this.token = token;
            this.next = next;
            this.process = start(
                    ProducerProcess.class,
                    folder.resolve("outbox").toString(),
                    "http://127.0.0.1:" + port,
                    token,
                    Integer.toString(next),
                    Integer.toString(ISSUES));
            this.says = process.inputReader();
            says.readLine(); // ready
        }

        private Producer killedAndStartedAgain() throws IOException, InterruptedException {
            process.toHandle().destroyForcibly(); // which leaves what it said to be read
            readToTheEnd();
            process.waitFor();
            return new Producer(port, token, next);
        }

        private int end() throws IOException, InterruptedException {
            readToTheEnd();
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        }

        private void readToTheEnd() throws IOException {
            for (String line = says.readLine(); line != null; line = says.readLine()) {
                next = Integer.parseInt(line) + 1;
            }
        }
    }
}
