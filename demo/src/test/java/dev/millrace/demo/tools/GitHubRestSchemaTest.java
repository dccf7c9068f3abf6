package dev.millrace.demo.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import dev.millrace.demo.tools.Exchanges.Exchange;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the demo's GitHub answers over REST is what GitHub's published OpenAPI description says. */
class GitHubRestSchemaTest {

    private static final String FILE = "generated/api.github.com.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Validator VALIDATOR = new ValidatorFactory()
            .withJsonNodeFactory(new JacksonNode.Factory())
            .createValidator();
    private static final Map<String, URI> SCHEMAS = new HashMap<>();
    /** The published resources in their order, each with the paths that it stands for. */
    private static final Map<String, Pattern> TEMPLATES = new LinkedHashMap<>();

    private static JsonNode openApi;
    private static List<Exchange> exchanges;

    @BeforeAll
    static void collect() throws Exception {
        openApi = JSON.readTree(
                NpmPackages.published("@octokit/openapi", FILE).resolve(FILE).toFile());
        openApi.path("paths")
                .fieldNames()
                .forEachRemaining(template ->
                        TEMPLATES.put(template, Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+"))));
        exchanges = Collected.fromGitHub().answered("/repos/");
    }

    @Test
    void every_answer_is_as_the_published_description_says() {
        assertThat(exchanges).as("what was answered").hasSizeGreaterThan(20);
        for (Exchange exchange : exchanges) {
            assertThat(errors(exchange.request().path(), exchange.answer().body()))
                    .as(exchange.request().path())
                    .isEmpty();
        }
    }

    @Test
    void the_comparison_has_teeth() throws Exception {
        Exchange list = exchanges.stream()
                .filter(exchange -> exchange.request().path().endsWith("/deployments"))
                .findFirst()
                .orElseThrow();
        ArrayNode broken = (ArrayNode) JSON.readTree(list.answer().body());
        ((ObjectNode) broken.get(0)).put("id", "text");
        assertThat(errors(list.request().path(), broken.toString())).isNotEmpty();
    }

    private static List<String> errors(String path, String body) {
        URI id = SCHEMAS.computeIfAbsent(template(path), GitHubRestSchemaTest::register);
        return VALIDATOR.validate(id, body).getErrors().stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getError())
                .toList();
    }

    /** The schema of what a resource answers, with all that it refers to. */
    private static URI register(String template) {
        JsonNode published =
                openApi.path("paths").path(template).at("/get/responses/200/content/application~1json/schema");
        assertThat(published.isObject())
                .as("GitHub describes what %s answers", template)
                .isTrue();
        ObjectNode schema = (ObjectNode) jsonSchema(published);
        ObjectNode components = schema.putObject("components").putObject("schemas");
        addReferred(published, components);
        URI id = URI.create("https://example.org/" + SCHEMAS.size());
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        VALIDATOR.registerSchema(id, schema.toString());
        return id;
    }

    private static void addReferred(JsonNode node, ObjectNode components) {
        String name = node.path("$ref").asText("").replace("#/components/schemas/", "");
        if (!name.isEmpty() && !components.has(name)) {
            JsonNode published = openApi.path("components").path("schemas").path(name);
            components.set(name, jsonSchema(published));
            addReferred(published, components);
        }
        node.forEach(child -> addReferred(child, components));
    }

    /** OpenAPI 3.0 says nullable where JSON Schema has a type null. */
    private static JsonNode jsonSchema(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            node.forEach(element -> array.add(jsonSchema(element)));
            return array;
        } else if (!node.isObject()) {
            return node;
        }
        ObjectNode object = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!field.getKey().equals("example") && !field.getKey().equals("examples")) {
                object.set(field.getKey(), jsonSchema(field.getValue()));
            }
        }
        if (!node.path("nullable").asBoolean(false)) {
            return object;
        }
        object.remove("nullable");
        ObjectNode orNull = JSON.createObjectNode();
        orNull.putArray("anyOf").add(object).addObject().put("type", "null");
        return orNull;
    }

    private static String template(String path) {
        return TEMPLATES.entrySet().stream()
                .filter(candidate -> candidate.getValue().matcher(path).matches())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new AssertionError("GitHub has no resource " + path));
    }
}
