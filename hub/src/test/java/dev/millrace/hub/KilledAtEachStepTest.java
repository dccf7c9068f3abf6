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
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@link KilledHubTest} leaves to chance, step by step: each side stands still at each step of a message's way, and gets
 * SIGKILL there. A producer that was killed goes on behind the last message that it knows to be in its outbox.
 */
class KilledAtEachStepTest {

    private static final int MESSAGES =
            12; // for each step, so that some stand before the one at which it happens, and some behind

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();
    private int port;
    private String token;

    @BeforeEach
    void tokens() throws IOException {
        port = KilledHubTest.freePort();
        NewToken made = NewToken.make(
                "a producer",
                Set.of(TokenScope.EVENTS_WRITE),
                Producers.of(Set.of("*:*")),
                Visibility.EVERYTHING,
                Instant.now(),
                null,
                new SecureRandom());
        new TokenFile(folder.resolve("tokens.json")).change(known -> List.of(made.token()));
        token = made.reveal();
    }

    @AfterEach
    void killAll() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void neither_side_loses_or_doubles_anything_wherever_it_is_killed() throws Exception {
        Process hub = hub("");
        int first = 0;
        for (String step : List.of("appended", "answered", "acknowledged")) {
            Process killed = producer(first, first + MESSAGES, step);
            int next = standsStill(killed, first);
            kill(killed);
            assertThat(next).as(step + " in the midst").isBetween(first + 1, first + MESSAGES);
            endsWell(producer(next, first + MESSAGES, ""), step);
            first += MESSAGES;
            assertThat(stored()).as("killed when " + step).containsExactlyElementsOf(events(first));
        }
        for (String step : List.of("received", "committed")) {
            kill(hub);
            hub = hub(step);
            Process waits = producer(first, first + MESSAGES, "");
            standsStill(hub, 0);
            kill(hub);
            hub = hub("");
            endsWell(waits, step);
            first += MESSAGES;
            assertThat(stored()).as("the hub killed when " + step).containsExactlyElementsOf(events(first));
        }
    }

    private Process hub(String step) throws IOException {
        return ready(HubProcess.class, folder.toString(), Integer.toString(port), step);
    }

    private Process producer(int from, int to, String step) throws IOException {
        return ready(
                ProducerProcess.class,
                folder.resolve("outbox").toString(),
                "http://127.0.0.1:" + port,
                token,
                Integer.toString(from),
                Integer.toString(to),
                step);
    }

    private Process ready(Class<?> main, String... args) throws IOException {
        Process process = KilledHubTest.start(main, args);
        processes.add(process);
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        return process;
    }

    /** Waits for a process to stand still; gives what follows the last number it said, or that number if it said none. */
    private static int standsStill(Process process, int from) throws IOException {
        BufferedReader says = process.inputReader();
        int next = from;
        for (String line = says.readLine(); !Steps.HERE.equals(line); line = says.readLine()) {
            assertThat(line).as("it stands still somewhere").isNotNull();
            next = Integer.parseInt(line) + 1;
        }
        return next;
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static void endsWell(Process producer, String step) throws InterruptedException {
        assertThat(producer.waitFor(1, TimeUnit.MINUTES))
                .as("all is delivered after " + step)
                .isTrue();
        assertThat(producer.exitValue()).isZero();
    }

    private List<String> stored() {
        List<String> events = new ArrayList<>();
        try (FlowStore store = SqliteFlowStore.open(folder.resolve("hub.db"), InstantSource.system())) {
            store.forEachEvent(
                    HubUnderTest.ALL,
                    event -> events.add(event.header().artifact().nativeId() + " " + event.kind()));
        }
        return events.stream().sorted().toList();
    }

    private static List<String> events(int to) {
        TreeSet<String> events = new TreeSet<>();
        for (int number = 0; number < to; number++) {
            events.add(number + " CREATED");
            events.add(number + " STATE_CHANGED");
        }
        return List.copyOf(events);
    }
}
