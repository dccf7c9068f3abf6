package dev.millrace.jira.panel;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Builds the app with npm, outside its source folder, and runs its own check of the manifest. */
final class ForgeApp {

    private static final Path SOURCE = Path.of("forge-app");
    private static final Path TARGET = Path.of("target", "forge-app");
    private static final List<String> FILES =
            List.of("package.json", "package-lock.json", "manifest.yml", "check-manifest.mjs");

    private ForgeApp() {}

    /** The folder with the built app, its packages and its manifest. */
    static Path build() throws IOException, InterruptedException {
        Files.createDirectories(TARGET);
        Path installed = TARGET.resolve("node_modules").resolve(".package-lock.json");
        Path lock = TARGET.resolve("package-lock.json");
        boolean current = Files.exists(installed)
                && Files.exists(lock)
                && Files.mismatch(SOURCE.resolve("package-lock.json"), lock) < 0;
        copySources(TARGET);
        if (!current) {
            run(TARGET, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
        }
        run(TARGET, "npm", "run", "-s", "build");
        return TARGET;
    }

    /** The same app in another folder, with the packages of the first. */
    static Path copy(Path app, Path to) throws IOException {
        Files.createDirectories(to);
        copySources(to);
        Files.createSymbolicLink(
                to.resolve("node_modules"), app.resolve("node_modules").toAbsolutePath());
        Files.createSymbolicLink(to.resolve("dist"), app.resolve("dist").toAbsolutePath());
        return to;
    }

    /** What the check of the manifests of these folders says. It is one run, since most of its time goes into Atlassian's schema. */
    static String check(Path app, Path... folders) throws IOException, InterruptedException {
        Path log = app.resolve("check.log");
        List<String> command = new ArrayList<>(
                List.of("node", "--preserve-symlinks", "--preserve-symlinks-main", "check-manifest.mjs"));
        for (Path folder : folders) {
            command.add(folder.toAbsolutePath().toString());
        }
        start(app, log, command.toArray(String[]::new));
        return Files.readString(log);
    }

    private static void copySources(Path to) throws IOException {
        for (String file : FILES) {
            Files.copy(SOURCE.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.createDirectories(to.resolve("src"));
        try (Stream<Path> sources = Files.list(SOURCE.resolve("src"))) {
            for (Path source : sources.toList()) {
                Files.copy(
                        source, to.resolve("src").resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void run(Path app, String... command) throws IOException, InterruptedException {
        Path log = app.resolve("npm.log");
        if (start(app, log, command) != 0) {
            fail(String.join(" ", command) + " failed: " + Files.readString(log));
        }
    }

    private static int start(Path app, Path log, String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(app.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                fail(String.join(" ", command) + " did not end within 3 minutes");
            }
            return process.exitValue();
        } catch (IOException e) {
            String missing = command[0] + " is not there to build the Forge app: " + e.getMessage();
            if (Boolean.getBoolean("millrace.ci")) {
                fail(missing);
            }
            return abort(missing);
        }
    }
}
