package dev.millrace.fake.jira;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The issues of a fake Jira, by id. */
final class FakeIssues {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * An issue.
     *
     * @param charset UTF-8; ISO 8859-1 if the file was broken, so that its very bytes go over the wire
     */
    private record Stored(ObjectNode json, Charset charset) {}

    private final Map<String, Stored> byId = new LinkedHashMap<>();

    synchronized int size() {
        return byId.size();
    }

    synchronized void add(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            Charset charset = isUtf8(bytes) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
            ObjectNode issue = (ObjectNode) JSON.readTree(new String(bytes, charset));
            byId.put(issue.path("id").asText(), new Stored(issue, charset));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    synchronized void put(ObjectNode issue) {
        byId.put(issue.path("id").asText(), new Stored(issue.deepCopy(), StandardCharsets.UTF_8));
    }

    synchronized void change(String key, Consumer<ObjectNode> change) {
        change.accept(byKey(key).json());
    }

    synchronized Optional<ObjectNode> find(String idOrKey) {
        return byId.values().stream()
                .map(Stored::json)
                .filter(issue -> issue.path("id").asText().equals(idOrKey)
                        || issue.path("key").asText().equals(idOrKey))
                .findFirst();
    }

    synchronized void delete(String key) {
        byId.values().remove(byKey(key));
    }

    private Stored byKey(String key) {
        return byId.values().stream()
                .filter(issue -> issue.json().path("key").asText().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the fake has no issue " + key));
    }

    /** The states that issues are in; states that only changelogs name are not listed, as after a clean-up of workflows. */
    synchronized ArrayNode statuses() {
        Map<String, JsonNode> statuses = new TreeMap<>();
        byId.values().forEach(issue -> {
            JsonNode status = issue.json().path("fields").path("status");
            statuses.putIfAbsent(status.path("id").asText(), status);
        });
        ArrayNode list = JSON.createArrayNode();
        statuses.values().stream().filter(JsonNode::isObject).forEach(list::add);
        return list;
    }

    synchronized Optional<byte[]> one(String idOrKey, Map<String, String> parameters) {
        return byId.values().stream()
                .filter(issue -> issue.json().path("id").asText().equals(idOrKey)
                        || issue.json().path("key").asText().equals(idOrKey))
                .findFirst()
                .map(issue -> bytes(issue, parameters));
    }

    synchronized byte[] page(FakeQuery query, int startAt, int size, boolean totals, Map<String, String> parameters) {
        List<Stored> found = query.of(byId.values(), Stored::json);
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        String total = totals ? ",\"total\":" + found.size() : "";
        page.writeBytes(("{\"expand\":\"schema,names\",\"startAt\":" + startAt + ",\"maxResults\":" + size + total
                        + ",\"issues\":[")
                .getBytes(StandardCharsets.UTF_8));
        List<Stored> shown = found.stream().skip(startAt).limit(size).toList();
        for (int i = 0; i < shown.size(); i++) {
            if (i > 0) {
                page.write(',');
            }
            page.writeBytes(bytes(shown.get(i), parameters));
        }
        page.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
        return page.toByteArray();
    }

    /** The issue with the requested fields, and with its changelog if that was requested. */
    private static byte[] bytes(Stored issue, Map<String, String> parameters) {
        ObjectNode shown = JSON.createObjectNode();
        boolean changelog = parameters.getOrDefault("expand", "").contains("changelog");
        String fields = parameters.get("fields");
        for (Map.Entry<String, JsonNode> part : issue.json().properties()) {
            if (part.getKey().equals("fields") && fields != null && part.getValue() instanceof ObjectNode values) {
                ObjectNode asked = shown.putObject("fields");
                for (String field : fields.split(",", -1)) {
                    if (values.has(field)) {
                        asked.set(field, values.get(field));
                    }
                }
            } else if (changelog || !part.getKey().equals("changelog")) {
                shown.set(part.getKey(), part.getValue());
            }
        }
        try {
            return JSON.writeValueAsString(shown).getBytes(issue.charset());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
