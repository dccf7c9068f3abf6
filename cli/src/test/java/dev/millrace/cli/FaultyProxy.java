package dev.millrace.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between a collector and a tool, over real sockets, and does what networks and servers do: by a seeded schedule it refuses,
 * fails, hangs up, cuts answers short, garbles them, lets them drip, or gives an earlier page once more.
 */
final class FaultyProxy implements AutoCloseable {

    /** What can happen to a request. */
    enum Fault {
        NONE,
        TOO_MANY_REQUESTS,
        SECONDARY_LIMIT,
        LONG_PAUSE,
        SERVER_ERROR,
        BAD_GATEWAY,
        WEB_PAGE,
        RESET,
        TRUNCATED,
        GARBLED,
        DRIP,
        OVERLAP,
        EXPIRED_TOKEN
    }

    /** One bad answer in so many. */
    private static final int ONE_IN = 4;

    private static final Pattern START_AT = Pattern.compile("startAt=(\\d+)");
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    private final URI target;
    private final Random random;
    private final long stallMillis;
    private final List<Fault> faults;
    private final IntConsumer arrived;
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private int requests;
    private volatile boolean quiet;

    /**
     * A proxy.
     *
     * @param target stands before it
     * @param seed of the schedule
     * @param stallMillis longer than the reader waits
     * @param faults what may happen
     * @param arrived told the number of each request, from 1
     */
    FaultyProxy(URI target, long seed, long stallMillis, List<Fault> faults, IntConsumer arrived) {
        this.target = target;
        this.random = new Random(seed);
        this.stallMillis = stallMillis;
        this.faults = faults;
        this.arrived = arrived;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    URI url() {
        return URI.create("http://localhost:" + listener.getLocalPort() + target.getRawPath());
    }

    /** From now on everything passes. */
    void calm() {
        quiet = true;
    }

    /** What was asked and what happened to it. */
    List<String> log() {
        return List.copyOf(log);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private synchronized Fault next() {
        requests++;
        arrived.accept(requests);
        // drawn also when quiet, so that the schedule is one
        boolean bad = random.nextInt(ONE_IN) == 0;
        Fault fault = faults.get(random.nextInt(faults.size()));
        return bad && !quiet ? fault : Fault.NONE;
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Request request = Request.read(socket.getInputStream());
            if (request == null) {
                return;
            }
            Fault fault = next();
            log.add(fault + " " + request.method() + ' ' + request.path());
            answer(socket, request, fault);
        } catch (IOException e) {
            // the collector has given up on this answer
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Socket socket, Request request, Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case TOO_MANY_REQUESTS -> refuse(socket, 429, "Retry-After: 7\r\n", "{\"message\":\"slow down\"}");
            case SECONDARY_LIMIT ->
                refuse(socket, 403, "", "{\"message\":\"You have exceeded a secondary rate limit.\"}");
            case LONG_PAUSE -> refuse(socket, 429, "Retry-After: 7200\r\n", "{}");
            case SERVER_ERROR -> refuse(socket, 500, "", "<html><title>Oops</title></html>");
            case BAD_GATEWAY -> refuse(socket, 502 + random().nextInt(3), "", "upstream");
            case WEB_PAGE -> refuse(socket, 200, "", "<html><head><title>Log in</title></head></html>");
            case EXPIRED_TOKEN -> refuse(socket, 400, "", "{\"errorMessages\":[\"The nextPageToken has expired\"]}");
            case RESET -> {
                socket.setSoLinger(true, 0);
                socket.close();
            }
            case OVERLAP -> send(socket, forward(request.earlier(random())), -1, 0);
            case NONE -> send(socket, forward(request), -1, 0);
            case TRUNCATED -> {
                Answer answer = forward(request);
                send(socket, answer, answer.body().length / 2, 0);
            }
            case DRIP -> send(socket, forward(request), 10, stallMillis);
            case GARBLED -> send(socket, forward(request).garbled(random()), -1, 0);
        }
    }

    private synchronized Random random() {
        return random;
    }

    private Answer forward(Request request) throws IOException, InterruptedException {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(target.getScheme() + "://" + target.getAuthority() + request.path()));
        request.headers().forEach((name, value) -> {
            if (List.of("authorization", "content-type", "accept").contains(name)) {
                builder.header(name, value);
            }
        });
        builder.method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        HttpResponse<byte[]> answer = client.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
        StringBuilder headers = new StringBuilder();
        answer.headers().map().forEach((name, values) -> {
            String folded = name.toLowerCase(Locale.ROOT);
            if (!List.of("content-length", "transfer-encoding", "connection", ":status")
                    .contains(folded)) {
                String own = target.getScheme() + "://" + target.getAuthority();
                String shown = url().getScheme() + "://" + url().getAuthority();
                values.forEach(value -> headers.append(name)
                        .append(": ")
                        .append(value.replace(own, shown))
                        .append("\r\n"));
            }
        });
        // what the tool calls itself in its answers must lead here too
        String body = new String(answer.body(), StandardCharsets.ISO_8859_1)
                .replace(target.getAuthority(), url().getAuthority());
        return new Answer(answer.statusCode(), headers.toString(), body.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void refuse(Socket socket, int status, String headers, String body) throws IOException {
        send(socket, new Answer(status, headers, body.getBytes(StandardCharsets.UTF_8)), -1, 0);
    }

    /** Sends the answer, or so many bytes of it and then nothing for a while. */
    private static void send(Socket socket, Answer answer, int bytes, long stall) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(("HTTP/1.1 " + answer.status() + " X\r\n" + answer.headers() + "Content-Length: "
                        + answer.body().length + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        out.write(answer.body(), 0, bytes < 0 ? answer.body().length : Math.min(bytes, answer.body().length));
        out.flush();
        if (stall > 0) {
            try {
                Thread.sleep(stall);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private record Answer(int status, String headers, byte[] body) {

        /** What no JSON reader can take for JSON. */
        Answer garbled(Random random) {
            byte[] bytes = body.clone();
            for (int i = bytes.length / 2; i < bytes.length; i++) {
                bytes[i] = (byte) ('#' + random.nextInt(4));
            }
            return new Answer(status, headers, bytes.length < 4 ? "#".getBytes(StandardCharsets.UTF_8) : bytes);
        }
    }

    private record Request(String method, String path, Map<String, String> headers, byte[] body) {

        static Request read(InputStream in) throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            int matched = 0;
            while (matched < HEAD_END.length) {
                int b = in.read();
                if (b < 0) {
                    return null;
                }
                head.write(b);
                matched = b == HEAD_END[matched] ? matched + 1 : b == HEAD_END[0] ? 1 : 0;
            }
            String[] lines = head.toString(StandardCharsets.ISO_8859_1).split("\r\n");
            Map<String, String> headers = new HashMap<>();
            for (int i = 1; i < lines.length; i++) {
                int colon = lines[i].indexOf(':');
                headers.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
            String[] first = lines[0].split(" ");
            byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
            return new Request(first[0], first[1], headers, body);
        }

        /** The same for a page that begins earlier: what was shown already comes once more. */
        Request earlier(Random random) {
            Matcher startAt = START_AT.matcher(path);
            if (!startAt.find()) {
                return this;
            }
            int from = Math.max(0, Integer.parseInt(startAt.group(1)) - 1 - random.nextInt(8));
            return new Request(method, startAt.replaceFirst("startAt=" + from), headers, body);
        }
    }
}
