package dev.millrace.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that has patience for a fifth of a second, and clients that use it up. */
@Timeout(30)
class SlowHeadsTest {

    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        connector.addBean(new SlowHeads(connector, PATIENCE, System::nanoTime));
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                if (request.getHttpURI().getPath().equals("/slow")) {
                    Thread.sleep(4 * PATIENCE.toMillis());
                }
                callback.succeeded();
                return true;
            }
        });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void a_head_that_does_not_end_ends_the_connection() throws Exception {
        try (Socket socket = connected()) {
            send(socket, "GET / HTTP/1.1\r\n");

            assertThat(closedWhileDripping(socket)).isTrue();
        }
    }

    @Test
    void so_does_the_head_of_a_later_request() throws Exception {
        try (Socket socket = connected()) {
            send(socket, REQUEST);
            answered(socket);
            Thread.sleep(PATIENCE.toMillis()); // so that the pause after the first is known

            assertThat(closedWhileDripping(socket)).isTrue();
        }
    }

    @Test
    void a_connection_that_rests_and_one_that_waits_for_its_answer_stay() throws Exception {
        try (Socket rests = connected();
                Socket waits = connected()) {
            send(rests, REQUEST);
            answered(rests);
            send(waits, REQUEST.replace("GET /", "GET /slow"));
            answered(waits);
            send(rests, REQUEST);
            answered(rests);
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket("127.0.0.1", connector.getLocalPort());
        socket.setSoTimeout(50);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static void answered(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        byte[] some = new byte[4096];
        assertThat(new String(some, 0, Math.max(0, socket.getInputStream().read(some)), StandardCharsets.US_ASCII))
                .startsWith("HTTP/1.1 200");
        socket.setSoTimeout(50);
    }

    private static boolean closedWhileDripping(Socket socket) {
        for (int i = 0; i < 200; i++) {
            try {
                send(socket, "x");
                if (socket.getInputStream().read() < 0) {
                    return true;
                }
            } catch (java.net.SocketTimeoutException e) {
                // nothing yet
            } catch (IOException e) {
                return true;
            }
        }
        return false;
    }
}
