package dev.millrace.cli;

import dev.millrace.cli.output.Console;
import dev.millrace.pseudonym.KeyFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs {@code millrace} as a user does: a command line in a directory, and what comes out of it. */
public final class Millrace {

    /** The clock of runs inside this process: after everything in the real data. */
    public static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private InstantSource clock = InstantSource.fixed(NOW);
    private String piped = "";

    private Millrace(Path directory) {
        this.directory = directory;
        environment.put(KeyFile.VARIABLE, SameKey.file().toString());
    }

    /** What a run left: exit code, standard output, standard error. */
    public record Run(int exitCode, String out, String err) {
        public List<String> lines() {
            return out.lines().toList();
        }
    }

    public static Millrace in(Path directory) {
        return new Millrace(directory);
    }

    public Millrace with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Millrace at(Instant now) {
        clock = InstantSource.fixed(now);
        return this;
    }

    /** What the next runs find on their standard input. */
    public Millrace piping(String text) {
        piped = text;
        return this;
    }

    public Millrace config(String yaml) throws IOException {
        Files.writeString(directory.resolve("millrace.yml"), yaml);
        return this;
    }

    /** Runs it in this process, through the real command line. */
    public Run run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = Console.over(out, err, false);
        InputStream input = new ByteArrayInputStream(piped.getBytes(StandardCharsets.UTF_8));
        int exitCode = Main.run(new CliProcess(console, environment, directory, clock, input), args);
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Starts it as a process of its own; its output goes to {@code out.txt} and {@code err.txt} of the directory. */
    public Process start(String... args) throws IOException {
        return startMain(Main.class, args);
    }

    /** The same for a process that is to be stopped with Ctrl-C, which children of a program in the background ignore. */
    public Process startHearing(String... args) throws IOException {
        boolean linux = System.getProperty("os.name", "").equals("Linux");
        return start(linux ? List.of("env", "--default-signal=INT") : List.of(), Main.class, args);
    }

    /**
     * The same inside a command line of bash.
     *
     * @param line the line, in which {@code "$@"} stands for millrace and its arguments
     */
    public Process startIn(String line, String... args) throws IOException {
        return start(List.of("bash", "-c", line, "bash"), Main.class, args);
    }

    /** The same with another main class of the tests. */
    public Process startMain(Class<?> main, String... args) throws IOException {
        return start(List.of(), main, args);
    }

    private Process start(List<String> before, Class<?> main, String... args) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // these live for seconds
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("out.txt").toFile())
                .redirectError(directory.resolve("err.txt").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
