package dev.millrace.demo.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;

/**
 * Runs many clients from one thread, so that asking takes as little as it can of the machine that it shares with the hub. Speaks just
 * enough HTTP/1.1 for a hub: answers have a {@code Content-Length}.
 */
final class LoadGenerator {

    private static final int CHUNK = 1 << 16;
    private static final long LOOK_MILLIS = 50;

    private final InetSocketAddress hub;
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
    private final PriorityQueue<Connection> pausing =
            new PriorityQueue<>(Comparator.comparingLong(connection -> connection.resumeAt));

    LoadGenerator(InetSocketAddress hub) {
        this.hub = hub;
    }

    /** One client's connection and how far its request and answer are. */
    private static final class Connection {
        final LoadClient client;
        SocketChannel channel;
        SelectionKey key;
        ByteBuffer request = ByteBuffer.allocate(0);
        final StringBuilder head = new StringBuilder();
        boolean headRead;
        boolean waiting;
        int status;
        Duration retryAfter = Duration.ZERO;
        long length;
        long left;
        long sentAt;
        long resumeAt;

        Connection(LoadClient client) {
            this.client = client;
        }
    }

    /** Lets the clients ask until that time is over and every request is answered, none of them has anything more to ask, or the hub is gone. */
    void run(List<? extends LoadClient> clients, Duration length, Duration patience) throws IOException {
        List<Connection> all = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (LoadClient client : clients) {
                Connection connection = new Connection(client);
                if (connected(selector, connection)) {
                    all.add(connection);
                }
            }
            long end = System.nanoTime() + length.toNanos();
            all.forEach(this::ask);
            while (System.nanoTime() < end + patience.toNanos()) {
                boolean over = System.nanoTime() >= end;
                while (!over && !pausing.isEmpty() && pausing.peek().resumeAt <= System.nanoTime()) {
                    ask(pausing.remove());
                }
                boolean underWay = all.stream().anyMatch(connection -> connection.waiting);
                if (!underWay && (over || pausing.isEmpty())) {
                    return;
                }
                selector.select(this::ready, pauseMillis(over));
            }
            throw new IOException("after " + patience + " without new requests "
                    + all.stream().filter(connection -> connection.waiting).count() + " are not answered");
        } finally {
            for (Connection connection : all) {
                connection.channel.close();
            }
            pausing.clear();
        }
    }

    private long pauseMillis(boolean over) {
        if (over || pausing.isEmpty()) {
            return LOOK_MILLIS;
        }
        return Math.max(1, Math.min(LOOK_MILLIS, (pausing.peek().resumeAt - System.nanoTime()) / 1_000_000));
    }

    private void connect(Selector selector, Connection connection) throws IOException {
        connection.channel = SocketChannel.open(hub);
        connection.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        connection.channel.configureBlocking(false);
        connection.key = connection.channel.register(selector, 0, connection);
    }

    private void ask(Connection connection) {
        connection.request = connection.client.next();
        if (!connection.request.hasRemaining()) {
            return;
        }
        connection.head.setLength(0);
        connection.headRead = false;
        connection.waiting = true;
        connection.status = 0;
        connection.retryAfter = Duration.ZERO;
        connection.length = 0;
        connection.sentAt = System.nanoTime();
        write(connection);
    }

    private void ready(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        if (key.isValid() && key.isWritable()) {
            write(connection);
        }
        if (key.isValid() && key.isReadable()) {
            read(connection);
        }
    }

    private void write(Connection connection) {
        try {
            connection.channel.write(connection.request);
        } catch (IOException e) {
            // the hub may have answered already, as to a body that is too large: reading tells
            connection.request.position(connection.request.limit());
        }
        connection.key.interestOps(
                connection.request.hasRemaining()
                        ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
                        : SelectionKey.OP_READ);
    }

    private void read(Connection connection) {
        try {
            chunk.clear();
            int count = connection.channel.read(chunk);
            chunk.flip();
            if (count < 0) {
                broken(connection);
            } else {
                take(connection);
            }
        } catch (IOException e) {
            broken(connection);
        }
    }

    private void take(Connection connection) {
        while (!connection.headRead && chunk.hasRemaining()) {
            connection.head.append((char) (chunk.get() & 0xff));
            int size = connection.head.length();
            if (size >= 4 && connection.head.substring(size - 4).equals("\r\n\r\n")) {
                parse(connection);
            }
        }
        connection.left -= chunk.remaining();
        if (connection.headRead && connection.waiting && connection.left <= 0) {
            answered(connection);
        }
    }

    private static void parse(Connection connection) {
        connection.headRead = true;
        String[] lines = connection.head.toString().split("\r\n");
        connection.status = Integer.parseInt(lines[0].split(" ")[1]);
        for (String line : lines) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                connection.length = Long.parseLong(
                        line.substring("content-length:".length()).strip());
            } else if (lower.startsWith("retry-after:")) {
                connection.retryAfter = Duration.ofSeconds(
                        Long.parseLong(line.substring("retry-after:".length()).strip()));
            }
        }
        connection.left = connection.length;
    }

    private void answered(Connection connection) {
        boolean close = connection.head.toString().toLowerCase(Locale.ROOT).contains("connection: close")
                || connection.request.hasRemaining();
        connection.waiting = false;
        Duration pause = connection.client.answered(new LoadClient.Answer(
                connection.status, connection.retryAfter, connection.length, System.nanoTime() - connection.sentAt));
        if (close && !reconnect(connection)) {
            return;
        }
        connection.resumeAt = System.nanoTime() + pause.toNanos();
        pausing.add(connection);
    }

    private void broken(Connection connection) {
        boolean asked = connection.waiting;
        connection.waiting = false;
        if (reconnect(connection) && asked) {
            Duration pause = connection.client.answered(
                    new LoadClient.Answer(0, Duration.ZERO, 0, System.nanoTime() - connection.sentAt));
            connection.resumeAt = System.nanoTime() + pause.toNanos();
            pausing.add(connection);
        }
    }

    /** Connects again. */
    private boolean reconnect(Connection connection) {
        try {
            Selector selector = connection.key.selector();
            connection.channel.close();
            return connected(selector, connection);
        } catch (IOException e) {
            return false;
        }
    }

    /** False if the hub takes no connection any more: then this client has ended. */
    private boolean connected(Selector selector, Connection connection) {
        try {
            connect(selector, connection);
            return true;
        } catch (IOException e) {
            pausing.remove(connection);
            return false;
        }
    }

    /** A request without a body, or with that one. */
    static ByteBuffer request(String method, String path, String headers, byte[] body) {
        byte[] head = (method + " " + path + " HTTP/1.1\r\nHost: hub\r\n" + headers
                        + (body.length == 0 ? "" : "Content-Length: " + body.length + "\r\n") + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer request = ByteBuffer.allocate(head.length + body.length);
        return request.put(head).put(body).flip();
    }
}
