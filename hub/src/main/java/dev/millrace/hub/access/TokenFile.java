package dev.millrace.hub.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.app.item.Visibility;
import dev.millrace.codec.JsonWords;
import dev.millrace.files.Links;
import dev.millrace.files.OutputFile;
import dev.millrace.files.OutputFileException;
import dev.millrace.files.OwnerOnly;
import dev.millrace.words.FileWords;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The file that holds the tokens of a hub, without their secrets. Changed by {@code millrace token} while the hub runs, as a
 * whole and by one program at a time; readable by its owner only where the file system knows such a thing.
 */
public final class TokenFile {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int VERSION = 1;
    private static final long MAX_BYTES = 1L << 20;
    private static final String REMEDY =
            "; name the file that millrace token create wrote, or move this one away and create " + "new tokens";

    private final Path file;

    /** The tokens in that file, which need not exist yet. */
    public TokenFile(Path file) {
        this.file = file;
    }

    /** Where it lies. */
    public Path path() {
        return file;
    }

    /**
     * What stands in it; nothing if there is no such file.
     *
     * @throws TokenFileException if it cannot be read or is no token file
     */
    public List<Token> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new TokenFileException(file + " is too large to be a token file" + REMEDY, null);
            }
            JsonNode root = JSON.readTree(file.toFile());
            if (root.path("version").asInt(0) != VERSION || !root.path("tokens").isArray()) {
                throw new TokenFileException(file + " is not a token file of version " + VERSION + REMEDY, null);
            }
            List<Token> tokens = new ArrayList<>();
            for (JsonNode token : root.path("tokens")) {
                tokens.add(token(token));
            }
            return tokens;
        } catch (JsonProcessingException e) {
            throw new TokenFileException(file + " is not a token file: " + JsonWords.of(e) + REMEDY, e);
        } catch (IOException e) {
            throw new TokenFileException(file + " cannot be read: " + FileWords.why(e), e);
        }
    }

    private Token token(JsonNode json) {
        try {
            TreeSet<TokenScope> scopes = new TreeSet<>();
            TreeSet<String> later = new TreeSet<>();
            for (String text : texts(json, "scopes")) {
                // a scope of a newer version allows nothing here, and is not lost when the file is written
                TokenScope.of(text).ifPresentOrElse(scopes::add, () -> later.add(text));
            }
            return new Token(
                    json.path("id").asText(),
                    json.path("name").asText(),
                    scopes,
                    later,
                    Producers.of(texts(json, "tools")),
                    Visibility.of(texts(json, "projects"), texts(json, "teams"), texts(json, "services")),
                    json.path("sha256").asText(),
                    Instant.parse(json.path("createdAt").asText()),
                    json.hasNonNull("expiresAt")
                            ? Instant.parse(json.path("expiresAt").asText())
                            : null);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new TokenFileException(file + ", token " + json.path("id").asText() + ": " + e.getMessage(), e);
        }
    }

    private static Set<String> texts(JsonNode json, String field) {
        Set<String> texts = new TreeSet<>();
        json.path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static void put(ObjectNode json, String field, Collection<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = json.putArray(field);
            texts.forEach(array::add);
        }
    }

    /** Changes the tokens; no other program changes them meanwhile. */
    public void change(UnaryOperator<List<Token>> change) {
        try {
            Path target = Links.target(file); // two names of one file are one lock
            Path folder = target.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path lockFile = target.resolveSibling(target.getFileName() + ".lock");
            OwnerOnly.create(lockFile);
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                write(change.apply(read()), lock);
            }
        } catch (OutputFileException e) {
            throw new TokenFileException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new TokenFileException(file + " cannot be written: " + FileWords.sentence(e), e);
        }
    }

    private void write(List<Token> tokens, FileLock held) throws IOException {
        if (!held.isValid()) {
            throw new IOException("the lock was lost");
        }
        ObjectNode root = JSON.createObjectNode();
        root.put("version", VERSION);
        ArrayNode array = root.putArray("tokens");
        for (Token token : tokens) {
            ObjectNode json = array.addObject();
            json.put("id", token.id());
            json.put("name", token.name());
            ArrayNode scopes = json.putArray("scopes");
            token.sortedScopes().forEach(scope -> scopes.add(scope.text()));
            token.laterScopes().stream().sorted().forEach(scopes::add);
            put(json, "tools", token.producers().patterns());
            put(json, "projects", token.visibility().projects());
            put(json, "teams", token.visibility().teams());
            put(json, "services", token.visibility().services());
            json.put("sha256", token.hash());
            json.put("createdAt", token.createdAt().toString());
            if (token.expiresAt() != null) {
                json.put("expiresAt", token.expiresAt().toString());
            }
        }
        byte[] text = (JSON.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
        OutputFile.write(file, out -> out.write(text));
    }
}
