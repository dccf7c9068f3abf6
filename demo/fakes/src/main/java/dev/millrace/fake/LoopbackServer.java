package dev.millrace.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server that only this machine can reach, on a port that the system chooses. */
public final class LoopbackServer implements AutoCloseable {

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

    static {
        // the JDK's server sends head and body apart, and without this the second waits 40 ms for an acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fake");
        thread.setDaemon(true);
        return thread;
    });

    /** Starts it. */
    public LoopbackServer(Handler handler, Observer observer) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a port on loopback", e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, handler, observer));
        server.start();
    }

    /** Its base address, without a slash at the end. */
    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void serve(HttpExchange exchange, Handler handler, Observer observer) throws IOException {
        try (exchange) {
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Response answer;
            try {
                answer = handler.answer(request);
            } catch (RuntimeException e) {
                // else the caller would wait for ever
                answer = Response.of(
                        500,
                        Wire.object().put("message", "the fake failed: " + e).toString());
            }
            observer.observe(request, answer);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = answer.body().getBytes(answer.charset());
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
