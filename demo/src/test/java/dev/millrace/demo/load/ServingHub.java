package dev.millrace.demo.load;

import dev.millrace.app.item.Visibility;
import dev.millrace.cli.Main;
import dev.millrace.hub.access.NewToken;
import dev.millrace.hub.access.Producers;
import dev.millrace.hub.access.Token;
import dev.millrace.hub.access.TokenFile;
import dev.millrace.hub.access.TokenScope;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code millrace serve} as a process of its own over the store {@code hub.db} of a folder, behind a proxy that is played. */
final class ServingHub implements AutoCloseable {

    private static final Pattern LISTENS = Pattern.compile("listens on http://127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern COLLECTED = Pattern.compile("Pause .*?(\\d+)M->(\\d+)M\\(\\d+M\\) ([0-9.]+)ms");
    /** What it may take to start, and to end: 25 s are promised, and the machine may be slow. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long LOOK_MILLIS = 20;

    private final Path folder;
    private final Process process;
    private final InetSocketAddress address;

    private ServingHub(Path folder, Process process, InetSocketAddress address) {
        this.folder = folder;
        this.process = process;
        this.address = address;
    }

    /** Starts one with these further settings and options of the JVM, and waits until it listens. */
    static ServingHub start(Path folder, String settings, String... jvm) throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("millrace.yml"), "jira:\n  - url: http://127.0.0.1:1\nstore: hub.db\n" + settings);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xlog:gc:file=gc.log");
        if (!Boolean.getBoolean("millrace.deep")) {
            command.add("-XX:TieredStopAtLevel=1"); // short-lived, so that a better compiler would only cost time
        }
        command.addAll(List.of(jvm));
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "serve",
                "--port",
                "0",
                "--behind-proxy"));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            Matcher listens = LISTENS.matcher(Files.readString(folder.resolve("err.txt")));
            if (listens.find()) {
                return new ServingHub(
                        folder, process, new InetSocketAddress("127.0.0.1", Integer.parseInt(listens.group(1))));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        process.destroyForcibly();
        throw new IOException("it does not listen: " + Files.readString(folder.resolve("err.txt")));
    }

    InetSocketAddress address() {
        return address;
    }

    /** The header lines of a client with a new token of those scopes, which may post facts of every tool. */
    static List<String> tokens(Path folder, int count, TokenScope... scopes) {
        List<NewToken> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(NewToken.make(
                    "load",
                    Set.of(scopes),
                    Producers.of(Set.of("*:*")),
                    Visibility.EVERYTHING,
                    Instant.now(),
                    null,
                    new SecureRandom()));
        }
        new TokenFile(folder.resolve("millrace-tokens.json")).change(known -> {
            List<Token> all = new ArrayList<>(known);
            made.forEach(token -> all.add(token.token()));
            return all;
        });
        return made.stream()
                .map(token -> "Authorization: Bearer " + token.reveal() + "\r\n")
                .toList();
    }

    /** What each collection of the hub's garbage left, in MiB, in their order. */
    List<Integer> heapAfterCollections() throws IOException {
        List<Integer> megabytes = new ArrayList<>();
        Matcher collected = COLLECTED.matcher(Files.readString(folder.resolve("gc.log")));
        while (collected.find()) {
            megabytes.add(Integer.parseInt(collected.group(2)));
        }
        return megabytes;
    }

    /** The longest stop of all the hub's threads for a collection. */
    Duration longestPause() throws IOException {
        double longest = 0;
        Matcher collected = COLLECTED.matcher(Files.readString(folder.resolve("gc.log")));
        while (collected.find()) {
            longest = Math.max(longest, Double.parseDouble(collected.group(3)));
        }
        return Duration.ofNanos((long) (longest * 1e6));
    }

    /** The heap in MiB that is left when all garbage has been collected. */
    int liveHeap() throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.run")
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException(said);
        }
        List<Integer> all = heapAfterCollections();
        return all.get(all.size() - 1);
    }

    /** How much of the processors it has used. */
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Waits until it has ended by itself; its exit code, or -1 if it does not end. */
    int ended(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
    }

    String said() throws IOException {
        return Files.readString(folder.resolve("err.txt"));
    }

    /** Tells it to stop, and returns its exit code; -1 if it does not end. */
    int stop() throws InterruptedException {
        process.toHandle().destroy();
        return ended(PATIENCE);
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
