package dev.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {

    private final Problems problems = new Problems();

    @Test
    void billion_laughs_is_refused_before_it_grows() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 40; i++) {
            yaml.append("a%1$d: &a%1$d [*a%2$d, *a%2$d, *a%2$d, *a%2$d, *a%2$d]%n".formatted(i, i - 1));
        }

        assertThat(read(yaml.toString())).isEmpty();
        assertThat(errors())
                .containsExactly("f.yml:1:5: anchors (&) and aliases (*) are not allowed; write the value out,"
                        + " or in quotes if it is meant to begin with & or *");
    }

    @Test
    void nesting_that_would_overflow_the_stack_is_refused() {
        assertThat(read("[".repeat(200_000) + "]".repeat(200_000))).isEmpty();
        assertThat(errors()).containsExactly("f.yml:1:33: is nested more than 32 levels deep");
    }

    @Test
    void file_that_nobody_can_have_written_is_refused() {
        assertThat(read("#".repeat(YamlReader.MAX_BYTES + 1))).isEmpty();
        assertThat(errors()).containsExactly("f.yml:1:1: is larger than 1048576 bytes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            !!java.net.URL {a: 1}  | 1:1 | tags (!) are not allowed; write the value in quotes if it is meant to begin with !
            a: !secret b           | 1:4 | tags (!) are not allowed; write the value in quotes if it is meant to begin with !
            a: *b                  | 1:4 | anchors (&) and aliases (*) are not allowed; write the value out, or in quotes if it is meant to begin with & or *
            a: b: c                | 1:5 | is not valid YAML: mapping values are not allowed here
            a: 1\\n---\\nb: 2      | 2:1 | is not valid YAML: but found another document
            %YAML 3.0\\n---\\na    | 1:1 | requires another version of YAML than 1.2
            ''                     | 1:1 | is empty
            # nothing              | 1:1 | is empty
            ok: 1\\nx: \\u0007     | 2:4 | holds a control character, which YAML does not allow
            """)
    void what_cannot_be_read_is_told_with_its_place(String yaml, String place, String message) {
        assertThat(read(yaml.replace("\\n", "\n").replace("\\u0007", "\u0007"))).isEmpty();
        assertThat(errors())
                .singleElement()
                .asString()
                .startsWith("f.yml:" + place.trim() + ": ")
                .contains(message);
    }

    @Test
    void bytes_that_are_not_utf8_are_told_with_their_place() {
        assertThat(YamlReader.read("zone: x\nid: \u00e9".getBytes(StandardCharsets.ISO_8859_1), "f.yml", problems))
                .isEmpty();
        assertThat(errors()).containsExactly("f.yml:2:5: is not UTF-8 from here on");
    }

    @Test
    void byte_order_mark_is_let_through() {
        assertThat(read("\uFEFFa: 1").flatMap(root -> root.mapping("a"))).isPresent();
        assertThat(problems.warnings()).isEmpty();
    }

    @Test
    void duplicate_and_complex_keys_are_told() {
        assertThat(read("a: 1\nb: 2\na: 3\n? [x]\n: 4\n").orElseThrow().mapping("a", "b"))
                .isPresent();
        assertThat(errors())
                .containsExactly(
                        "f.yml:3:1: key \"a\" is already set in line 1", "f.yml:4:3: a key must be a plain word");
    }

    @Test
    void values_of_the_wrong_kind_are_told_with_what_they_are() {
        YamlNode.Mapping mapping = read("a:\nb: true\nc: [1]\nd: {x: 1}\ne: ' '\nf: 1.5\n")
                .orElseThrow()
                .mapping("a", "b", "c", "d", "e", "f")
                .orElseThrow();
        for (String key : List.of("a", "b", "c", "d", "e")) {
            assertThat(mapping.get(key).orElseThrow().text()).as(key).isEmpty();
        }
        assertThat(mapping.get("f").orElseThrow().text())
                .as("a number is also a text")
                .contains("1.5");
        assertThat(mapping.get("f").orElseThrow().integer(0, 9)).isEmpty();
        assertThat(errors())
                .containsExactly(
                        "f.yml:1:3: a: must be a text, but is empty",
                        "f.yml:2:4: b: must be a text, but is true or false (put it in quotes if it is a text)",
                        "f.yml:3:4: c: must be a text, but is a list",
                        "f.yml:4:4: d: must be a text, but is a mapping",
                        "f.yml:5:4: e: must not be blank",
                        "f.yml:6:4: f: must be a whole number from 0 to 9, but is \"1.5\"");
    }

    @Test
    void control_characters_of_a_value_do_not_reach_the_terminal() {
        read("\"x\\e[31m\\u202Ey\": 1").orElseThrow().mapping("a");
        assertThat(errors()).containsExactly("f.yml:1:1: unknown key \"x?[31m?y\"; known here: a");
    }

    private Optional<YamlNode> read(String yaml) {
        return YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8), "f.yml", problems);
    }

    private List<String> errors() {
        ConfigException thrown = catchThrowableOfType(ConfigException.class, problems::throwIfAnyError);
        return thrown.problems().stream().map(ConfigProblem::toString).toList();
    }
}
