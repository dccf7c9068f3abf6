package dev.millrace.demo.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.app.item.Visibility;
import dev.millrace.app.query.Queries;
import dev.millrace.cli.Main;
import dev.millrace.cli.Millrace;
import dev.millrace.config.ConfigReader;
import dev.millrace.demo.DemoOnce;
import dev.millrace.hub.Hub;
import dev.millrace.hub.access.NewToken;
import dev.millrace.hub.access.Producers;
import dev.millrace.hub.access.TokenFile;
import dev.millrace.hub.access.TokenScope;
import dev.millrace.hub.web.HubSettings;
import dev.millrace.hub.webhook.Webhooks;
import dev.millrace.store.sqlite.SqliteFlowStore;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official clients list and call every tool over both transports, and get the same answers. */
class McpClientsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String QUESTIONS = """
            {"flow_report": {"asOf": "2026-10-30"}, "stuck_now": {"asOf": "2026-10-30"}, "bottleneck": {"asOf": "2026-10-30"},
             "compare": {"asOf": "2026-10-30"}, "why": {"asOf": "2026-10-30", "metric": "flow-time"}, "glossary": {},
             "item": {"key": "SHOP-177", "asOf": "2026-10-30"}, "where": {"key": "SHOP-177", "asOf": "2026-10-30"},
             "deployed": {"environment": "production", "asOf": "2026-10-30"}, "data_quality": {}}""";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void run_the_demo() throws IOException {
        DemoOnce.into(folder);
    }

    private static Path demo(String file) {
        return folder.resolve("millrace-demo").resolve(file);
    }

    /** The command that an assistant starts. */
    private static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "mcp",
                "--config",
                demo("millrace.yml").toString());
    }

    @Test
    void the_client_of_typescript_gets_the_same_over_http_and_over_standard_input() throws Exception {
        Path npm = NpmPackages.folder();
        Files.copy(
                Path.of("src", "test", "npm", "mcp-client.mjs"),
                npm.resolve("mcp-client.mjs"),
                StandardCopyOption.REPLACE_EXISTING);
        TokenFile tokens = new TokenFile(folder.resolve("tokens.json"));
        NewToken token = NewToken.make(
                "assistant",
                EnumSet.of(TokenScope.REPORTS_READ, TokenScope.VIEWS_READ),
                Producers.of(Set.of()),
                Visibility.EVERYTHING,
                Millrace.NOW,
                null,
                new SecureRandom());
        tokens.change(known -> List.of(token.token()));
        try (Hub hub = Hub.start(
                HubSettings.loopback().at("127.0.0.1", 0).readingOnly(),
                () -> SqliteFlowStore.open(demo("demo.db"), InstantSource.system()),
                tokens,
                new Queries(new ConfigReader(Map.of()).read(demo("millrace.yml")), InstantSource.system()),
                Webhooks.none(),
                InstantSource.system())) {
            List<String> run = new ArrayList<>(
                    List.of("node", "mcp-client.mjs", QUESTIONS, hub.address() + "/mcp", token.reveal()));
            run.addAll(command());
            NpmPackages.Ran ran = NpmPackages.run(npm, run.toArray(String[]::new));

            assertThat(ran.status()).as(ran.output()).isZero();
            JsonNode both = JSON.readTree(ran.output().substring(ran.output().indexOf("ANSWERS ") + 8));
            same(both.path("http"), both.path("stdio"));
        }
    }

    private static void same(JsonNode http, JsonNode stdio) throws IOException {
        JsonNode questions = JSON.readTree(QUESTIONS);
        assertThat(http.path("tools")).isEqualTo(stdio.path("tools")).hasSize(questions.size());
        assertThat(http.path("instructions").asText()).contains("compute no figure yourself");
        questions.properties().forEach(question -> {
            JsonNode answer = http.path("answers").path(question.getKey());
            assertThat(answer.path("n").asLong()).as(question.getKey()).isPositive();
            if (!question.getKey().equals("data_quality")) { // the ages of its sources grow
                assertThat(stdio.path("answers").path(question.getKey()).path("data"))
                        .as(question.getKey())
                        .isEqualTo(answer.path("data"));
            }
        });
    }

    @Test
    void the_client_of_java_asks_over_standard_input_too() throws Exception {
        List<String> command = command();
        StdioClientTransport transport = new StdioClientTransport(
                ServerParameters.builder(command.get(0))
                        .args(command.subList(1, command.size()))
                        .build(),
                McpJsonDefaults.getMapper());
        try (McpSyncClient client = McpClient.sync(transport)
                .requestTimeout(Duration.ofMinutes(2))
                .initializationTimeout(Duration.ofMinutes(1))
                .build()) {
            client.initialize();
            assertThat(client.listTools().tools())
                    .hasSize(JSON.readTree(QUESTIONS).size());
            assertThat(client.callTool(CallToolRequest.builder("where")
                                    .arguments(Map.of("key", "SHOP-177"))
                                    .build())
                            .toString())
                    .contains("SHOP-177 has been in production since 2026-10-13 15:04");
        }
    }
}
