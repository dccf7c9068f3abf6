package dev.millrace.demo;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.millrace.cli.Millrace;
import dev.millrace.cli.Millrace.Run;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One run of {@code millrace demo} for all tests that read what it leaves. It is made anew if a class changed, and kept in
 * {@code target/demo-once}: the test classes are divided between JVMs.
 */
public final class DemoOnce {

    private static final Path TARGET = Path.of("target", "demo-once");
    private static final Path FOLDER = Path.of("millrace-demo");

    private DemoOnce() {}

    /** Copies {@code millrace-demo} into a folder, and returns what the run said. */
    public static Run into(Path folder) throws IOException {
        Files.createDirectories(TARGET);
        // held until the copy is there, lest another JVM begins anew meanwhile
        try (FileChannel channel = FileChannel.open(TARGET.resolve("lock"), CREATE, WRITE);
                FileLock held = channel.lock()) {
            Run run = made();
            copy(TARGET.resolve(FOLDER), folder.resolve(FOLDER));
            return run;
        }
    }

    private static Run made() throws IOException {
        Path stamp = TARGET.resolve("stamp");
        String classes = classes();
        if (!Files.exists(stamp) || !Files.readString(stamp).equals(classes)) {
            Files.deleteIfExists(stamp);
            Run run = Millrace.in(TARGET.toAbsolutePath()).run("demo");
            Files.writeString(TARGET.resolve("exit"), Integer.toString(run.exitCode()));
            Files.writeString(TARGET.resolve("out"), run.out());
            Files.writeString(TARGET.resolve("err"), run.err());
            Files.writeString(stamp, classes);
        }
        return new Run(
                Integer.parseInt(Files.readString(TARGET.resolve("exit"))),
                Files.readString(TARGET.resolve("out")),
                Files.readString(TARGET.resolve("err")));
    }

    /** Tells one state of the classes from another: where they are, how large, and when they were written. */
    private static String classes() throws IOException {
        StringBuilder all = new StringBuilder();
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : path.split(File.pathSeparator)) {
            try (Stream<Path> files = Files.walk(Path.of(entry))) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    all.append(file)
                            .append(' ')
                            .append(Files.size(file))
                            .append(' ')
                            .append(Files.getLastModifiedTime(file))
                            .append('\n');
                }
            }
        }
        return all.toString();
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.toList();
        }
        for (Path file : files) {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
    }
}
