package dev.millrace.http;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** No answer came: the host was not found, refused, did not answer in time or hung up. */
public final class HttpConnectionException extends HttpException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** The name has no address. */
        UNKNOWN_HOST("the host name is not known; check the URL and the network"),
        /** No server listens at the address. */
        REFUSED("nothing answers at that host and port; check the URL, and that the server is running"),
        /** The certificate is not trusted, or there is no common protocol. */
        TLS("no trusted connection; if the server's certificate comes from a private certificate authority, name its"
                + " PEM file as network.ca in millrace.yml"),
        /** A proxy stands between, and refused. */
        PROXY("the proxy refused the connection; check its log-in and what it allows"),
        /** A time-out passed. */
        TIMEOUT("no answer in time"),
        /** The connection broke in the middle. */
        BROKEN("the connection was interrupted"),
        /** This thread was interrupted. */
        INTERRUPTED("interrupted");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private final Kind kind;

    /** For a call that failed so. */
    public HttpConnectionException(HttpCall call, Kind kind, IOException cause) {
        this(call, kind, cause, null);
    }

    HttpConnectionException(HttpCall call, Kind kind, IOException cause, @Nullable String proxy) {
        super(
                call + ": " + kind.words() + detail(call, cause)
                        + (proxy == null ? "" : ", through the proxy " + proxy + " (network.proxy, HTTPS_PROXY)"),
                cause);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    private static String detail(HttpCall call, IOException cause) {
        String message = cause.getMessage();
        return message == null ? "" : " (" + PlainText.line(call.authorization().redact(message), 200) + ')';
    }
}
