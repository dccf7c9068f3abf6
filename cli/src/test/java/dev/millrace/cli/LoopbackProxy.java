package dev.millrace.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small real proxy: every host that it is asked for is one port of this machine. Keeps the heads of what it was asked. */
final class LoopbackProxy implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final int target;
    private final String logIn;

    /**
     * A proxy.
     *
     * @param target the port of this machine that stands for every host
     * @param logIn what the header must hold; empty if nobody has to log in
     */
    LoopbackProxy(int target, String logIn) throws IOException {
        this.target = target;
        this.logIn = logIn;
        threads.execute(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    List<String> heads() {
        return heads;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            heads.add(head);
            OutputStream answer = client.getOutputStream();
            if (!logIn.isEmpty() && !head.contains("Proxy-Authorization: " + logIn)) {
                write(
                        answer,
                        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\n"
                                + "Content-Length: 0\r\nConnection: close\r\n\r\n");
                return;
            }
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                if (head.startsWith("CONNECT ")) {
                    write(answer, "HTTP/1.1 200 Connection established\r\n\r\n");
                } else {
                    // from the absolute form, and for one request only
                    write(
                            server.getOutputStream(),
                            head.replaceFirst(" http://[^/]+", " ")
                                    .replaceAll("(?i)(Proxy-)?Connection: [^\r]*\r\n", "")
                                    .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n"));
                }
                threads.execute(() -> copy(client, server));
                copy(server, client);
            }
        } catch (IOException e) {
            // one of the two has gone
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // one of the two has gone
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
