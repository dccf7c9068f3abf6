package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process of its own that is told to stop while it waits for a tool that does not answer. */
class StoppedAcceptanceTest {

    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private Path directory;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer silent;

    @BeforeEach
    void serve() throws IOException {
        silent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        silent.setExecutor(threads);
        silent.createContext("/", exchange -> {
            asked.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        silent.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        silent.stop(0);
        threads.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void sync_that_is_stopped_says_that_nothing_is_lost_and_ends_with_its_code(String signal, int exitCode)
            throws Exception {
        String command = "kill -" + signal + " $1";
        Process process = Millrace.in(directory)
                .config("jira:\n  - url: http://127.0.0.1:"
                        + silent.getAddress().getPort() + "\n")
                .startHearing("sync");

        assertThat(asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(new ProcessBuilder("bash", "-c", command, "bash", String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();

        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(exitCode);
        assertThat(Files.readString(directory.resolve("err.txt")))
                .contains("millrace: stopped; what was stored stays, and the next millrace sync continues from "
                        + "there")
                .doesNotContain("bug");
    }

    @Test
    void import_that_is_stopped_while_it_waits_for_an_address_has_stored_nothing() throws Exception {
        Process process = Millrace.in(directory)
                .startHearing(
                        "import",
                        "http://127.0.0.1:" + silent.getAddress().getPort() + "/events.ndjson",
                        "--store",
                        "store.db");

        assertThat(asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        process.destroy();

        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(Files.readString(directory.resolve("err.txt")))
                .contains("millrace: stopped; what was stored stays; import the same again");
        assertThat(directory.resolve("store.db")).doesNotExist();
    }
}
