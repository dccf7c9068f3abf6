package dev.millrace.config;

import dev.millrace.collect.DoctorFinding.StateRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Adds rules for states to the definition that a configuration has, in its file. Every line that is there stays as it is, with its
 * comments: lines are only inserted.
 */
public final class DefinitionEdit {

    private static final Set<Byte> UNPRINTABLE = Set.of(
            Character.CONTROL,
            Character.FORMAT,
            Character.SURROGATE,
            Character.PRIVATE_USE,
            Character.UNASSIGNED,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR);

    private final Path file;
    private final List<String> lines;
    private final Map<Integer, List<String>> inserted;

    private DefinitionEdit(Path file, List<String> lines, Map<Integer, List<String>> inserted) {
        this.file = file;
        this.lines = lines;
        this.inserted = inserted;
    }

    /**
     * The change of a configuration; nothing is written.
     *
     * @param config the configuration, which has no mistake
     * @throws ConfigException if the definition is written in a way that lines cannot be inserted into, or if the result would not be
     *     valid; the message says where
     */
    public static DefinitionEdit of(Path config, List<StateRule> rules) {
        Problems problems = new Problems();
        try {
            DefinitionEdit edit = edit(config, rules, problems);
            problems.throwIfAnyError();
            edit.check(config, problems);
            problems.throwIfAnyError();
            return edit;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rules as a person pastes them into {@code millrace.yml}. */
    public static String snippet(List<StateRule> rules) {
        return "valueStream:\n" + String.join("\n", streams(2, rules)) + "\n";
    }

    /** The file that changes: the configuration, or that of the definition. */
    public Path file() {
        return file;
    }

    /** The file as it would be. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= lines.size(); i++) {
            inserted.getOrDefault(i, List.of())
                    .forEach(line -> text.append(line).append('\n'));
            if (i < lines.size()) {
                text.append(lines.get(i)).append('\n');
            }
        }
        return text.toString();
    }

    /** The inserted lines with their numbers, and two lines around them, as {@code diff -u} marks them. */
    public String difference() {
        StringBuilder shown = new StringBuilder();
        inserted.forEach((before, added) -> {
            shown.append("@@ after line ").append(before).append(" @@\n");
            lines.subList(Math.max(0, before - 2), before)
                    .forEach(line -> shown.append("  ").append(line).append('\n'));
            added.forEach(line -> shown.append("+ ").append(line).append('\n'));
            lines.subList(before, Math.min(lines.size(), before + 2))
                    .forEach(line -> shown.append("  ").append(line).append('\n'));
        });
        return shown.toString();
    }

    private static DefinitionEdit edit(Path config, List<StateRule> rules, Problems problems) throws IOException {
        Insertion insertion = new Insertion(config, problems);
        Optional<Node> defined = insertion.root().flatMap(root -> value(root, "valueStream"));
        if (defined.isEmpty()) {
            insertion.atEnd("valueStream:");
            streams(2, rules).forEach(insertion::atEnd);
            return insertion.edit();
        }
        if (defined.get() instanceof ScalarNode name) {
            Insertion other = new Insertion(config.resolveSibling(name.getValue()), problems);
            other.root().ifPresent(root -> other.definition(root, rules));
            return other.edit();
        }
        insertion.definition(defined.get(), rules);
        return insertion.edit();
    }

    /** Reads the result as every command would. */
    private void check(Path config, Problems problems) {
        byte[] bytes = text().getBytes(StandardCharsets.UTF_8);
        if (file.equals(config)) {
            new ConfigReader(Map.of()).check(config, bytes);
        } else {
            YamlReader.read(bytes, file.toString(), problems)
                    .ifPresent(root -> new DefinitionReader(ZoneOffset.UTC).read(root));
        }
    }

    private static List<String> streams(int column, List<StateRule> rules) {
        List<String> lines = new ArrayList<>(List.of(" ".repeat(column) + "streams:"));
        byStream(rules).forEach((stream, own) -> {
            lines.add(" ".repeat(column + 2) + "- id: " + stream);
            lines.add(" ".repeat(column + 4) + "states:");
            lines.addAll(entries(column + 6, own));
        });
        return lines;
    }

    private static List<String> entries(int column, List<StateRule> rules) {
        return rules.stream()
                .map(rule -> " ".repeat(column) + "- {name: " + quoted(rule.state()) + ", stage: " + rule.stage() + "}")
                .toList();
    }

    private static Map<String, List<StateRule>> byStream(List<StateRule> rules) {
        Map<String, List<StateRule>> streams = new LinkedHashMap<>();
        rules.forEach(rule -> streams.computeIfAbsent(rule.stream(), unseen -> new ArrayList<>())
                .add(rule));
        return streams;
    }

    /** Double quotes, with what they give a meaning to, and what YAML does not allow in a file, escaped. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (UNPRINTABLE.contains((byte) Character.getType(c))) {
                quoted.append(c > 0xFFFF ? String.format("\\U%08x", c) : String.format("\\u%04x", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }

    private static Optional<Node> value(Node node, String key) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode name
                                && name.getValue().equals(key))
                        .map(NodeTuple::getValueNode)
                        .findFirst()
                : Optional.empty();
    }

    /** Lines that are inserted into one file. */
    private static final class Insertion {

        private final Path file;
        private final Problems problems;
        private final List<String> lines;
        private final Map<Integer, List<String>> inserted = new LinkedHashMap<>();

        Insertion(Path file, Problems problems) throws IOException {
            this.file = file;
            this.problems = problems;
            this.lines = Files.readAllLines(file);
        }

        Optional<Node> root() {
            return new Compose(LoadSettings.builder().build()).composeString(String.join("\n", lines));
        }

        DefinitionEdit edit() {
            return new DefinitionEdit(file, lines, inserted);
        }

        void atEnd(String line) {
            insert(lines.size(), List.of(line));
        }

        private void insert(int before, List<String> added) {
            inserted.computeIfAbsent(before, unseen -> new ArrayList<>()).addAll(added);
        }

        void definition(Node definition, List<StateRule> rules) {
            Optional<Node> streams = value(definition, "streams");
            if (streams.isEmpty()) {
                start(definition).ifPresent(at -> insert(at.getLine(), streams(at.getColumn(), rules)));
                return;
            }
            byStream(rules).forEach((stream, own) -> {
                Optional<Node> found = streams.get() instanceof SequenceNode list
                        ? list.getValue().stream()
                                .filter(item -> value(item, "id").orElse(null) instanceof ScalarNode id
                                        && id.getValue().equals(stream))
                                .findFirst()
                        : Optional.empty();
                found.ifPresentOrElse(item -> stream(item, own), () -> refuse(definition));
            });
        }

        private void stream(Node stream, List<StateRule> rules) {
            Optional<Node> states = value(stream, "states");
            if (states.isPresent()) {
                start(states.get()).ifPresent(at -> insert(at.getLine(), entries(at.getColumn(), rules)));
                return;
            }
            Optional<Mark> first = start(stream);
            Optional<Mark> id = value(stream, "id").flatMap(Node::getEndMark);
            if (first.isPresent() && id.isPresent()) {
                List<String> added =
                        new ArrayList<>(List.of(" ".repeat(first.get().getColumn()) + "states:"));
                added.addAll(entries(first.get().getColumn() + 2, rules));
                insert(id.get().getLine() + 1, added);
            }
        }

        /** Where a block begins; what is written between braces cannot be added to by lines. */
        private Optional<Mark> start(Node node) {
            boolean block = node instanceof CollectionNode<?> written && written.getFlowStyle() == FlowStyle.BLOCK;
            if (!block) {
                refuse(node);
                return Optional.empty();
            }
            return node.getStartMark();
        }

        private void refuse(Node node) {
            FilePosition place = node.getStartMark()
                    .map(mark -> new FilePosition(file.toString(), mark.getLine() + 1, mark.getColumn() + 1))
                    .orElse(FilePosition.startOf(file.toString()));
            problems.error(
                    place,
                    "valueStream",
                    "is written in a way that no line can be added to: add the rules by hand, as millrace doctor prints them");
        }
    }
}
