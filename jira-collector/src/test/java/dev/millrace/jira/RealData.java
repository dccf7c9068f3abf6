package dev.millrace.jira;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the real data beside the checkout. */
public final class RealData {

    private RealData() {}

    /** A folder of the real data. Where it is absent the test is skipped and says so; in CI it fails. */
    public static Path folder(String name) {
        String root = System.getProperty("millrace.realdata", "");
        Path folder = Path.of(root, name);
        boolean there = !root.isEmpty() && Files.isDirectory(folder);
        String message =
                "real data is absent: no folder " + name + " in the system property millrace.realdata (" + root + ")";
        if (Boolean.getBoolean("millrace.ci")) {
            assertTrue(there, message);
        }
        assumeTrue(there, message);
        return folder;
    }

    /** The JSON files of a folder and of the folders in it, sorted. */
    public static List<Path> jsonFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
