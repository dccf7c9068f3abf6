package dev.millrace.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a server says about an error, bounded, on one line and without the caller's own secrets. */
final class ErrorText {

    private static final int MAX_LENGTH = 300;
    private static final int MAX_READ = 64 * 1024;

    private static final Pattern TITLE = Pattern.compile("<title[^<>]{0,200}>([^<]{0,400})", Pattern.CASE_INSENSITIVE);

    private ErrorText() {}

    /** The error messages of the answer; empty if it has none. */
    static String of(HttpCall call, HttpReply reply) {
        String body = reply.head(MAX_READ);
        String found = looksLikeHtml(reply) ? title(body) : messages(body);
        return PlainText.line(call.authorization().redact(found), MAX_LENGTH);
    }

    /** Whether the answer is a web page. */
    static boolean looksLikeHtml(HttpReply reply) {
        String start = reply.head(200).stripLeading().toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype html") || start.startsWith("<html");
    }

    /** The title of a web page; empty if it has none. */
    static String title(String body) {
        Matcher title = TITLE.matcher(body);
        return title.find() ? title.group(1) : "";
    }

    private static String messages(String body) {
        try {
            JsonNode json = new ObjectMapper().readTree(body);
            List<String> messages = new ArrayList<>();
            if (json != null) {
                json.path("errorMessages").forEach(message -> messages.add(message.asText()));
                json.path("errors").properties().forEach(e -> messages.add(e.getKey() + ": " + text(e.getValue())));
                if (json.path("message").isTextual()) {
                    messages.add(json.path("message").textValue());
                }
            }
            return messages.isEmpty() ? body : String.join("; ", messages);
        } catch (JsonProcessingException e) {
            return body;
        }
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
