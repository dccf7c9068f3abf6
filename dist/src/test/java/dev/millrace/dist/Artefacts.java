package dev.millrace.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What {@code ./mvnw -Prelease verify} wrote, for the tests that look at it. */
final class Artefacts {

    static final Path TARGET = Path.of("target").toAbsolutePath();
    static final Path FOLDER = TARGET.resolve("release");

    private static final Pattern FOLDER_ZIP = Pattern.compile("-(forge-app|action)\\.zip$");
    private static final int PATIENCE_SECONDS = 600;

    private Artefacts() {}

    /** The artefact with that extension, such as {@code .zip} or {@code -action.zip}. */
    static Path file(String extension) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(extension))
                    .filter(file -> extension.startsWith("-")
                            || !FOLDER_ZIP.matcher(file.toString()).find())
                    .toList();
            assertThat(found).as("files that end with %s", extension).hasSize(1);
            return found.get(0);
        }
    }

    /** The jars of the libraries of others that the product and the demo need, as Maven resolved them. */
    static List<Path> resolvedLibraries() throws IOException {
        return classPath().stream().filter(jar -> !ours(jar)).toList();
    }

    /** All jars that the product and the demo need. */
    static List<Path> classPath() throws IOException {
        return Arrays.stream(Files.readString(TARGET.resolve("demo.classpath"))
                        .strip()
                        .split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
    }

    private static boolean ours(Path jar) {
        return jar.getFileName().toString().startsWith("millrace-") || Files.isDirectory(jar);
    }

    /** Path to bytes of the files in a zip, without folders. */
    static Map<String, byte[]> content(Path zip) throws IOException {
        Map<String, byte[]> content = new LinkedHashMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                if (!entry.isDirectory()) {
                    content.put(entry.getName(), file.getInputStream(entry).readAllBytes());
                }
            }
        }
        return content;
    }

    /** Runs a command to its end and returns what it printed; fails unless it ends with 0. */
    static String run(Path directory, Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("it ends")
                .isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
