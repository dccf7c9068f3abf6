package dev.millrace.hub.web;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What goes back.
 *
 * @param status the HTTP status
 * @param contentType of the body
 * @param headers further headers
 * @param body the body, which is sent in UTF-8
 */
record Answer(int status, String contentType, Map<String, String> headers, String body) {

    Answer {
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(body, "body");
        headers = Map.copyOf(headers);
    }

    static Answer json(String json) {
        return of(200, "application/json", json);
    }

    static Answer html(String page) {
        return of(200, "text/html;charset=utf-8", page);
    }

    static Answer of(int status, String contentType, String text) {
        return new Answer(status, contentType, Map.of(), text);
    }

    Answer with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Answer(status, contentType, more, body);
    }
}
