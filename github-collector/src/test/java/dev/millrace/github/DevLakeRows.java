package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables that DevLake's own tests start from. */
final class DevLakeRows {

    static final String PLUGINS = "devlake/backend/plugins/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private DevLakeRows() {}

    /** An answer of GitHub, and what was asked for. */
    record Row(JsonNode data, JsonNode input) {}

    static List<Row> rows(String plugin, String table) throws IOException {
        Path file = Needed.realData(PLUGINS + plugin + "/e2e/raw_tables").resolve(table + ".csv");
        List<List<String>> lines = csv(Files.readString(file));
        int data = lines.get(0).indexOf("data");
        int input = lines.get(0).indexOf("input");
        List<Row> rows = new ArrayList<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            rows.add(new Row(JSON.readTree(line.get(data)), JSON.readTree(line.get(input))));
        }
        return rows;
    }

    /** A table that DevLake makes of the rows. */
    static List<Map<String, String>> table(String plugin, String table) throws IOException {
        Path file = Needed.realData(PLUGINS + plugin + "/e2e/snapshot_tables").resolve(table + ".csv");
        List<List<String>> lines = csv(Files.readString(file));
        List<Map<String, String>> all = new ArrayList<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            Map<String, String> one = new HashMap<>();
            for (int i = 0; i < line.size(); i++) {
                one.put(lines.get(0).get(i), line.get(i));
            }
            all.add(one);
        }
        return all;
    }

    /** Fields with quotes, doubled quotes and line breaks in them. */
    static List<List<String>> csv(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
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
                    lines.add(line);
                    line = new ArrayList<>();
                }
            } else if (quoted || c != '\r') {
                field.append(c);
            }
        }
        // the last line of some files has no end
        if (!line.isEmpty()) {
            line.add(field.toString());
            lines.add(line);
        }
        return lines;
    }
}
