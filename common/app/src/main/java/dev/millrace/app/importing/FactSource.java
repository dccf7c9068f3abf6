package dev.millrace.app.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file of facts that can be read twice: once to check it, and once to store it. What comes from a pipe or from a server is laid
 * into a temporary file first.
 *
 * @param name what to call it in messages
 * @param file where it lies
 * @param temporary whether it is to be deleted afterwards
 */
public record FactSource(String name, Path file, boolean temporary) implements AutoCloseable {

    /** A file of the user's. */
    static FactSource file(String name, Path file) {
        return new FactSource(name, file, false);
    }

    /** What is piped in or answered, kept for as long as it is needed. */
    static FactSource copy(String name, InputStream in) throws IOException {
        Path file = Files.createTempFile("millrace-import", ".ndjson");
        file.toFile().deleteOnExit(); // Ctrl-C closes nothing
        FactSource source = new FactSource(name, file, true);
        try {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return source;
        } catch (IOException e) {
            source.close();
            throw e;
        }
    }

    /** The text. Bytes that are no UTF-8 are an error of the file, which its reader throws. */
    Reader open() throws IOException {
        return Files.newBufferedReader(file, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        if (temporary) {
            Files.deleteIfExists(file);
        }
    }
}
