package dev.millrace.hub.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What goes back.
 *
 * @param status the HTTP status
 * @param contentType of the body
 * @param headers further headers
 * @param body the bytes of the body; shared by all who are sent the same answer, so that many readers of a large report need the
 *     memory of one
 */
record HubResponse(int status, String contentType, Map<String, String> headers, ByteBuffer body) {

    static final String HTML = "text/html;charset=utf-8";

    HubResponse {
        Objects.requireNonNull(contentType, "contentType");
        body = body.asReadOnlyBuffer();
        headers = Map.copyOf(headers);
    }

    static HubResponse json(String json) {
        return of(200, "application/json", json);
    }

    /**
     * A page.
     *
     * @param policy the content security policy that it has been written for
     */
    static HubResponse html(int status, String page, String policy) {
        return of(status, HTML, page).with("Content-Security-Policy", policy + "; frame-ancestors 'none'");
    }

    /** Leads a browser to another path of this hub, which it then reads. */
    static HubResponse seeOther(String path) {
        return of(303, "text/plain;charset=utf-8", "").with("Location", path);
    }

    static HubResponse of(int status, String contentType, String text) {
        return new HubResponse(status, contentType, Map.of(), ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The same, compressed for all who read it: a page that is kept needs an eighth of the memory. */
    HubResponse compressed() {
        ByteBuffer plain = body();
        byte[] bytes = new byte[plain.remaining()];
        plain.get(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4);
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return new HubResponse(status, contentType, headers, ByteBuffer.wrap(out.toByteArray()))
                .with("Content-Encoding", "gzip")
                .with("Vary", "Accept-Encoding");
    }

    /** The same for a client that does not accept compressed answers. */
    HubResponse plain() {
        if (!headers.containsKey("Content-Encoding")) {
            return this;
        }
        ByteBuffer zipped = body();
        byte[] bytes = new byte[zipped.remaining()];
        zipped.get(bytes);
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new HubResponse(status, contentType, headers, ByteBuffer.wrap(zip.readAllBytes()))
                    .without("Content-Encoding");
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be read", e);
        }
    }

    /** Whether a client that names that entity tag has this already. */
    boolean isKnownAs(String tags) {
        String own = headers.get("ETag");
        return status == 200
                && own != null
                && Arrays.stream(tags.split(",", -1))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(own::equals);
    }

    /** That the client has it already. */
    HubResponse notModified() {
        return new HubResponse(304, contentType, headers, ByteBuffer.allocate(0)).without("Content-Encoding");
    }

    private HubResponse without(String header) {
        Map<String, String> others = new TreeMap<>(headers);
        others.remove(header);
        return new HubResponse(status, contentType, others, body);
    }

    /** The bytes of the body, to be read once. */
    @Override
    public ByteBuffer body() {
        return body.duplicate();
    }

    HubResponse with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new HubResponse(status, contentType, more, body);
    }
}
