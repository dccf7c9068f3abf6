package dev.millrace.fake;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request.
 *
 * @param method the method in upper case
 * @param uri the target of the request, from the path on
 * @param headers by their names in lower case
 * @param body the body; empty if there is none
 */
public record Request(String method, URI uri, Map<String, String> headers, String body) {

    /** Copies the headers. */
    public Request {
        headers = Map.copyOf(headers);
    }

    /** The header of that name, or null. */
    public @Nullable String authorization() {
        return headers.get("authorization");
    }

    /** The path, decoded. */
    public String path() {
        return uri.getPath();
    }

    /** The parameters of the query, decoded. */
    public Map<String, String> query() {
        Map<String, String> parameters = new LinkedHashMap<>();
        String raw = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String pair : raw.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    /** The number that a parameter of the query has. */
    public int number(String parameter, int otherwise) {
        String value = query().get(parameter);
        return value == null ? otherwise : Integer.parseInt(value);
    }
}
