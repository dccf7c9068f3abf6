package dev.millrace.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of states, keys and notes are what anybody on the internet cared to write. */
class HostileTextTest {

    private static final List<Column<Object>> CELL = List.of(new Column<>("cell", row -> row));
    private static final List<Column<List<String>>> TWO =
            List.of(new Column<>("a", row -> row.get(0)), new Column<>("b", row -> row.get(1)));

    private static String csv(Object value) throws IOException {
        StringWriter out = new StringWriter();
        new CsvRows(out).row(CELL, value);
        return out.toString();
    }

    private static String ndjson(Object value) throws IOException {
        StringWriter out = new StringWriter();
        NdjsonRows rows = new NdjsonRows(out);
        rows.row(CELL, value);
        rows.end();
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1+2",
                "@SUM(A1)",
                "\tx",
                "=HYPERLINK(\"http://evil\")",
                "=cmd|' /C calc'!A0",
                "\r=1"
            })
    void formula_becomes_text(String formula) throws IOException {
        assertThat(TinyCsv.parse(csv(formula))).containsExactly(List.of("'" + formula));
        assertThat(new ObjectMapper().readTree(ndjson(formula)).get("cell").textValue())
                .isEqualTo(formula);
    }

    @Test
    void numbers_are_never_taken_for_formulas() throws IOException {
        assertThat(csv(-7L)).isEqualTo("-7\n");
        assertThat(csv(-0.5)).isEqualTo("-0.5\n");
        assertThat(csv(true)).isEqualTo("true\n");
        assertThat(csv(Instant.parse("2026-03-02T08:00:00Z"))).isEqualTo("2026-03-02T08:00:00.000Z\n");
    }

    @Test
    void quotes_commas_and_line_ends_stay_in_their_cell() throws IOException {
        assertThat(csv("say \"hi\", twice\r\nor more")).isEqualTo("\"say \"\"hi\"\", twice\r\nor more\"\n");
        assertThat(csv("plain text 'with' these; things|")).isEqualTo("plain text 'with' these; things|\n");
    }

    @Test
    void control_characters_reach_no_terminal() throws IOException {
        String hostile = "a\u001b[31m\u0007b\u007f\u009b2Jc\u0000";

        assertThat(csv(hostile)).isEqualTo("a\uFFFD[31m\uFFFDb\uFFFD\uFFFD2Jc\uFFFD\n");
        assertThat(ndjson(hostile)).isEqualTo("{\"cell\":\"a\\u001B[31m\\u0007b\\u007F\\u009B2Jc\\u0000\"}\n");
        assertThat(new ObjectMapper().readTree(ndjson(hostile)).get("cell").textValue())
                .isEqualTo(hostile);
    }

    @Test
    void line_end_in_a_text_is_no_line_end_of_ndjson() throws IOException {
        assertThat(ndjson("one\ntwo\r\u0085\u2028three").lines()).hasSize(1);
    }

    @Test
    void any_text_comes_back_from_both_formats() throws IOException {
        Random random = new Random(7);
        String alphabet = "ab ,\";'\n\r\t=+-@\\/{}\u00e9\u20ac\uD83D\uDE00";
        List<List<String>> rows = new ArrayList<>();
        StringWriter csv = new StringWriter();
        StringWriter ndjson = new StringWriter();
        NdjsonRows objects = new NdjsonRows(ndjson);
        for (int n = 0; n < 2_000; n++) {
            List<String> row = List.of(text(random, alphabet), text(random, alphabet));
            rows.add(row);
            new CsvRows(csv).row(TWO, row);
            objects.row(TWO, row);
        }
        objects.end();

        List<List<String>> guarded = rows.stream()
                .map(row -> row.stream()
                        .map(cell -> cell.matches("(?s)[=+\\-@\t\r].*") ? "'" + cell : cell)
                        .toList())
                .toList();
        assertThat(TinyCsv.parse(csv.toString())).isEqualTo(guarded);
        List<List<String>> read = new ArrayList<>();
        for (String line : ndjson.toString().split("\n")) {
            JsonNode object = new ObjectMapper().readTree(line);
            read.add(List.of(object.get("a").textValue(), object.get("b").textValue()));
        }
        assertThat(read).isEqualTo(rows);
    }

    private static String text(Random random, String alphabet) {
        StringBuilder text = new StringBuilder();
        int[] letters = alphabet.codePoints().toArray();
        for (int n = random.nextInt(6); n > 0; n--) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }
}
