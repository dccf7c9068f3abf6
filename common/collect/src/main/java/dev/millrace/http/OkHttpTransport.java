package dev.millrace.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * The wire: OkHttp with time-outs, without cookies, with bounded answers, and with redirects that never carry credentials to
 * another host. One instance per process is enough; safe for use by several threads.
 */
public final class OkHttpTransport implements HttpTransport, AutoCloseable {

    private final OkHttpClients clients;
    private final TransportSettings settings;

    /** With those settings. */
    public OkHttpTransport(TransportSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.clients = new OkHttpClients(settings);
    }

    @Override
    public HttpReply send(HttpCall call) {
        HttpCall current = call;
        for (int redirects = 0; ; redirects++) {
            HttpReply reply = exchange(current);
            Optional<HttpCall> next = Redirects.follow(current, reply);
            if (next.isEmpty()) {
                return reply;
            }
            if (redirects == settings.maxRedirects()) {
                throw new UnusableReplyException(
                        call,
                        UnusableReplyException.Kind.REDIRECT,
                        "the server redirects more than " + settings.maxRedirects() + " times, last to "
                                + SafeUrl.of(next.get().uri()) + "; check the URL");
            }
            current = next.get();
        }
    }

    private HttpReply exchange(HttpCall call) {
        Call exchange = clients.of(call.uri()).newCall(request(call));
        try (Response response = exchange.execute()) {
            byte[] body = body(call, response.body().source());
            return HttpReply.owning(call.uri(), response.code(), headers(response.headers()), body);
        } catch (IOException e) {
            throw new HttpConnectionException(call, kind(e), e, via(call));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // Kotlin declares no exceptions: an interrupt while connecting comes out as a bare InterruptedException
            Thread.currentThread().interrupt();
            throw new HttpConnectionException(
                    call, HttpConnectionException.Kind.INTERRUPTED, new InterruptedIOException("while connecting"));
        }
    }

    private Request request(HttpCall call) {
        Request.Builder request = new Request.Builder().url(call.uri().toString());
        request.header("User-Agent", settings.userAgent());
        call.headers().forEach(request::addHeader);
        call.authorization().headerValue().ifPresent(value -> request.header("Authorization", value));
        HttpBody body = call.body();
        RequestBody content = body == null
                ? null
                : RequestBody.create(body.text(), MediaType.get(body.mediaType() + "; charset=utf-8"));
        return request.method(call.method(), content).build();
    }

    /** OkHttp has undone gzip below this source, so the limit holds for what a small answer unpacks to. */
    private byte[] body(HttpCall call, BufferedSource source) throws IOException {
        if (source.request(settings.maxBodyBytes() + 1L)) {
            throw new UnusableReplyException(
                    call,
                    UnusableReplyException.Kind.TOO_LARGE,
                    "the answer is longer than " + settings.maxBodyBytes() + " bytes");
        }
        return source.readByteArray();
    }

    private static HttpHeaders headers(Headers headers) {
        HttpHeaders copy = HttpHeaders.none();
        for (int i = 0; i < headers.size(); i++) {
            copy = copy.plus(headers.name(i), headers.value(i));
        }
        return copy;
    }

    /** The proxy that stands between, for a message. */
    private @Nullable String via(HttpCall call) {
        return settings.network()
                .proxy(call.uri())
                .filter(NetworkSettings.Server.class::isInstance)
                .map(Object::toString)
                .orElse(null);
    }

    private static HttpConnectionException.Kind kind(IOException e) {
        String said = String.valueOf(e.getMessage());
        if (said.startsWith("Failed to authenticate with proxy") || said.contains("code for CONNECT")) {
            return HttpConnectionException.Kind.PROXY;
        }
        if (e instanceof UnknownHostException) {
            return HttpConnectionException.Kind.UNKNOWN_HOST;
        }
        if (e instanceof ConnectException) {
            return HttpConnectionException.Kind.REFUSED;
        }
        if (e instanceof SSLException) {
            return HttpConnectionException.Kind.TLS;
        }
        if (e instanceof InterruptedIOException) {
            // this class means a time-out or an interrupted thread
            return Thread.currentThread().isInterrupted()
                    ? HttpConnectionException.Kind.INTERRUPTED
                    : HttpConnectionException.Kind.TIMEOUT;
        }
        return HttpConnectionException.Kind.BROKEN;
    }

    /** Closes idle connections; calls under way end first. */
    @Override
    public void close() {
        clients.close();
    }
}
