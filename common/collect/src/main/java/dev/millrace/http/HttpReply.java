package dev.millrace.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;

/** The answer to a call, read to its end. Immutable. */
public final class HttpReply {

    private static final int SUCCESS_FIRST = 200;
    private static final int SUCCESS_END = 300;

    private final URI uri;
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    /**
     * An answer.
     *
     * @param uri the URL that answered: another than the one called if the server redirected
     * @param status the status code
     * @param headers the header fields
     * @param body the content after decompression; copied
     */
    public HttpReply(URI uri, int status, HttpHeaders headers, byte[] body) {
        this(uri, headers, status, body.clone());
    }

    private HttpReply(URI uri, HttpHeaders headers, int status, byte[] body) {
        this.uri = Objects.requireNonNull(uri, "uri");
        this.status = status;
        this.headers = Objects.requireNonNull(headers, "headers");
        this.body = body;
    }

    /** The same without a copy of the content, which can be large; the caller must not change it. */
    static HttpReply owning(URI uri, int status, HttpHeaders headers, byte[] body) {
        return new HttpReply(uri, headers, status, body);
    }

    /** The URL that answered: another than the one called if the server redirected. */
    public URI uri() {
        return uri;
    }

    /** The status code. */
    public int status() {
        return status;
    }

    /** Whether the status is a success. */
    public boolean isSuccess() {
        return status >= SUCCESS_FIRST && status < SUCCESS_END;
    }

    /** The header fields. */
    public HttpHeaders headers() {
        return headers;
    }

    /** How many bytes the content has. */
    public int size() {
        return body.length;
    }

    /** The content's bytes. */
    public InputStream bytes() {
        return new ByteArrayInputStream(body);
    }

    /** The content as UTF-8; bytes that are none are read as U+FFFD, for one broken byte must not cost the page it is on. */
    public Reader text() {
        // this constructor, unlike the one with a decoder, replaces malformed input
        return new InputStreamReader(bytes(), StandardCharsets.UTF_8);
    }

    /** At most the first so many bytes of the content as UTF-8. */
    String head(int maxBytes) {
        return new String(body, 0, Math.min(maxBytes, body.length), StandardCharsets.UTF_8);
    }

    /** The server's clock when it answered, by its Date header, to the second. */
    public Optional<Instant> serverTime() {
        return headers.first("Date").flatMap(HttpReply::httpDate);
    }

    /** Reads a date as HTTP headers write it; empty if it is none. */
    static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Status, size and URL. */
    @Override
    public String toString() {
        return status + ", " + body.length + " bytes, from " + SafeUrl.of(uri);
    }
}
