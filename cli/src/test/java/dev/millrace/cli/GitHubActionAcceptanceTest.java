package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Runs the step of {@code action.yml} as a runner does: its shell, its environment, its files. */
class GitHubActionAcceptanceTest {

    private static final Path ACTION =
            Path.of("..", "github-collector").toAbsolutePath().normalize();
    private static final String TOKEN = "ghs_notARealToken";

    @TempDir
    private Path workspace;

    private final FakeGitHub gitHub = new FakeGitHub();

    @BeforeAll
    static void bash() {
        assumeTrue(
                !System.getProperty("os.name").startsWith("Windows"),
                "left out: the action's step is a script for bash");
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    /** What a step left behind. */
    private record Step(int exitCode, String log, String summary) {}

    @Test
    void no_text_of_the_step_holds_an_expression() throws Exception {
        Map<?, ?> action = action();
        assertThat(step(action).get("run").toString()).doesNotContain("${{");
        assertThat(Files.readString(ACTION.resolve("action.sh"))).doesNotContain("${{");
        assertThat(((Map<?, ?>) step(action).get("env")).values())
                .allSatisfy(value -> assertThat(value.toString()).startsWith("${{ inputs."));
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
                .startsWith("# acme/shop")
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
    void what_cannot_be_read_fails_the_step_with_the_reason_in_the_log() throws Exception {
        Step step = run(Map.of("token", TOKEN, "pull-request", "acme/shop#1"), Map.of());

        assertThat(step.exitCode()).isEqualTo(1);
        assertThat(step.log()).contains("Could not resolve to a Repository with the name 'acme/shop'");
        assertThat(step.summary()).isEmpty();
    }

    private Step run(Map<String, String> inputs, Map<String, String> runner) throws Exception {
        Map<?, ?> action = action();
        Map<String, String> environment = new HashMap<>();
        ((Map<?, ?>) step(action).get("env")).forEach((name, value) -> {
            String input = value.toString().replaceAll("^\\$\\{\\{ inputs\\.([a-z-]+) }}$", "$1");
            assertThat(((Map<?, ?>) action.get("inputs")).containsKey(input))
                    .as(input + " is an input of the action")
                    .isTrue();
            environment.put(name.toString(), inputs.getOrDefault(input, ""));
        });
        environment.put("MILLRACE_JAR", jar().toString());
        Path summary = workspace.resolve("summary.md");
        environment.putAll(Map.of(
                "GITHUB_ACTION_PATH", ACTION.toString(),
                "GITHUB_API_URL", gitHub.apiUrl().toString(),
                "GITHUB_REPOSITORY", "acme/shop",
                "GITHUB_STEP_SUMMARY", summary.toString(),
                "JAVA_HOME", System.getProperty("java.home"),
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
        return (Map<?, ?>) ((List<?>) ((Map<?, ?>) action.get("runs")).get("steps")).get(0);
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
