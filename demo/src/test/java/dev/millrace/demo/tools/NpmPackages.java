package dev.millrace.demo.tools;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What is published as npm packages: programs that check our files, and the schemas and types of GitHub and Jira. All have their
 * versions and hashes in one lock file. Of schemas and types only the part that a test reads is unpacked: all of GitHub's are 390 MB.
 * Without npm or network the tests that need them are left out, with CI=true they fail.
 */
final class NpmPackages {

    private static final Path SOURCE = Path.of("src", "test", "npm");
    private static final Path TARGET = Path.of("target", "npm").toAbsolutePath();
    private static final Path PUBLISHED = Path.of("target", "published").toAbsolutePath();
    private static final String NPM =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows") ? "npm.cmd" : "npm";
    private static final int MINUTES = 5;

    private NpmPackages() {}

    /** The folder that holds {@code node_modules} with the programs. */
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
        // schemas and types are optional dependencies: see published()
        orLeaveOut(run(
                TARGET,
                NPM,
                "ci",
                "--omit=optional",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--prefer-offline"));
        return TARGET;
    }

    private static byte[] copyOf(String file) throws IOException {
        Path copy = TARGET.resolve(file);
        return Files.exists(copy) ? Files.readAllBytes(copy) : new byte[0];
    }

    /** The folder of a package of schemas or types, with these files or folders of it; {@code node_modules} is above it. */
    static Path published(String name, String... parts) throws Exception {
        JsonNode locked = new ObjectMapper()
                .readTree(SOURCE.resolve("package-lock.json").toFile())
                .path("packages")
                .path("node_modules/" + name);
        String wanted = locked.path("integrity").asText() + " " + String.join(" ", parts);
        Path folder = PUBLISHED.resolve("node_modules").resolve(name);
        Path done = folder.resolve(".unpacked");
        Files.createDirectories(folder);
        try (FileChannel channel = FileChannel.open(folder.resolve(".lock"), CREATE, WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            if (!Files.exists(done) || !Files.readString(done).equals(wanted)) {
                unpack(
                        name + "@" + locked.path("version").asText(),
                        locked.path("integrity").asText(),
                        folder,
                        parts);
                Files.writeString(done, wanted);
            }
        }
        return folder;
    }

    private static void unpack(String version, String integrity, Path folder, String... parts) throws Exception {
        Ran packed = run(folder, NPM, "pack", "--silent", "--prefer-offline", version);
        orLeaveOut(packed);
        Path archive = folder.resolve(packed.output().strip());
        assertThat("sha512-"
                        + Base64.getEncoder()
                                .encodeToString(
                                        MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(archive))))
                .as("the hash of %s in the lock file", version)
                .isEqualTo(integrity);
        List<String> command = new ArrayList<>(List.of("tar", "-xzf", archive.toString(), "--strip-components=1"));
        for (String part : parts) {
            command.add("package/" + part);
        }
        orLeaveOut(run(folder, command.toArray(String[]::new)));
        Files.delete(archive);
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
        String why = "what npm has published could not be fetched: " + ran.output();
        if (Boolean.getBoolean("millrace.ci")) {
            assertThat(ran.status()).as(why).isZero();
        }
        assumeTrue(ran.status() == 0, why);
    }
}
