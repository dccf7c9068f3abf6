package dev.millrace.demo.bench;

import dev.millrace.app.UserError;
import dev.millrace.cli.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Runs a command as a process of its own, with the requested heap. */
final class ColdProcess {

    private static final int TAIL = 600;

    private final Path directory;
    private final String heap;
    private final List<String> place;

    /**
     * A command, not yet run.
     *
     * @param directory where it runs
     * @param heap as {@code -Xmx} takes it
     * @param place the options that name the store
     */
    ColdProcess(Path directory, String heap, List<String> place) {
        this.directory = directory;
        this.heap = heap;
        this.place = List.copyOf(place);
    }

    /**
     * What a command took.
     *
     * @param wall from the start of the process to its end
     * @param cpu of the process
     * @param heap the largest part of the heap that a collection left in use, in bytes; 0 if none ran
     */
    record Took(Duration wall, Duration cpu, long heap) {}

    /**
     * Runs a command that answers from rows as the launcher does, without the JVM's second compiler.
     *
     * @param command its name and options, without those that name the store
     * @throws UserError if it fails, with the end of what it said
     */
    Took ask(List<String> command) {
        return run("-XX:TieredStopAtLevel=1", command);
    }

    /** Runs a command that reads all facts, with both compilers. */
    Took work(List<String> command) {
        return run("-XX:+TieredCompilation", command);
    }

    private Took run(String compilers, List<String> words) {
        try {
            Path folder = Files.createTempDirectory("millrace-cold");
            Path measured = folder.resolve("measured");
            Path said = folder.resolve("said");
            try {
                List<String> command = new ArrayList<>(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        compilers,
                        "-XX:+UseSerialGC",
                        // most of what a report holds it holds to its end: that belongs into the old generation
                        "-Xmn48m"));
                command.addAll(archive());
                command.addAll(List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        MeasuredRun.class.getName(),
                        measured.toString()));
                command.addAll(words);
                command.addAll(place);
                long begin = System.nanoTime();
                int exitCode = new ProcessBuilder(command)
                        .directory(directory.toAbsolutePath().toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(said.toFile())
                        .start()
                        .waitFor();
                Duration wall = Duration.ofNanos(System.nanoTime() - begin);
                if (exitCode != ExitCode.OK) {
                    throw UserError.failed(
                            "millrace " + words.get(0) + " failed with " + heap + " of heap: " + tail(said));
                }
                Properties figures = new Properties();
                try (var in = Files.newBufferedReader(measured)) {
                    figures.load(in);
                }
                return new Took(
                        wall,
                        Duration.ofMillis(Long.parseLong(figures.getProperty(MeasuredRun.CPU_MILLIS))),
                        Long.parseLong(figures.getProperty(MeasuredRun.HEAP)));
            } finally {
                for (Path file : List.of(measured, said, folder)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UserError.failed("interrupted while a command ran");
        }
    }

    /** The options of this process by which Java finds the classes that the launcher keeps parsed. */
    private static List<String> archive() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:SharedArchiveFile=") || option.startsWith("-Xlog:cds"))
                .toList();
    }

    private static String tail(Path said) throws IOException {
        String text = Files.readString(said).strip();
        return text.length() <= TAIL ? text : text.substring(text.length() - TAIL);
    }
}
