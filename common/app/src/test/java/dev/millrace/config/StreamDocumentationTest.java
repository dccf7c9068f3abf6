package dev.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import dev.millrace.valuestream.Definition;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reader, published schema and documentation of the value-stream definition say the same. */
class StreamDocumentationTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "value-stream.md");
    private static final URI SCHEMA = URI.create("urn:millrace:value-stream:1");
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");
    private static final Pattern SECTION = Pattern.compile("(?m)^## (\\w+)$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

    private final JsonNode schema = read();
    private final Validator validator = new ValidatorFactory()
            .withJsonNodeFactory(new JacksonNode.Factory())
            .createValidator();

    StreamDocumentationTest() throws IOException {
        validator.registerSchema(SCHEMA, schema.toString());
    }

    @Test
    void every_documented_example_is_read_without_a_mistake_and_fits_the_schema() throws IOException {
        List<String> examples = examples();
        assertThat(examples).hasSizeGreaterThanOrEqualTo(2);
        for (String example : examples) {
            Problems problems = new Problems();
            assertThat(definition(example, problems)).as(example).isPresent();
            problems.throwIfAnyError();
            assertThat(problems.warnings()).isEmpty();
            assertThat(fits(example)).as(example).isTrue();
        }
    }

    @Test
    void every_key_the_reader_knows_stands_in_the_schema_and_no_other() {
        StreamKeys.all().forEach((part, keys) -> {
            JsonNode defined = schema.path("$defs").path(part);
            assertThat(fieldNames(defined.path("properties"))).as(part).containsExactlyInAnyOrderElementsOf(keys);
            assertThat(defined.path("additionalProperties").asBoolean(true))
                    .as(part)
                    .isFalse();
            defined.path("properties")
                    .forEach(key -> assertThat(key.path("description").asText())
                            .as(part + ": " + key)
                            .isNotBlank());
        });
        assertThat(fieldNames(schema.path("$defs")))
                .containsExactlyInAnyOrderElementsOf(StreamKeys.all().keySet());
    }

    @Test
    void every_key_the_reader_knows_is_documented_in_the_section_of_its_part() throws IOException {
        assertThat(documented()).isEqualTo(StreamKeys.all());
    }

    /** The schema is no decoration: what the reader refuses, an editor marks as well. */
    @Test
    void schema_refuses_what_the_reader_refuses() {
        for (String wrong : List.of(
                "stream: []",
                "streams: [{name: Shop}]",
                "streams: [{id: Shop}]",
                "streams: [{id: s, stages: [{id: a, kind: doing}]}]",
                "streams: [{id: s, states: [{stage: done}]}]",
                "streams: [{id: s, reopen: {policy: extend, within: two weeks}}]",
                "streams: [{id: s, expectation: {within: 10d, percent: 100}}]",
                "streams: [{id: s, versions: [{done: tracked}]}]",
                "teams: [{id: t}]",
                "teams: [{id: t, scope: {}}]",
                "teams: [{id: t, scope: {projects: A}, calendar: {zone: UTC, hours: {weekdays: 9-17}}}]",
                "services: [{id: s, scope: {jobs: a}, environments: [{name: prod, production: 1}]}]")) {
            Problems problems = new Problems();
            definition(wrong, problems);
            assertThat(problems.hasErrors()).as("reader: " + wrong).isTrue();
            assertThat(fits(wrong)).as("schema: " + wrong).isFalse();
        }
    }

    private boolean fits(String yaml) {
        Object data = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return validator
                .validate(SCHEMA, new ObjectMapper().valueToTree(data).toString())
                .isValid();
    }

    private static Optional<Definition> definition(String yaml, Problems problems) {
        return YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8), "stream.yml", problems)
                .flatMap(new DefinitionReader(ZoneOffset.UTC)::read);
    }

    private static List<String> examples() throws IOException {
        return EXAMPLE.matcher(page())
                .results()
                .map(result -> result.group(1))
                .filter(example -> example.startsWith("streams:") || example.startsWith("version:"))
                .toList();
    }

    /** The keys in the first column of each section's table. */
    private static Map<String, List<String>> documented() throws IOException {
        String page = page();
        List<MatchResult> sections = SECTION.matcher(page).results().toList();
        Map<String, List<String>> documented = new LinkedHashMap<>();
        for (int i = 0; i < sections.size(); i++) {
            int end = i + 1 < sections.size() ? sections.get(i + 1).start() : page.length();
            String section = page.substring(sections.get(i).end(), end);
            List<String> keys =
                    ROW.matcher(section).results().map(row -> row.group(1)).toList();
            documented.put(sections.get(i).group(1), keys);
        }
        return documented;
    }

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    private static List<String> fieldNames(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode read() throws IOException {
        try (InputStream in = DefinitionReader.class.getResourceAsStream("value-stream.schema.json")) {
            return new ObjectMapper().readTree(in);
        }
    }
}
