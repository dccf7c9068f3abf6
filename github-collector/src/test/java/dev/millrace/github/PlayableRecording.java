package dev.millrace.github;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A recording of hub4j in a form WireMock plays: some of theirs give two answers one id, and some name a body {@code user-1.json}
 * whose file was renamed to {@code 1-user.json}. What was recorded stays as it is.
 */
final class PlayableRecording {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern OLD_NAME = Pattern.compile("(.+)-(\\d+)\\.json");

    private PlayableRecording() {}

    /** Copies the recording to that folder, which it creates, and returns it. */
    static Path copy(Path recording, Path to) throws IOException {
        Path bodies = Files.createDirectories(to.resolve("__files"));
        if (Files.isDirectory(recording.resolve("__files"))) {
            for (Path body : files(recording.resolve("__files"))) {
                Files.copy(body, bodies.resolve(body.getFileName()));
            }
        }
        Path mappings = Files.createDirectories(to.resolve("mappings"));
        for (Path file : files(recording.resolve("mappings"))) {
            ObjectNode mapping = (ObjectNode) JSON.readTree(file.toFile());
            mapping.remove(List.of("id", "uuid"));
            ObjectNode response = (ObjectNode) mapping.path("response");
            String body = response.path("bodyFileName").asText();
            Matcher old = OLD_NAME.matcher(body);
            if (!Files.exists(bodies.resolve(body)) && old.matches()) {
                response.put("bodyFileName", old.group(2) + "-" + old.group(1) + ".json");
            }
            JSON.writeValue(mappings.resolve(file.getFileName()).toFile(), mapping);
        }
        return to;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
