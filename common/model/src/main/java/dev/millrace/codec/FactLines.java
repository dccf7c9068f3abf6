package dev.millrace.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.ToolInstance;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Facts as NDJSON, one per line behind a first line that names the version: the format of {@code docs/events.md}. What the
 * Jenkins plugin offers, {@code millrace import} reads and the hub takes.
 */
public final class FactLines {

    /** The version this program writes and reads. */
    public static final String VERSION = "events/1";

    private static final String VERSION_FIELD = "millrace";
    private static final String TOOL_FIELD = "tool";
    private static final String FACT_FIELD = "fact";
    private static final int MAX_LINE = 4 * 1024 * 1024;
    private static final int MAX_SHOWN = 40;
    private static final int BATCH = 1_000;

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private FactLines() {}

    /** Writes the first line and every fact of the batch, in a fixed order; the same batch gives the same text. */
    public static void write(FactBatch batch, Appendable out) throws IOException {
        ObjectNode first = JSON.createObjectNode();
        first.put(VERSION_FIELD, VERSION);
        line(first, out);
        lines("state", batch.definitions(), FactJson::write, out);
        lines("state-use", batch.uses(), FactJson::write, out);
        lines("snapshot", batch.snapshots(), FactJson::write, out);
        lines("event", batch.events(), EventJson::write, out);
        lines("link", batch.links(), FactJson::write, out);
        lines("ledger", batch.ledger(), FactJson::write, out);
    }

    /**
     * Reads facts and hands them on in batches of about a thousand.
     *
     * @param in the text
     * @param source what to call it in messages, such as the file's name
     * @param consumer takes each batch; what it was given before a bad line stays given
     * @return how many facts were read
     * @throws FactFormatException if a line is no fact of this version
     */
    public static long read(Reader in, String source, Consumer<FactBatch> consumer) throws IOException {
        return read(in, source, tool -> {}, consumer, null);
    }

    /**
     * Reads facts as {@link #read(Reader, String, Consumer)} does.
     *
     * @param in the text
     * @param source what to call it in messages, such as the file's name
     * @param said takes the tool whose facts follow, if the first line says so; before any batch
     * @param consumer takes each batch
     * @return how many facts were read
     * @throws FactFormatException if a line is no fact of this version
     */
    public static long read(Reader in, String source, Consumer<ToolInstance> said, Consumer<FactBatch> consumer)
            throws IOException {
        return read(in, source, said, consumer, null);
    }

    /**
     * Reads facts as {@link #read(Reader, String, Consumer)} does, and goes on where a later version has written facts or events of
     * a kind that this one does not know.
     *
     * @param in the text
     * @param source what to call it in messages, such as the file's name
     * @param consumer takes each batch
     * @param unknown takes the name of each kind that is not known, with the number of its line
     * @return how many facts were read, without those
     * @throws FactFormatException if a line is no fact of this version
     */
    public static long read(Reader in, String source, Consumer<FactBatch> consumer, ObjLongConsumer<String> unknown)
            throws IOException {
        return read(in, source, tool -> {}, consumer, unknown);
    }

    private static long read(
            Reader in,
            String source,
            Consumer<ToolInstance> said,
            Consumer<FactBatch> consumer,
            @Nullable ObjLongConsumer<String> unknown)
            throws IOException {
        LineReader lines = new LineReader(in, source, MAX_LINE);
        JsonNode tool = readVersion(lines, source).path(TOOL_FIELD);
        if (!tool.isMissingNode()) {
            said.accept(tool(tool, source));
        }
        FactCollector collected = new FactCollector();
        long count = 0;
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.isBlank()) {
                continue;
            }
            JsonNode json = fact(line, source, lines.number());
            String kind = unknown == null
                    ? null
                    : FactCollector.unknown(json.path(FACT_FIELD).asText(""), json);
            if (unknown != null && kind != null) {
                unknown.accept(shown(kind), lines.number());
                continue;
            }
            add(collected, json, source, lines.number());
            count++;
            if (collected.size() >= BATCH) {
                consumer.accept(collected.take());
            }
        }
        if (collected.size() > 0) {
            consumer.accept(collected.take());
        }
        return count;
    }

    private static JsonNode readVersion(LineReader lines, String source) throws IOException {
        String line = lines.next();
        if (line == null) {
            throw new FactFormatException(source, 1, "the file is empty; it must begin with " + firstLine());
        }
        JsonNode json = fact(line, source, 1);
        String version = json.path(VERSION_FIELD).asText("");
        if (version.isEmpty()) {
            throw new FactFormatException(source, 1, "is no Millrace events file: it must begin with " + firstLine());
        }
        if (!version.equals(VERSION)) {
            throw new FactFormatException(
                    source,
                    1,
                    "has version \"" + shown(version) + "\", but this program reads " + VERSION
                            + "; a newer Millrace may read it");
        }
        return json;
    }

    private static ToolInstance tool(JsonNode json, String source) throws FactFormatException {
        String text = json.asText("");
        try {
            return ToolInstance.parse(text);
        } catch (IllegalArgumentException e) {
            throw new FactFormatException(
                    source, 1, TOOL_FIELD + ": \"" + shown(text) + "\" is none; it is written as jenkins:ci");
        }
    }

    private static String firstLine() {
        return "{\"" + VERSION_FIELD + "\":\"" + VERSION + "\"}";
    }

    private static JsonNode fact(String line, String source, long number) throws FactFormatException {
        try {
            JsonNode json = JSON.readTree(line);
            if (json == null || !json.isObject()) {
                throw new FactFormatException(source, number, "a line must be one JSON object");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new FactFormatException(source, number, JsonWords.inLine(e));
        }
    }

    private static <T> void lines(String fact, List<T> facts, BiConsumer<T, ObjectNode> write, Appendable out)
            throws IOException {
        for (T one : facts) {
            ObjectNode json = JSON.createObjectNode();
            json.put(FACT_FIELD, fact);
            write.accept(one, json);
            line(json, out);
        }
    }

    private static void line(ObjectNode json, Appendable out) throws IOException {
        out.append(PrintedJson.line(json)).append('\n');
    }

    private static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= MAX_SHOWN ? plain : plain.substring(0, MAX_SHOWN) + "...";
    }

    private static void add(FactCollector collector, JsonNode json, String source, long line)
            throws FactFormatException {
        String fact = json.path(FACT_FIELD).asText("");
        try {
            collector.add(fact, json);
        } catch (IllegalArgumentException e) {
            throw new FactFormatException(source, line, shown(fact) + ": " + e.getMessage());
        }
    }
}
