package dev.millrace.demo.tools;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The schemas and types that GitHub and Jira publish as npm packages, fetched once into {@code target/npm}. Without npm or network
 * the tests that need them are left out, with CI=true they fail.
 */
final class NpmPackages {

    private static final Path SOURCE = Path.of("src", "test", "npm");
    private static final Path TARGET = Path.of("target", "npm");
    private static final int MINUTES = 5;

    private NpmPackages() {}

    /** The folder that holds {@code node_modules}. */
    static Path folder() throws Exception {
        Files.createDirectories(TARGET);
        // the test classes are divided between JVMs, and npm ci begins by emptying the folder
        try (FileChannel channel = FileChannel.open(TARGET.resolve(".lock"), CREATE, WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            return installed();
        }
    }

    private static Path installed() throws Exception {
        Path done = TARGET.resolve("node_modules").resolve(".package-lock.json");
        Path lock = SOURCE.resolve("package-lock.json");
        if (Files.exists(done) && Arrays.equals(Files.readAllBytes(lock), copyOf("package-lock.json"))) {
            return TARGET;
        }
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(SOURCE.resolve(file), TARGET.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        orLeaveOut(run(TARGET, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        return TARGET;
    }

    private static byte[] copyOf(String file) throws IOException {
        Path copy = TARGET.resolve(file);
        return Files.exists(copy) ? Files.readAllBytes(copy) : new byte[0];
    }

    /** What a program wrote and how it ended. */
    record Ran(int status, String output) {}

    static Ran run(Path folder, String... command) throws InterruptedException {
        try {
            Path log = Files.createTempFile(folder, "npm-", ".log");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly();
            }
            return new Ran(ended ? process.exitValue() : -1, Files.readString(log));
        } catch (IOException e) {
            return new Ran(-1, command[0] + " cannot be run: " + e.getMessage());
        }
    }

    private static void orLeaveOut(Ran ran) {
        String why = "the published schemas could not be installed with npm: " + ran.output();
        if (Boolean.getBoolean("millrace.ci")) {
            assertThat(ran.status()).as(why).isZero();
        }
        assumeTrue(ran.status() == 0, why);
    }
}
