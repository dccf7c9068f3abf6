package dev.millrace.fake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param status the status code
 * @param headers headers; without a Content-Type among them it is JSON
 * @param body the body; empty if there is none
 * @param charset how the body is written
 */
public record Response(int status, Map<String, String> headers, String body, Charset charset) {

    /** An answer in UTF-8. */
    public Response(int status, Map<String, String> headers, String body) {
        this(status, headers, body, StandardCharsets.UTF_8);
    }

    /** An answer that was successful: a JSON node, or a value of plain Java. */
    public static Response ok(Object json) {
        return of(200, Wire.json(json).toString());
    }

    /** An answer that was successful and consists of these very bytes, whatever they mean. */
    public static Response ofBytes(byte[] bytes) {
        return new Response(200, Map.of(), new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    }

    /** An answer without headers of its own. */
    public static Response of(int status, String body) {
        return new Response(status, Map.of(), body);
    }

    /** The same, sent at that time of the server's clock. */
    public Response at(Instant now) {
        return headers.containsKey("Date")
                ? this
                : with("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)));
    }

    /** The same with one header more. */
    public Response with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, body, charset);
    }
}
