package dev.millrace.cli.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Breaks valid input in the ways in which input is broken: cut, doubled, mixed up, too large, too deep, of the wrong kind. */
public final class Mutator {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** What has broken parsers before. */
    private static final List<String> WORDS = List.of(
            "",
            " ",
            "null",
            "-1",
            "0",
            "NaN",
            "1e999",
            "-9223372036854775808",
            "99999999999999999999999",
            "true",
            "\u0000",
            "\ud800",
            "\ufeff",
            "\u202eabc",
            "%s%n",
            "../../etc/passwd",
            "<script>alert(1)</script>",
            "' OR 1=1 --",
            "+999999999-12-31T23:59:59.999Z",
            "-999999999-01-01T00:00:00Z",
            "2026-02-30T00:00:00Z",
            "9999-12-31T23:59:59.999Z",
            "0001-01-01T00:00:00Z",
            "jenkins:ci:build:a#1@2",
            "jira:acme:issue:1",
            "jira:acme:issue:",
            ":::::",
            "&a [*a]",
            "!!python/object:os.system",
            "- - - -",
            "{{{{",
            "a: b: c",
            "PT1000000000H",
            "(((((a*)*)*)*)*)",
            "[a-",
            "Europe/Nowhere");

    private static final int DEEP = 3_000;
    private static final int LONG = 70_000;

    private final Random random;

    /** Changes that follow from the seed. */
    public Mutator(long seed) {
        this.random = new Random(seed);
    }

    /** The text with one to three changes anywhere in its bytes. */
    public byte[] bytes(String valid, String other) {
        byte[] text = valid.getBytes(StandardCharsets.UTF_8);
        for (int times = few(); times > 0; times--) {
            text = changed(text, other.getBytes(StandardCharsets.UTF_8));
        }
        return text;
    }

    /** Mostly 1, so that much of what comes out gets far. */
    private int few() {
        return random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 1;
    }

    private byte[] changed(byte[] text, byte[] other) {
        int from = random.nextInt(text.length + 1);
        int to = Math.min(text.length, from + random.nextInt(random.nextBoolean() ? 8 : 80));
        return switch (random.nextInt(9)) {
            case 0 -> joined(text, from, new byte[0], to); // something is missing
            case 1 -> joined(text, from, part(text, from, to), from); // stands twice
            case 2 -> joined(text, from, part(other, 0, random.nextInt(other.length + 1)), to);
            case 3 -> joined(text, from, new byte[] {(byte) random.nextInt(256)}, Math.min(text.length, from + 1));
            case 4 -> joined(text, from, word().getBytes(StandardCharsets.UTF_8), to);
            case 5 -> part(text, 0, from); // ends too early
            case 6 -> joined(text, from, repeated("[{(\"-: &\n".charAt(random.nextInt(9)), DEEP), from);
            case 7 -> joined(text, from, new byte[] {(byte) 0xc3, (byte) 0x28}, to); // no UTF-8
            default ->
                joined(
                        text,
                        from,
                        new String(text, from, to - from, StandardCharsets.ISO_8859_1)
                                .replace(random.nextBoolean() ? ' ' : ':', '\t')
                                .getBytes(StandardCharsets.ISO_8859_1),
                        to);
        };
    }

    private static byte[] repeated(char c, int times) {
        return String.valueOf(c).repeat(times).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] part(byte[] text, int from, int to) {
        return Arrays.copyOfRange(text, from, to);
    }

    private static byte[] joined(byte[] text, int head, byte[] between, int tail) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(text, 0, head);
        out.writeBytes(between);
        out.write(text, tail, text.length - tail);
        return out.toByteArray();
    }

    /** One of the words that are wrong in most places, or a very long one. */
    public String word() {
        return random.nextInt(20) == 0 ? "x".repeat(LONG) : WORDS.get(random.nextInt(WORDS.size()));
    }

    /** A number from 0 on and below that. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** The JSON object with one to three of its values changed; it stays JSON. */
    public JsonNode json(JsonNode valid) {
        JsonNode copy = valid.deepCopy();
        for (int times = few(); times > 0; times--) {
            List<JsonNode> containers = new ArrayList<>();
            collect(copy, containers);
            JsonNode container = containers.get(random.nextInt(containers.size()));
            if (container instanceof ObjectNode object && !object.isEmpty()) {
                change(object);
            } else if (container instanceof ArrayNode array) {
                array.add(value());
            }
        }
        return copy;
    }

    private void change(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(4)) {
            case 0 -> object.remove(name);
            case 1 ->
                object.set(
                        name,
                        object.get(names.get(random.nextInt(names.size()))).deepCopy());
            default -> object.set(name, value());
        }
    }

    private JsonNode value() {
        return switch (random.nextInt(8)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.numberNode(random.nextLong());
            case 2 -> JSON.numberNode(random.nextInt(3) - 1);
            case 3 -> JSON.objectNode().put(word(), word());
            case 4 -> JSON.arrayNode().add(word()).addNull().add(1);
            case 5 -> JSON.numberNode(random.nextDouble() * 1e300);
            default -> JSON.textNode(word());
        };
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }
}
