package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Runs the step of {@code action.yml} as a runner does: its shell, its environment, its files. The release is started in a JVM of its own; in
 * the other runs a command {@code java} stands for it that hands the command line to this one.
 */
class GitHubActionAcceptanceTest {

    private static final Path ACTION = Path.of("..").toAbsolutePath().normalize();
    private static final String TOKEN = "ghs_notARealToken";

    @TempDir
    private Path workspace;

    private final FakeGitHub gitHub = new FakeGitHub();
    private @Nullable JavaStandIn java;

    @BeforeAll
    static void bash() {
        assumeTrue(
                !System.getProperty("os.name").startsWith("Windows"),
                "left out: the action's step is a script for bash");
    }

    @AfterEach
    void stop() {
        gitHub.close();
        if (java != null) {
            java.close();
        }
    }

    /** What a step left behind. */
    private record Step(int exitCode, String log, String summary) {}

    @Test
    void no_text_of_the_step_holds_an_expression() throws Exception {
        Map<?, ?> action = action();
        assertThat(step(action).get("run").toString()).doesNotContain("${{");
        assertThat(Files.readString(ACTION.resolve("github-collector/action.sh")))
                .doesNotContain("${{");
        assertThat(((Map<?, ?>) step(action).get("env")).values())
                .allSatisfy(value -> assertThat(value.toString())
                        .matches("\\$\\{\\{ (inputs\\.[a-z0-9-]+|github\\.action_repository) }}"));
    }

    @Test
    void the_pull_request_of_the_event_is_collected_and_summed_up() throws Exception {
        FakeRepository shop = gitHub.repository("acme/shop");
        shop.pullRequest(12, "2026-03-01T10:00:00Z").put("title", "::warning::$(touch pwned) `touch pwned` <script>");
        FakeRepository.happened(shop.pullRequests.get(0), "ClosedEvent", "2026-03-03T10:00:00Z");
        shop.pullRequests.get(0).put("state", "CLOSED");
        Path event = Files.writeString(
                workspace.resolve("event.json"),
                "{\"number\":12,\"pull_request\":{\"number\":12,\"title\":\"$(touch pwned)\"},"
                        + "\"repository\":{\"full_name\":\"acme/shop\"}}");

        Step step = run(Map.of("token", TOKEN), Map.of("GITHUB_EVENT_PATH", event.toString()));

        assertThat(step.exitCode()).as(step.log()).isZero();
        assertThat(step.summary())
                .startsWith("## Ended without being delivered since 2026-03-03 10:00\n")
                .contains("cancelled, now in the state closed", "```mermaid")
                .doesNotContain("<script", TOKEN);
        assertThat(step.log())
                .startsWith("::stop-commands::")
                .contains("wrote the summary")
                .doesNotContain(TOKEN);
        assertThat(gitHub.tokens).isNotEmpty().containsOnly("Bearer " + TOKEN);
        assertThat(workspace.resolve("pwned")).doesNotExist();
        assertThat(Files.readString(workspace.resolve(".millrace/millrace.yml")))
                .doesNotContain(TOKEN);
    }

    @Test
    void what_cannot_be_read_is_a_warning_and_fails_the_step_only_if_that_was_asked_for() throws Exception {
        Step step = run(Map.of("token", TOKEN, "pull-request", "acme/shop#1"), Map.of());

        assertThat(step.exitCode()).as(step.log()).isZero();
        assertThat(step.log())
                .contains("Could not resolve to a Repository with the name 'acme/shop'")
                .contains("\n::warning title=Millrace::Not everything could be read");
        assertThat(step.summary()).isEmpty();

        Step asked = run(Map.of("token", TOKEN, "pull-request", "acme/shop#1", "fail", "true"), Map.of());
        assertThat(asked.exitCode()).isEqualTo(1);
        assertThat(asked.log()).contains("\n::error title=Millrace::Not everything could be read");
    }

    /** A repository that is too large for one run: the pull request of the event is shown at once, and the next run goes on. */
    @Test
    void pull_request_of_the_event_is_read_first_where_the_requests_do_not_suffice_for_all() throws Exception {
        FakeRepository shop = gitHub.repository("acme/shop");
        for (int number = 1; number <= 60; number++) {
            shop.pullRequest(number, "2026-03-01T10:00:00Z");
        }
        Path event = event("""
                {"pull_request":{"number":7},"repository":{"full_name":"acme/shop"}}
                """);
        Map<String, String> few = Map.of("token", TOKEN, "max-requests", "4");

        Step first = run(few, Map.of("GITHUB_EVENT_PATH", event.toString()));

        assertThat(first.exitCode()).as(first.log()).isZero();
        assertThat(first.log()).contains("this run may send 4 requests", "::warning title=Millrace::");
        assertThat(first.summary())
                .startsWith("## Waiting for first review for ")
                .contains("acme/shop\\#\u200b7, ");
        assertThat(Files.readString(workspace.resolve("output.txt"))).contains("bottleneck=waiting-for-first-review\n");

        Step all = run(Map.of("token", TOKEN, "pull-request", "acme/shop#60"), Map.of());
        assertThat(all.log()).as(all.log()).doesNotContain("::warning");
    }

    @Test
    void a_schedule_sums_up_the_repository_and_the_next_pull_request_is_compared_with_it() throws Exception {
        FakeRepository shop = gitHub.repository("acme/shop");
        Instant now = Instant.now();
        FakeRepository.merged(
                shop.pullRequest(1, now.minus(Duration.ofDays(3)).toString()),
                now.minus(Duration.ofDays(1)).toString(),
                FakeRepository.sha(3));
        shop.pullRequest(2, now.minus(Duration.ofDays(9)).toString());

        Step schedule = run(Map.of("token", TOKEN), Map.of("GITHUB_EVENT_NAME", "schedule"));
        assertThat(schedule.exitCode()).as(schedule.log()).isZero();
        assertThat(schedule.summary()).startsWith("# Flow report").contains("## Key figures");

        Step step = run(
                Map.of("token", TOKEN),
                Map.of(
                        "GITHUB_EVENT_PATH",
                        event("{\"pull_request\":{\"number\":2},\"repository\":{\"full_name\":\"acme/shop\"}}")
                                .toString()));
        assertThat(step.summary()).contains("(usual 2 d, 85% within 2 d), longer than 85% of the visits");
    }

    @Test
    void a_release_is_downloaded_and_started_only_if_its_hash_is_the_one_that_was_named() throws Exception {
        byte[] jar = Files.readAllBytes(jar());
        gitHub.repository("acme/shop").pullRequest(1, "2026-03-01T10:00:00Z");
        HttpServer releases = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        releases.createContext("/v1.2.3/millrace-1.2.3.jar", exchange -> {
            exchange.sendResponseHeaders(200, jar.length);
            exchange.getResponseBody().write(jar);
            exchange.close();
        });
        releases.start();
        try {
            String from = "http://127.0.0.1:" + releases.getAddress().getPort();
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
            Map<String, String> inputs = Map.of(
                    "token",
                    TOKEN,
                    "pull-request",
                    "acme/shop#1",
                    "releases",
                    from,
                    "version",
                    "1.2.3",
                    "sha256",
                    hash);
            Step good = run(inputs, Map.of());
            assertThat(good.exitCode()).as(good.log()).isZero();
            assertThat(good.summary()).startsWith("## Waiting for first review");

            Map<String, String> others = new HashMap<>(inputs);
            others.put("sha256", "0".repeat(64));
            Step bad = run(others, Map.of());
            assertThat(bad.exitCode()).isEqualTo(2);
            assertThat(bad.log()).contains("::error title=Millrace::The downloaded millrace.jar has another SHA-256");
            assertThat(workspace.resolve("millrace-1.2.3.jar")).doesNotExist();

            others.put("sha256", "");
            assertThat(run(others, Map.of()).log()).contains("The SHA-256 of the release is missing");
        } finally {
            releases.stop(0);
        }
    }

    private Path event(String payload) throws IOException {
        return Files.writeString(workspace.resolve("event.json"), payload);
    }

    private Step run(Map<String, String> inputs, Map<String, String> runner) throws Exception {
        Map<?, ?> action = action();
        Map<String, String> environment = new HashMap<>();
        ((Map<?, ?>) step(action).get("env")).forEach((name, value) -> {
            String input = value.toString().replaceAll("^\\$\\{\\{ (?:inputs|github)\\.([a-z0-9_-]+) }}$", "$1");
            assertThat(((Map<?, ?>) action.get("inputs")).containsKey(input) || input.equals("action_repository"))
                    .as(input + " is an input of the action")
                    .isTrue();
            environment.put(name.toString(), inputs.getOrDefault(input, ""));
        });
        boolean released = inputs.containsKey("sha256");
        if (!released) {
            java = java == null ? JavaStandIn.in(workspace) : java;
            environment.put("MILLRACE_JAR", jar().toString());
        }
        Path summary = workspace.resolve("summary.md");
        environment.putAll(Map.of(
                "GITHUB_ACTION_PATH", ACTION.toString(),
                "GITHUB_API_URL", gitHub.apiUrl().toString(),
                "GITHUB_REPOSITORY", "acme/shop",
                "GITHUB_STEP_SUMMARY", summary.toString(),
                "GITHUB_OUTPUT", workspace.resolve("output.txt").toString(),
                "RUNNER_TEMP", workspace.toString(),
                "JAVA_HOME",
                        released ? System.getProperty("java.home") : java.home().toString(),
                // these live for seconds
                "JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1",
                "PATH", System.getenv("PATH")));
        environment.putAll(runner);
        Path log = workspace.resolve("log.txt");
        // as the runner starts shell: bash
        Path script = Files.writeString(
                workspace.resolve("step.sh"), step(action).get("run").toString());
        ProcessBuilder builder = new ProcessBuilder(
                        "bash", "--noprofile", "--norc", "-eo", "pipefail", script.toString())
                .directory(workspace.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ends").isTrue();
        return new Step(
                process.exitValue(), Files.readString(log), Files.exists(summary) ? Files.readString(summary) : "");
    }

    private static Map<?, ?> action() throws IOException {
        return (Map<?, ?>)
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(ACTION.resolve("action.yml")));
    }

    private static Map<?, ?> step(Map<?, ?> action) {
        return ((List<?>) ((Map<?, ?>) action.get("runs")).get("steps"))
                .stream()
                        .map(step -> (Map<?, ?>) step)
                        .filter(step -> step.containsKey("run"))
                        .findFirst()
                        .orElseThrow();
    }

    /** Stands for millrace.jar, which is packaged after the tests: it leads to the classes under test. */
    private Path jar() throws IOException {
        Path jar = workspace.resolve("millrace.jar");
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toUri().toString())
                        .collect(Collectors.joining(" ")));
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
        return jar;
    }
}
