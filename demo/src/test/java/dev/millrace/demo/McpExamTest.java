package dev.millrace.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.app.query.Queries;
import dev.millrace.cli.Millrace;
import dev.millrace.config.ConfigReader;
import dev.millrace.demo.company.Company;
import dev.millrace.demo.company.DeployedTruth;
import dev.millrace.demo.company.SimulatedIssue;
import dev.millrace.demo.company.Simulation;
import dev.millrace.hub.mcp.McpService;
import dev.millrace.hub.mcp.ToolReader;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An exam of the tools of assistants: questions with known answers over the demo. What is known comes from elsewhere: from the company
 * that was simulated, or from the command line. Each question is answered by one call, exactly, with n, as-of and definition.
 */
class McpExamTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AS_OF = "2026-10-30";
    private static final int CHANGES = 12;
    private static final Map<String, JsonNode> ANSWERED = new HashMap<>();
    private static final Map<String, JsonNode> PRINTED = new HashMap<>();

    @TempDir
    private static Path folder;

    private static FlowStore store;
    private static McpService service;

    @BeforeAll
    static void open() throws IOException {
        DemoOnce.into(folder);
        Path demo = folder.resolve("millrace-demo");
        store = SqliteFlowStore.open(demo.resolve("demo.db"), InstantSource.fixed(Millrace.NOW));
        service = new McpService(
                new Queries(
                        new ConfigReader(Map.of()).read(demo.resolve("millrace.yml")),
                        InstantSource.fixed(Millrace.NOW)),
                "test");
    }

    @AfterAll
    static void close() {
        store.close();
    }

    /**
     * A question.
     *
     * @param words as a person asks
     * @param tool which tool answers
     * @param arguments of the tool, as JSON
     * @param pointer where the answer is in its data
     * @param known the answer as JSON
     */
    record Question(String words, String tool, String arguments, String pointer, JsonNode known) {
        @Override
        public String toString() {
            return words;
        }
    }

    /** Of the table {@code exam.tsv}: question, tool, arguments, pointer, and where the known answer is. */
    static List<Question> questions() throws IOException {
        List<Question> questions = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src", "test", "resources", "mcp", "exam.tsv"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] cells = line.split("\t", -1);
                questions.add(new Question(cells[0], cells[1], cells[2], cells[3], known(cells[4])));
            }
        }
        company(questions);
        return questions;
    }

    /** A value, or {@code COMMAND LINE : POINTER}: what another surface prints there. */
    private static JsonNode known(String cell) throws IOException {
        int colon = cell.indexOf(" : ");
        if (colon < 0) {
            return JSON.readTree(cell);
        }
        String line = cell.substring(0, colon);
        JsonNode printed = PRINTED.get(line);
        if (printed == null) {
            List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
            arguments.addAll(List.of("--config", "millrace-demo/millrace.yml", "--as-of", AS_OF, "--json"));
            printed = JSON.readTree(
                    Millrace.in(folder).run(arguments.toArray(String[]::new)).out());
            PRINTED.put(line, printed);
        }
        JsonNode known = printed.at(cell.substring(colon + 3));
        assertThat(known.isMissingNode()).as(cell).isFalse();
        return known;
    }

    /** What nobody but the simulation knows: when each change came to production, and when each issue was created. */
    private static void company(List<Question> questions) {
        Company company = Simulation.of(Company.SEED);
        List<Map.Entry<String, Map<String, Instant>>> deployed = DeployedTruth.of(company).entrySet().stream()
                .filter(change -> change.getValue().containsKey("production"))
                .toList();
        // of all repositories: they are sorted by their names
        Stream.iterate(0, change -> change < deployed.size(), change -> change + deployed.size() / CHANGES + 1)
                .map(deployed::get)
                .forEach(change -> questions.add(new Question(
                        "since when is " + change.getKey() + " in production",
                        "where",
                        "{\"key\":\"" + change.getKey() + "\",\"asOf\":\"2026-10-31T00:00:00Z\"}",
                        "/environments/?environment=production/since",
                        text(change.getValue().get("production")))));
        company.issues().stream()
                .filter(issue -> issue.key().endsWith("7"))
                .limit(20)
                .forEach(issue -> questions.add(created(issue)));
    }

    private static Question created(SimulatedIssue issue) {
        return new Question(
                "when was " + issue.key() + " created",
                "item",
                "{\"key\":\"" + issue.key() + "\",\"asOf\":\"2026-10-31T00:00:00Z\"}",
                "/cycles/0/createdAt",
                text(issue.created()));
    }

    private static JsonNode text(Instant instant) {
        return JSON.getNodeFactory().textNode(Objects.requireNonNull(instant).toString());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void one_call_answers_exactly(Question question) throws IOException {
        JsonNode answer = answer(question.tool(), question.arguments());

        JsonNode found = at(answer.path("data"), question.pointer());
        assertThat(comparable(found)).as(question.words()).isEqualTo(comparable(question.known()));
        assertThat(answer.path("n").isIntegralNumber()).isTrue();
        if (!question.tool().equals("glossary")) {
            assertThat(answer.path("asOf").asText()).startsWith("2026-1");
            assertThat(answer.path("freshness").isObject()).isTrue();
            assertThat(answer.at("/definition/version").asText()).isNotBlank();
        }
        for (JsonNode metric : answer.at("/data/metrics")) {
            for (JsonNode other : metric.at("/outcomes/others")) {
                if (other.path("state").asText().equals("unknown")) {
                    assertThat(answer.path("unknown").toString())
                            .as("what has no value is said beside it")
                            .contains("{\"what\":\"" + metric.path("id").asText() + "\",\"reason\":\""
                                    + other.path("code").asText() + "\",\"n\":" + other.path("n") + '}');
                }
            }
        }
    }

    @Test
    void an_exam_has_a_hundred_questions() throws IOException {
        assertThat(questions()).hasSizeGreaterThanOrEqualTo(100).doesNotHaveDuplicates();
    }

    @Test
    void what_is_not_known_is_invented_nowhere() throws IOException {
        for (String key : List.of("SHOP-99999", "fernmoor/orders#99999", "0000000000", "nowhere #1")) {
            for (String tool : List.of("item", "where")) {
                JsonNode result = call(tool, "{\"key\":\"" + key + "\"}");
                assertThat(result.path("isError").asBoolean())
                        .as(tool + ' ' + key)
                        .isTrue();
                assertThat(result.has("structuredContent")).isFalse();
            }
        }
    }

    /** A pointer, in which {@code ?field=value} finds the first entry of a list that has it. */
    private static JsonNode at(JsonNode data, String pointer) {
        JsonNode node = data;
        for (String step : pointer.substring(1).split("/")) {
            if (step.startsWith("?")) {
                String[] wanted = step.substring(1).split("=", 2);
                JsonNode list = node;
                node = Stream.iterate(0, i -> i < list.size(), i -> i + 1)
                        .map(list::get)
                        .filter(entry -> entry.path(wanted[0]).asText().equals(wanted[1]))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(pointer + " is not in " + list));
            } else {
                node = node.isArray() ? node.path(Integer.parseInt(step)) : node.path(step);
            }
        }
        return node;
    }

    /** Text of others has brackets here and none elsewhere. */
    private static String comparable(JsonNode node) {
        return node.toString().replace("\u27e6", "").replace("\u27e7", "");
    }

    private static JsonNode answer(String tool, String arguments) throws IOException {
        String key = tool + arguments;
        if (!ANSWERED.containsKey(key)) {
            JsonNode result = call(tool, arguments);
            assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
            ANSWERED.put(key, result.path("structuredContent"));
        }
        return ANSWERED.get(key);
    }

    private static JsonNode call(String tool, String arguments) throws IOException {
        ObjectNode request =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", "tools/call");
        request.putObject("params").put("name", tool).set("arguments", JSON.readTree(arguments));
        return JSON.readTree(
                        service.answer(request.toString(), ToolReader.of(store)).orElseThrow())
                .path("result");
    }
}
