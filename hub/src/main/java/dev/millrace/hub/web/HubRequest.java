package dev.millrace.hub.web;

import dev.millrace.hub.access.Token;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request that found its route and passed the authenticator.
 *
 * @param path what the placeholders of the route stand for, in order
 * @param query the query's parameters, decoded
 * @param headers gives a header's first value by its name
 * @param body the body, not yet read
 * @param token whose request it is; empty on routes that are open
 */
record HubRequest(
        List<String> path, Map<String, List<String>> query, Headers headers, InputStream body, Optional<Token> token) {

    /** The headers of a request. */
    interface Headers {
        /** The first value; empty if there is none. */
        Optional<String> get(String name);
    }

    HubRequest {
        path = List.copyOf(path);
        query = Map.copyOf(query);
        Objects.requireNonNull(token, "token");
    }

    /**
     * The one value of a parameter.
     *
     * @throws ProblemException if it is given more than once
     */
    Optional<String> one(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new ProblemException(ProblemDetails.badRequest("the parameter " + name + " is given more than once"));
        }
        return values.stream().findFirst().filter(value -> !value.isBlank());
    }

    /** All values of a parameter, which may also be written with commas. */
    List<String> all(String name) {
        return query.getOrDefault(name, List.of()).stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .filter(value -> !value.isBlank())
                .toList();
    }

    /** The same without the parameters whose names begin so. */
    HubRequest without(String prefix) {
        Map<String, List<String>> others = new TreeMap<>(query);
        others.keySet().removeIf(name -> name.startsWith(prefix));
        return new HubRequest(path, others, headers, body, token);
    }

    /** Refuses parameters that mean nothing here: a misspelt filter must not widen a report in silence. */
    void onlyKnows(String... names) {
        List<String> known = List.of(names);
        query.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new ProblemException(ProblemDetails.badRequest("there is no parameter "
                            + ProblemDetails.shown(name) + " here; "
                            + (known.isEmpty() ? "this accepts none" : "there are " + String.join(", ", known))));
                });
    }
}
