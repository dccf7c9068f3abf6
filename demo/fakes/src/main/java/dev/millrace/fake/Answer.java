package dev.millrace.fake;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param status the status code
 * @param headers headers besides the content type
 * @param body JSON; empty if there is none
 */
public record Answer(int status, Map<String, String> headers, String body) {

    /** An answer that was successful: a JSON node, or a value of plain Java. */
    public static Answer ok(Object json) {
        return of(200, Wire.json(json).toString());
    }

    /** An answer without headers of its own. */
    public static Answer of(int status, String body) {
        return new Answer(status, Map.of(), body);
    }

    /** The same with one header more. */
    public Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }
}
