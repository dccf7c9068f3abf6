package dev.millrace.hub.web;

import dev.millrace.hub.access.TokenScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One route of the hub.
 *
 * @param method the HTTP method
 * @param template the path as the OpenAPI document writes it; a placeholder takes one segment, the last one may take all that
 *     follow
 * @param scope the scope that the token needs; empty if the route needs no token
 * @param page whether people read the response in a browser, which then shows its log-in dialog
 * @param work what kind of work it is; each kind has its own bound
 * @param endpoint answers
 */
record Route(String method, String template, Optional<TokenScope> scope, boolean page, Work work, Endpoint endpoint) {

    /** Answers a request. */
    interface Endpoint {
        /** The answer, now or later; a {@link ProblemException} is one too. */
        CompletionStage<HubResponse> answer(HubRequest request) throws Exception;

        /** A route that responds on the thread of the request. */
        static Endpoint atOnce(Immediate immediate) {
            return request -> CompletableFuture.completedFuture(immediate.answer(request));
        }
    }

    /** Responds to a request on its thread. */
    interface Immediate {
        /** The answer; a {@link ProblemException} is one too. */
        HubResponse answer(HubRequest request) throws Exception;
    }

    Route {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(work, "work");
        Objects.requireNonNull(endpoint, "endpoint");
        if (!template.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with /");
        }
    }

    /** What the placeholders stand for in that path; empty if the path is another route's. */
    Optional<List<String>> match(String path) {
        String[] wanted = template.split("/", -1);
        String[] given = path.split("/", -1);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            boolean last = i == wanted.length - 1;
            if (i >= given.length || (last && given.length > wanted.length && !placeholder(wanted[i]))) {
                return Optional.empty();
            } else if (placeholder(wanted[i])) {
                String value = last ? String.join("/", List.of(given).subList(i, given.length)) : given[i];
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                values.add(value);
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    private static boolean placeholder(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }
}
