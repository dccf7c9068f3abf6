package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.hub.web.HubSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The unit for systemd in the documentation fits how the hub ends, and systemd takes it. */
class SystemdUnitTest {

    private static final Path UNIT = unit();
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");
    private static final int PATIENCE_SECONDS = 60;
    private static final int MOST_EXPOSED = 17;

    @Test
    void systemd_waits_longer_than_the_hub_takes_and_takes_its_end_as_clean() throws IOException {
        List<String> lines = Files.readAllLines(UNIT);
        Duration hub = HubSettings.loopback().stopTimeout().plus(ServeRun.STOP_MARGIN);

        assertThat(Duration.ofSeconds(Long.parseLong(value(lines, "TimeoutStopSec"))))
                .isGreaterThan(hub.plusSeconds(5));
        assertThat(value(lines, "SuccessExitStatus").split(" ")).contains("0", "143");
        assertThat(value(lines, "Restart")).isEqualTo("on-failure");
        assertThat(value(lines, "UMask")).isEqualTo("0077");
        assertThat(value(lines, "ExecStart")).endsWith(" serve");
    }

    @Test
    void systemd_has_nothing_to_say_of_it() throws Exception {
        assumeTrue(Files.isExecutable(ANALYZE), "no systemd-analyze on this machine");
        Said said = analyze("verify", UNIT.toString());

        assertThat(said.text()
                        .lines()
                        .filter(line -> line.contains(UNIT.getFileName().toString())
                                // a machine that builds has its Java where it likes
                                && !line.contains("is not executable")))
                .isEmpty();
    }

    /** Of 100; a unit that names its user only has 92. What is left is the network, and what a JVM needs of the system. */
    @Test
    void little_is_exposed_by_systemds_own_count() throws Exception {
        assumeTrue(Files.isExecutable(ANALYZE), "no systemd-analyze on this machine");
        assumeTrue(analyze("security", "--help").text().contains("--threshold"), "an older systemd-analyze");
        Said said = analyze("security", "--no-pager", "--offline=true", "--threshold=" + MOST_EXPOSED, UNIT.toString());

        assertThat(said.status()).as(said.text()).isZero();
        assertThat(said.text()).contains("Overall exposure level for millrace-hub.service");
    }

    private record Said(int status, String text) {}

    private static Said analyze(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(ANALYZE.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), text);
    }

    private static String value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the unit says nothing of " + key));
    }

    private static Path unit() {
        Path here = Path.of("docs", "millrace-hub.service").toAbsolutePath();
        return Files.exists(here)
                ? here
                : Path.of("..", "docs", "millrace-hub.service").toAbsolutePath().normalize();
    }
}
