package dev.millrace.jira;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Raw answers of a Jira Cloud as DevLake keeps them: CSV files with the JSON in one column. */
final class DevLakeTable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DevLakeTable() {}

    /**
     * A row.
     *
     * @param data what Jira answered
     * @param input what it was asked about
     */
    record Row(JsonNode data, JsonNode input) {}

    /** The rows of a file below DevLake's Jira tests, such as {@code raw_tables/_raw_jira_api_status.csv}. */
    static List<Row> rows(String file) {
        return lines(file).stream()
                .map(line -> new Row(parse(line.getOrDefault("data", "")), parse(line.getOrDefault("input", ""))))
                .toList();
    }

    /** The lines of a file, by the names of the columns. */
    static List<Map<String, String>> lines(String file) {
        List<List<String>> lines;
        try {
            lines = csv(Files.readString(
                    RealData.folder("devlake/backend/plugins/jira/e2e").resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
        List<String> names = lines.get(0);
        return lines.stream().skip(1).map(line -> byName(names, line)).toList();
    }

    private static Map<String, String> byName(List<String> names, List<String> line) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), line.get(i));
        }
        return values;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fields may hold quotes, doubled, and line breaks; empty lines and a byte order mark are skipped. */
    private static List<List<String>> csv(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = text.startsWith("\uFEFF") ? 1 : 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                line.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    add(lines, line);
                    line = new ArrayList<>();
                }
            } else if (quoted || c != '\r') {
                field.append(c);
            }
        }
        line.add(field.toString());
        add(lines, line);
        return lines;
    }

    private static void add(List<List<String>> lines, List<String> line) {
        if (line.size() > 1) {
            lines.add(List.copyOf(line));
        }
    }
}
