package dev.millrace.fake;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request.
 *
 * @param method the method in upper case
 * @param path the path, decoded
 * @param query the query's parameters, decoded, in their order
 * @param authorization the header of that name, or null
 * @param body the body; empty if there is none
 */
public record Request(
        String method,
        String path,
        Map<String, String> query,
        @Nullable String authorization,
        String body) {

    /** The number that a parameter of the query has. */
    public int number(String parameter, int otherwise) {
        String value = query.get(parameter);
        return value == null ? otherwise : Integer.parseInt(value);
    }
}
