package dev.millrace.github;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

/** What GitHub publishes for programs, which tests hold our code to; from npm at test time. */
final class Npm {

    private static final Path NPM = Path.of("src", "test", "npm");
    private static final Path TARGET = Path.of("target", "npm");

    private Npm() {}

    /** The folder {@code node_modules}, installed if it is not there as the lock file says. */
    static Path modules() throws IOException {
        install();
        return TARGET.resolve("node_modules").toAbsolutePath();
    }

    private static void install() throws IOException {
        Files.createDirectories(TARGET);
        Path lock = NPM.resolve("package-lock.json");
        Path installed = TARGET.resolve("package-lock.json");
        if (Files.exists(installed) && Files.mismatch(lock, installed) < 0) {
            return;
        }
        Files.copy(NPM.resolve("package.json"), TARGET.resolve("package.json"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        Path log = TARGET.resolve("npm.log");
        try {
            Process npm = new ProcessBuilder(
                            windows ? "npm.cmd" : "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                    .directory(TARGET.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!npm.waitFor(3, TimeUnit.MINUTES)) {
                npm.destroyForcibly();
                Needed.missing("npm did not install the contracts within 3 minutes");
            }
            if (npm.exitValue() != 0) {
                Files.deleteIfExists(installed);
                Needed.missing("npm could not install the contracts: " + Files.readString(log));
            }
        } catch (IOException e) {
            Files.deleteIfExists(installed);
            Needed.missing("npm is not there to install the contracts: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while npm ran", e));
        }
    }
}
