package dev.millrace.fake;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A web server that only this machine can reach, on a port that the system chooses. Not the JDK's, which puts its own clock into each
 * answer: a fake has a clock of its own.
 */
public final class LoopbackServer implements AutoCloseable {

    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int BACKLOG = 200;

    /** Answers requests; called by several threads at once. */
    public interface Handler {
        /** Answers a request. */
        Response answer(Request request);
    }

    /** Sees every request and its answer; the tests hold both to the published schemas. */
    public interface Observer {
        /** Called before the answer is sent. */
        void observe(Request request, Response answer);
    }

    private final ServerSocket server;
    private final Handler handler;
    private final Observer observer;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fake");
        thread.setDaemon(true);
        return thread;
    });

    /** Starts it. */
    public LoopbackServer(Handler handler, Observer observer) {
        this.handler = handler;
        this.observer = observer;
        try {
            server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a port on loopback", e);
        }
        threads.execute(this::accept);
    }

    /** Its base address, without a slash at the end. */
    public URI url() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    @Override
    public void close() {
        quietly(server);
        connections.forEach(LoopbackServer::quietly);
        threads.shutdownNow();
    }

    private static void quietly(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            // it is gone either way
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                threads.execute(() -> serve(connection));
            } catch (IOException | RuntimeException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            String line = line(in);
            while (!line.isEmpty()) {
                String[] first = line.split(" ", -1);
                Map<String, String> headers = headers(in);
                Request request = new Request(first[0], URI.create(first[1]), headers, body(in, headers));
                Response answer = answer(request);
                observer.observe(request, answer);
                send(answer, first[0], out);
                line = "close".equalsIgnoreCase(headers.get("connection")) ? "" : line(in);
            }
        } catch (IOException | RuntimeException e) {
            // the client is gone, or speaks no HTTP: the connection ends
        } finally {
            connections.remove(connection);
        }
    }

    private Response answer(Request request) {
        try {
            return handler.answer(request);
        } catch (RuntimeException e) {
            // else the caller would wait for ever
            return Response.of(
                    500, Wire.object().put("message", "the fake failed: " + e).toString());
        }
    }

    private static void send(Response answer, String method, OutputStream out) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.putAll(answer.at(Instant.now()).headers());
        byte[] body = answer.body().getBytes(answer.charset());
        boolean without = answer.status() == NO_CONTENT || answer.status() == NOT_MODIFIED;
        if (!without) {
            headers.putIfAbsent("Content-Length", String.valueOf(body.length));
        }
        StringBuilder head =
                new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" \r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!without && !method.equals("HEAD")) {
            whole.writeBytes(body);
        }
        whole.writeTo(out);
        out.flush();
    }

    /** A line without its end; empty at the end of the connection too. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
            line.write(read);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** Up to the empty line, by their names in lower case. */
    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static String body(InputStream in, Map<String, String> headers) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                body.writeBytes(in.readNBytes(size));
                line(in);
            }
            line(in);
        } else {
            body.writeBytes(in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0"))));
        }
        return body.toString(StandardCharsets.UTF_8);
    }
}
