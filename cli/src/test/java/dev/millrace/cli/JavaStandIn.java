package dev.millrace.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.cli.output.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder with a {@code bin/java} for scripts that start Millrace often: it hands {@code -jar millrace.jar ...}, its environment and its
 * directory to this JVM, which has the classes loaded already.
 */
final class JavaStandIn implements AutoCloseable {

    private static final String SCRIPT = """
            #!/usr/bin/env bash
            # arguments and environment, each ended by a zero byte; answered with the exit code in the first line, then what is printed
            answer=$(mktemp)
            { printf '%%s\\0' "$PWD" "$#" "$@"; env -0; } |
                curl --silent --show-error --data-binary @- --output "$answer" %s || exit 125
            sed 1d "$answer"
            exit "$(head -n 1 "$answer")"
            """;

    private final Path home;
    private final HttpServer server;

    private JavaStandIn(Path home, HttpServer server) {
        this.home = home;
        this.server = server;
    }

    static JavaStandIn in(Path folder) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", JavaStandIn::run);
        server.start();
        Path home = folder.resolve("java-stand-in");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(
                java, SCRIPT.formatted("http://127.0.0.1:" + server.getAddress().getPort()));
        if (!java.toFile().setExecutable(true)) {
            throw new IOException(java + " cannot be made executable");
        }
        return new JavaStandIn(home, server);
    }

    /** What {@code JAVA_HOME} names. */
    Path home() {
        return home;
    }

    private static void run(HttpExchange exchange) throws IOException {
        String[] sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split("\0", -1);
        int arguments = 2 + Integer.parseInt(sent[1]);
        List<String> line = List.of(sent).subList(2, arguments);
        Map<String, String> environment = new HashMap<>();
        for (String variable : Arrays.copyOfRange(sent, arguments, sent.length - 1)) {
            int end = variable.indexOf('=');
            environment.put(variable.substring(0, end), variable.substring(end + 1));
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status = Main.run(
                new CliProcess(
                        Console.over(said, said, false),
                        environment,
                        Path.of(sent[0]),
                        InstantSource.system(),
                        new ByteArrayInputStream(new byte[0])),
                // behind -jar and the jar
                line.subList(line.indexOf("-jar") + 2, line.size()).toArray(String[]::new));
        byte[] answer = (status + "\n" + said.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
