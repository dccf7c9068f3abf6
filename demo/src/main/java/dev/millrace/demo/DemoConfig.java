package dev.millrace.demo;

import dev.millrace.config.ConfigReader;
import dev.millrace.config.MillraceConfig;
import dev.millrace.files.OutputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** The configuration of the simulated company: its service level expectation, teams, services and incidents. */
final class DemoConfig {

    /** Its file in the demo's folder, where other commands find it with {@code --config}. */
    static final String FILE = "millrace.yml";

    private DemoConfig() {}

    /** Writes it into a folder, and reads it there as every command does. */
    static MillraceConfig write(DemoFolder folder) {
        Path file = folder.file(FILE);
        OutputFile.write(file, out -> out.write(bytes()));
        return new ConfigReader(Map.of()).readWithoutTokens(file);
    }

    private static byte[] bytes() {
        try (InputStream in = Objects.requireNonNull(DemoConfig.class.getResourceAsStream(FILE), FILE)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }
}
