package dev.millrace.config;

import dev.millrace.words.Quoted;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value of a YAML file with its position and path. Reading it as another type reports an error at that position
 * and returns empty, so the caller can continue and find the next error.
 */
final class YamlNode {

    private final Node node;
    private final String path;
    private final String file;
    private final Problems problems;

    YamlNode(Node node, String path, String file, Problems problems) {
        this.node = node;
        this.path = path;
        this.file = file;
        this.problems = problems;
    }

    /** Where it begins. */
    FilePosition place() {
        return placeOf(node);
    }

    /** Which setting it is, such as {@code jira[0].url}. */
    String path() {
        return path;
    }

    /** Reports that this value is wrong. */
    void error(String message) {
        problems.error(place(), path, message);
    }

    /** Reports that this value is doubtful. */
    void warn(String message) {
        problems.warn(place(), path, message);
    }

    /** Whether it is a mapping of settings. */
    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** Whether it is a list. */
    boolean isList() {
        return node instanceof SequenceNode;
    }

    /** What it says, whatever its layout, comments and quotes: equal for two values that say the same in the same order. */
    String content() {
        return content(node, "");
    }

    /** The same without the values of a key, wherever that stands. */
    String contentWithout(String key) {
        return content(node, key);
    }

    private static String content(Node node, String without) {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .filter(tuple -> !(tuple.getKeyNode() instanceof ScalarNode key
                            && key.getValue().equals(without)))
                    .map(tuple -> content(tuple.getKeyNode(), without) + '=' + content(tuple.getValueNode(), without))
                    .collect(Collectors.joining(",", "{", "}"));
        } else if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(item -> content(item, without))
                    .collect(Collectors.joining(",", "[", "]"));
        }
        String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        return text.length() + ":" + text;
    }

    /** Whether it is true; an error if it is neither true nor false. */
    Optional<Boolean> bool() {
        if (node instanceof ScalarNode scalar && Tag.BOOL.equals(scalar.getTag())) {
            return Optional.of(scalar.getValue().equals("true"));
        }
        error("must be true or false");
        return Optional.empty();
    }

    /** Its settings. Any key that is not among the known ones, or stands twice, is an error. */
    Optional<Mapping> mapping(String... known) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(Mapping.of(this, mapping, List.of(known)));
        }
        error("must be a mapping with the keys " + String.join(", ", known) + ", but is " + kind());
        return Optional.empty();
    }

    /**
     * Its items; none, and an error, if it is no list or an empty one.
     *
     * @param what what an item is, for the message
     */
    List<YamlNode> items(String what) {
        if (!(node instanceof SequenceNode sequence)) {
            error("must be a list (each item on a line of its own after \"- \"), but is " + kind());
            return List.of();
        } else if (sequence.getValue().isEmpty()) {
            error("needs at least " + what);
        }
        List<YamlNode> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(child(item, path + '[' + items.size() + ']'));
        }
        return items;
    }

    /** Its text. A number is taken as it is written; an empty value and true or false are errors. */
    Optional<String> text() {
        if (node instanceof ScalarNode scalar && !isEmpty() && !Tag.BOOL.equals(scalar.getTag())) {
            if (!scalar.getValue().isBlank()) {
                return Optional.of(scalar.getValue());
            }
            error("must not be blank");
        } else {
            error("must be a text, but is " + kind());
        }
        return Optional.empty();
    }

    /** Its whole number, if it lies between the two bounds, inclusive. */
    Optional<Integer> integer(int least, int most) {
        String wanted = "must be a whole number from " + least + " to " + most + ", but is ";
        if (!(node instanceof ScalarNode scalar) || isEmpty()) {
            error(wanted + kind());
            return Optional.empty();
        }
        try {
            int value = Integer.parseInt(scalar.getValue());
            if (Tag.INT.equals(scalar.getTag()) && value >= least && value <= most) {
                return Optional.of(value);
            }
        } catch (NumberFormatException e) {
            // the message is the same as for a number out of range
        }
        error(wanted + Quoted.of(scalar.getValue()));
        return Optional.empty();
    }

    /**
     * Its text, read as something else.
     *
     * @param wanted what it must be, such as {@code a time zone such as Europe/Berlin}
     * @param read throws an {@link IllegalArgumentException} or {@link DateTimeException} if the text is not that
     */
    <T> Optional<T> parsed(String wanted, Function<String, T> read) {
        return text().flatMap(text -> {
            try {
                return Optional.of(read.apply(text));
            } catch (IllegalArgumentException | DateTimeException e) {
                error("must be " + wanted + ", but is " + Quoted.of(text));
                return Optional.empty();
            }
        });
    }

    /** A value below this one. */
    YamlNode child(Node child, String childPath) {
        return new YamlNode(child, childPath, file, problems);
    }

    /** Reports an error about something else than this value. */
    void errorAt(FilePosition place, String otherPath, String message) {
        problems.error(place, otherPath, message);
    }

    /** The place of another node of the same file. */
    FilePosition placeOf(Node other) {
        Mark mark = other.getStartMark().orElseThrow(() -> new IllegalStateException("read without marks"));
        return new FilePosition(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private boolean isEmpty() {
        return Tag.NULL.equals(node.getTag());
    }

    private String kind() {
        if (node instanceof MappingNode) {
            return "a mapping";
        } else if (node instanceof SequenceNode) {
            return "a list";
        } else if (isEmpty()) {
            return "empty";
        } else if (Tag.BOOL.equals(node.getTag())) {
            return "true or false (put it in quotes if it is a text)";
        }
        return Tag.STR.equals(node.getTag()) ? "a text" : "a number";
    }

    /** The settings of one YAML mapping, each key known and there once. */
    static final class Mapping {

        private final YamlNode self;
        private final Map<String, YamlNode> values;

        private Mapping(YamlNode self, Map<String, YamlNode> values) {
            this.self = self;
            this.values = values;
        }

        static Mapping of(YamlNode self, MappingNode mapping, List<String> known) {
            Map<String, YamlNode> values = new HashMap<>();
            Map<String, FilePosition> places = new HashMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
                FilePosition place = self.placeOf(tuple.getKeyNode());
                if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                    self.errorAt(place, self.path(), "a key must be a plain word");
                    continue;
                }
                String key = scalar.getValue();
                FilePosition first = places.putIfAbsent(key, place);
                if (first != null) {
                    self.errorAt(
                            place, self.path(), "key " + Quoted.of(key) + " is already set in line " + first.line());
                } else if (known.contains(key)) {
                    values.put(key, self.child(tuple.getValueNode(), path(self, key)));
                } else {
                    self.errorAt(place, self.path(), unknown(key, known));
                }
            }
            return new Mapping(self, values);
        }

        /** The value of a key, if it is there. */
        Optional<YamlNode> get(String key) {
            return Optional.ofNullable(values.get(key));
        }

        /** The value of a key that must be there. */
        Optional<YamlNode> require(String key, String what) {
            @Nullable YamlNode value = values.get(key);
            if (value == null) {
                self.errorAt(self.place(), path(self, key), "is missing: " + what);
            }
            return Optional.ofNullable(value);
        }

        private static String path(YamlNode self, String key) {
            return self.path().isEmpty() ? key : self.path() + '.' + key;
        }

        private static String unknown(String key, List<String> known) {
            String guess = Suggestion.didYouMean(key, known);
            return "unknown key " + Quoted.of(key)
                    + (guess.isEmpty() ? "; known here: " + String.join(", ", known) : guess);
        }
    }
}
