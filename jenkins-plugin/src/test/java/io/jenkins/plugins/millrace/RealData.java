package io.jenkins.plugins.millrace;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the real data lies; a test that needs it is skipped without it, and fails in CI. */
public final class RealData {

    private RealData() {}

    /** That folder of the real data. */
    public static Path folder(String name) {
        Path folder = Path.of(System.getProperty("millrace.realdata", "../../shared/realdata"), name);
        boolean there = Files.isDirectory(folder);
        if (!there && Boolean.getBoolean("millrace.ci")) {
            throw new AssertionError("CI needs the real data, and " + folder.toAbsolutePath() + " is not there");
        }
        assumeTrue(there, "left out: no real data at " + folder.toAbsolutePath());
        return folder;
    }

    /** The folders and files under it with that name, sorted. */
    public static List<Path> named(Path folder, String name) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.getFileName().toString().equals(name))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
