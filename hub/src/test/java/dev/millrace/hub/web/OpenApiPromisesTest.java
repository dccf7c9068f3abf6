package dev.millrace.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What clients of the hub build on stays: routes, parameters, statuses, and fields with their types. Each is a line of
 * {@code openapi-promises.txt}. {@code -Dmillrace.golden=write} adds what is new; a line that goes is a break.
 */
class OpenApiPromisesTest {

    private static final Path PROMISES = Path.of("src/test/resources/dev/millrace/hub/web/openapi-promises.txt");

    /** Words for people, which may change. */
    private static final Set<String> WORDS =
            Set.of("description", "summary", "example", "examples", "title", "servers", "tags", "info");

    @Test
    void every_promise_is_kept_and_every_new_one_is_written_down() throws IOException {
        Set<String> now = new TreeSet<>();
        flatten("", document(), now);
        if ("write".equals(System.getProperty("millrace.golden"))) {
            Files.write(PROMISES, now);
        }
        List<String> promised = Files.readAllLines(PROMISES);

        Set<String> broken = new TreeSet<>(promised);
        broken.removeAll(now);
        assertThat(broken)
                .as("clients build on these: keep them, or serve a /v2 beside them (docs/releasing.md)")
                .isEmpty();
        Set<String> added = new TreeSet<>(now);
        promised.forEach(added::remove);
        assertThat(added)
                .as(
                        "new promises: a required parameter or field of a request breaks clients; otherwise -Dmillrace.golden=write")
                .isEmpty();
    }

    private static JsonNode document() throws IOException {
        try (InputStream in = HubServer.class.getResourceAsStream("/dev/millrace/hub/openapi.yaml")) {
            return new ObjectMapper()
                    .valueToTree(new Load(LoadSettings.builder().build()).loadFromInputStream(in));
        }
    }

    /** One line for each leaf: the path to it, with a parameter by its name, and the value. */
    private static void flatten(String path, JsonNode node, Set<String> lines) {
        if (node.isObject()) {
            if (node.isEmpty()) {
                lines.add(path + " {}");
            }
            boolean names = path.endsWith(" properties"); // fields, which may have any name
            for (Map.Entry<String, JsonNode> one : node.properties()) {
                if (names || !WORDS.contains(one.getKey())) {
                    flatten(path + " " + one.getKey(), one.getValue(), lines);
                }
            }
        } else if (node.isArray()) {
            if (node.isEmpty()) {
                lines.add(path + " []");
            }
            for (JsonNode one : node) {
                flatten(one.has("name") ? path + " " + one.path("name").asText() : path, one, lines);
            }
        } else {
            lines.add((path + " = " + node.asText()).strip());
        }
    }
}
