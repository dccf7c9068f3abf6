package dev.millrace.cli;

import dev.millrace.cli.output.Console;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;

/**
 * What a command finds around it; a test passes another one.
 *
 * @param console where text goes
 * @param environment the environment variables
 * @param directory the directory that relative paths are relative to
 * @param clock what time it is
 * @param input what is piped in
 */
public record CliProcess(
        Console console, Map<String, String> environment, Path directory, InstantSource clock, InputStream input) {

    public CliProcess {
        Objects.requireNonNull(console, "console");
        environment = Map.copyOf(environment);
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(input, "input");
    }

    /** CliProcess with nothing piped in. */
    public CliProcess(Console console, Map<String, String> environment, Path directory, InstantSource clock) {
        this(console, environment, directory, clock, InputStream.nullInputStream());
    }

    /** Those of this process. */
    public static CliProcess ofThisProcess() {
        return new CliProcess(Console.ofThisProcess(), System.getenv(), Path.of(""), Clock.systemUTC(), System.in);
    }

    /** A path of the command line. */
    public Path resolve(Path path) {
        return directory.resolve(path);
    }
}
