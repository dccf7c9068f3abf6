package dev.millrace.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrintedJsonTest {

    private static final int BLOCK = 0x1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What must not reach a terminal as it is. */
    private static final List<Integer> NAMED = IntStream.of(
                    0x7f, 0x80, 0x85, 0x9b, 0x9f, 0x61c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069)
            .boxed()
            .toList();

    @Test
    void no_code_point_steers_a_terminal_and_each_reads_as_it_was() throws IOException {
        for (int block = 0; block <= Character.MAX_CODE_POINT; block += BLOCK) {
            ObjectNode json = JSON.createObjectNode();
            ObjectNode read = JSON.createObjectNode();
            for (int c = block; c < block + BLOCK; c++) {
                String hostile = c + Character.toString(c) + "b";
                boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
                String whole = half ? c + "\uFFFDb" : hostile;
                json.put(hostile, hostile);
                read.put(whole, whole);
            }
            String printed = PrintedJson.line(json);

            assertThat(printed.codePoints().filter(PrintedJsonTest::steers).boxed())
                    .as("from U+%X on", block)
                    .isEmpty();
            assertThat(JSON.readTree(printed).equals(read))
                    .as("from U+%X on", block)
                    .isTrue();
        }
    }

    @Test
    void named_characters_are_escaped_and_letters_of_all_languages_are_not() {
        for (int c : NAMED) {
            assertThat(PrintedJson.line(JSON.createObjectNode().put("t", Character.toString(c))))
                    .isEqualTo("{\"t\":\"\\u%04X\"}".formatted(c));
        }
        String letters = "Größe 価格 عربي עברית 👍 é";
        assertThat(PrintedJson.line(JSON.createObjectNode().put("t", letters))).contains(letters);
    }

    @Test
    void half_of_a_pair_is_replaced_and_a_pair_stays() {
        assertThat(PrintedJson.line(JSON.createObjectNode().put("t", "\ud83d"))).isEqualTo("{\"t\":\"\uFFFD\"}");
        assertThat(PrintedJson.line(JSON.createObjectNode().put("t", "\ud83d\udc4d")))
                .isEqualTo("{\"t\":\"👍\"}");
    }

    @Test
    void layout_of_many_lines_stays() {
        assertThat(PrintedJson.pretty(JSON.createObjectNode().put("t", 1))).isEqualTo("{\n  \"t\" : 1\n}\n");
    }

    @Test
    void stream_escapes_the_same() throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactoryBuilder()
                .characterEscapes(PrintedJson.escapes())
                .build()
                .createGenerator(out)) {
            json.writeStartArray();
            for (int c = 0; c < Character.MIN_SURROGATE; c++) {
                json.writeString(Character.toString(c));
            }
            json.writeString("👍");
            json.writeEndArray();
        }
        assertThat(out.toString().codePoints().noneMatch(PrintedJsonTest::steers))
                .isTrue();
        assertThat(JSON.readTree(out.toString()).get(0x202e).asText()).isEqualTo("\u202e");
        assertThat(out.toString()).endsWith("\"👍\"]");
    }

    private static boolean steers(int c) {
        return Character.isISOControl(c)
                || NAMED.contains(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.SURROGATE;
    }
}
