package dev.millrace.hub.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

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

    static HubResponse html(String page) {
        return of(200, HTML, page);
    }

    /** Leads a browser to another path of this hub, which it then reads. */
    static HubResponse seeOther(String path) {
        return of(303, "text/plain;charset=utf-8", "").with("Location", path);
    }

    static HubResponse of(int status, String contentType, String text) {
        return new HubResponse(status, contentType, Map.of(), ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
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
