package dev.millrace.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/** Reads a YAML file to nodes that know their places, and never to objects of the file's choice. */
final class YamlReader {

    /** Far above what a person writes, far below what hurts. */
    static final int MAX_BYTES = 1 << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String file;
    private final Problems problems;
    private final LoadSettings settings;

    private YamlReader(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
        // Keys that are lists are let through here, so that YamlNode.Mapping can name their place.
        this.settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(MAX_BYTES)
                .setAllowNonScalarKeys(true)
                .build();
    }

    /** The root of the document; empty, and an error is reported, if there is none that can be read. */
    static Optional<YamlNode> read(byte[] bytes, String file, Problems problems) {
        return new YamlReader(file, problems).read(bytes);
    }

    private Optional<YamlNode> read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return refuse(FilePosition.startOf(file), "is larger than " + MAX_BYTES + " bytes");
        }
        CharBuffer decoded = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), decoded, true);
        String text = decoded.flip().toString();
        if (result.isError()) {
            return refuse(endOf(text), "is not UTF-8 from here on");
        }
        try {
            return compose(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (MarkedYamlEngineException e) {
            // Not its message: that shows lines of the file, and one of them may hold a password.
            return refuse(placeOf(e.getProblemMark()), "is not valid YAML: " + e.getProblem());
        } catch (ReaderException e) {
            String before = text.substring(0, text.offsetByCodePoints(0, e.getPosition()));
            return refuse(endOf(before), "holds a control character, which YAML does not allow");
        } catch (YamlVersionException e) {
            return refuse(FilePosition.startOf(file), "requires another version of YAML than 1.2");
        } catch (YamlEngineException e) {
            return refuse(FilePosition.startOf(file), "is not valid YAML");
        }
    }

    private Optional<YamlNode> compose(String text) {
        Optional<YamlGuard.Refusal> refusal = YamlGuard.check(settings, text);
        if (refusal.isPresent()) {
            return refuse(placeOf(refusal.get().mark()), refusal.get().message());
        }
        Optional<YamlNode> root =
                new Compose(settings).composeString(text).map(node -> new YamlNode(node, "", file, problems));
        return root.isPresent() ? root : refuse(FilePosition.startOf(file), "is empty");
    }

    private Optional<YamlNode> refuse(FilePosition place, String message) {
        problems.error(place, "", message);
        return Optional.empty();
    }

    private FilePosition placeOf(Optional<Mark> mark) {
        return mark.map(m -> new FilePosition(file, m.getLine() + 1, m.getColumn() + 1))
                .orElse(FilePosition.startOf(file));
    }

    /** The place right behind a text that begins the file. */
    private FilePosition endOf(String text) {
        int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
        int column = text.codePointCount(text.lastIndexOf('\n') + 1, text.length()) + 1;
        return new FilePosition(file, line, column);
    }
}
