package dev.millrace.store.postgres;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server from the binaries of a Debian package, run by the user {@code postgres}: the server refuses to be run by root,
 * and where user namespaces are forbidden, as in most containers, the embedded one cannot pretend to be somebody else.
 */
final class SystemPostgres {

    private static final Path PACKAGES = Path.of("/usr/lib/postgresql");
    private static final int PATIENCE_SECONDS = 60;

    private final Path binaries;
    private final Path folder;
    private final int port;

    private SystemPostgres(Path binaries, Path folder, int port) {
        this.binaries = binaries;
        this.folder = folder;
        this.port = port;
    }

    static SystemPostgres start() throws IOException {
        if (!Files.isDirectory(PACKAGES)) {
            throw new IOException("and there is no " + PACKAGES + " either; install Debian's postgresql");
        }
        Path binaries;
        try (Stream<Path> versions = Files.list(PACKAGES)) {
            binaries = versions.max(Comparator.naturalOrder()).orElseThrow().resolve("bin");
        }
        Path folder = Files.createTempDirectory("millrace-postgres");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        SystemPostgres server = new SystemPostgres(binaries, folder, port);
        server.run("initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-D", server.data());
        server.run(
                "pg_ctl",
                "-D",
                server.data(),
                "-l",
                folder.resolve("log").toString(),
                "-w",
                "-o",
                "-p " + port + " -k " + folder + " -c fsync=off -c listen_addresses=localhost",
                "start");
        return server;
    }

    int port() {
        return port;
    }

    void stop() throws IOException {
        run("pg_ctl", "-D", data(), "-m", "immediate", "stop");
        run("rm", "-rf", data());
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private void run(String program, String... arguments) throws IOException {
        Path path = binaries.resolve(program);
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(Files.exists(path) ? path.toString() : program);
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(program + " failed: " + Files.readString(folder.resolve("out.txt")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
