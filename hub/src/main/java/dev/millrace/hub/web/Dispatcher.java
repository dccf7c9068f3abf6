package dev.millrace.hub.web;

import dev.millrace.app.UserError;
import dev.millrace.hub.access.Authenticator;
import dev.millrace.hub.access.RateLimit;
import dev.millrace.hub.access.Token;
import dev.millrace.hub.access.TokenScope;
import dev.millrace.hub.intake.OutOfMemory;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles a request: route, authentication, rate, and failures. There is always a response, and it contains nothing that the
 * client may not see.
 */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    private final List<Route> routes;
    private final Authenticator authenticator;
    private final SignIn signIn;
    private final RateLimit clients;
    private final RateLimit anonymous;
    private final HubMetrics metrics;
    private final AccessLog access = new AccessLog();
    private final Bulkheads bulkheads = new Bulkheads();

    /**
     * A dispatcher.
     *
     * @param clients the request rate of each token
     * @param anonymous the request rate of each address without a valid token
     */
    Dispatcher(
            List<Route> routes,
            Authenticator authenticator,
            SignIn signIn,
            RateLimit clients,
            RateLimit anonymous,
            HubMetrics metrics) {
        this.routes = List.copyOf(routes);
        this.authenticator = authenticator;
        this.signIn = signIn;
        this.clients = clients;
        this.anonymous = anonymous;
        this.metrics = metrics;
    }

    /** A request as the server library gives it. */
    interface Raw {
        /** The HTTP method. */
        String method();

        /** The path, decoded; it holds no tricks. */
        String path();

        /** The path and the query as the client wrote them. */
        String target();

        /** The query's parameters, decoded. */
        Map<String, List<String>> query();

        /** The headers. */
        HubRequest.Headers headers();

        /** The body, not yet read. */
        InputStream body();

        /** Whose machine it came from. */
        String address();
    }

    /** The answer to a request, now or later; it never fails. */
    CompletionStage<HubResponse> answer(Raw request) {
        long begin = System.nanoTime();
        RouteMatch found = find(request.method(), request.path());
        AtomicReference<String> who = new AtomicReference<>("-");
        CompletionStage<HubResponse> answer;
        try {
            answer = found.route() == null
                    ? CompletableFuture.completedFuture(
                            ProblemPage.of(Objects.requireNonNull(found.problem(), "problem"), request.headers()))
                    : served(found.route(), found.values(), request, who);
        } catch (Exception | OutOfMemoryError e) {
            answer = CompletableFuture.completedFuture(failed(e, request, found));
        }
        return answer.exceptionally(e -> failed(e, request, found)).thenApply(done -> {
            metrics.request(found.name(), done.status(), System.nanoTime() - begin);
            access.line(
                    String.valueOf(who.get()),
                    known(request.method()),
                    found.name(),
                    done.status(),
                    System.nanoTime() - begin);
            return done;
        });
    }

    /** A method that HTTP knows, and no text of a client's own. */
    private static String known(String method) {
        return METHODS.contains(method) ? method : "?";
    }

    private static HubResponse failed(Throwable thrown, Raw request, RouteMatch found) {
        return ProblemPage.of(problem(thrown, request.method(), found), request.headers());
    }

    private static ProblemDetails problem(Throwable thrown, String method, RouteMatch found) {
        OutOfMemory.exitIf(thrown);
        Throwable e = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (e instanceof ProblemException problem) {
            return problem.problem();
        } else if (e instanceof UserError) {
            return ProblemDetails.badRequest(String.valueOf(e.getMessage()));
        } else if (e instanceof EofException || e instanceof TimeoutException) {
            // the client went away or is too slow: its problem, and no stack of ours
            LOG.debug("{} {}: the client is gone: {}", method, found.name(), e.toString());
            return ProblemDetails.badRequest("the request ended too early");
        } else if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        } else {
            LOG.error("{} {} failed", method, found.name(), e);
        }
        return ProblemDetails.internal();
    }

    /** A route or why there is none. The name never holds what a client wrote. */
    private record RouteMatch(
            @Nullable Route route,
            List<String> values,
            @Nullable ProblemDetails problem) {
        String name() {
            return route == null ? "none" : route.template();
        }
    }

    private RouteMatch find(String method, String path) {
        String wanted = method.equals("HEAD") ? "GET" : method;
        TreeSet<String> methods = new TreeSet<>();
        for (Route route : routes) {
            Optional<List<String>> values = route.match(path);
            if (values.isPresent() && route.method().equals(wanted)) {
                return new RouteMatch(route, values.get(), null);
            } else if (values.isPresent()) {
                methods.add(route.method());
            }
        }
        ProblemDetails problem = methods.isEmpty()
                ? ProblemDetails.notFound("nothing exists at this path; /openapi.yaml lists all paths")
                : ProblemDetails.methodNotAllowed(String.join(", ", methods));
        return new RouteMatch(null, List.of(), problem);
    }

    private CompletionStage<HubResponse> served(
            Route route, List<String> values, Raw request, AtomicReference<String> who) throws Exception {
        Optional<Token> token = Optional.empty();
        if (route.scope().isPresent()) {
            token = token(request);
            if (token.isEmpty()) {
                return stranger(route, request);
            }
            who.set(token.get().id());
            allow(route.scope().get(), token.get());
            limit(clients, token.get().id());
        } else {
            // a tool names hundreds of issues after a bulk change
            limit(route.work() == Work.WEBHOOKS ? clients : anonymous, request.address());
        }
        Runnable leave = bulkheads.enter(route.work());
        try {
            CompletionStage<HubResponse> answer = route.endpoint()
                    .answer(new HubRequest(values, request.query(), request.headers(), request.body(), token));
            return answer.whenComplete((done, failed) -> leave.run());
        } catch (Exception | Error e) {
            leave.run();
            throw e;
        }
    }

    /** The token of the request. A session reads only: a browser sends it by itself. */
    private Optional<Token> token(Raw request) {
        Optional<Token> token =
                authenticator.token(request.headers().get("Authorization").orElse(null));
        return token.isPresent() || !Browser.reads(request.method()) ? token : signIn.token(request.headers());
    }

    /** A browser may sign in; a program is told to send a token. */
    private CompletionStage<HubResponse> stranger(Route route, Raw request) {
        limit(anonymous, request.address());
        if (Browser.reads(request.method()) && Browser.wantsPage(request.headers())) {
            return CompletableFuture.completedFuture(signIn.lead(request.headers(), request.target()));
        }
        throw new ProblemException(ProblemDetails.unauthorized(route.page()));
    }

    private static void allow(TokenScope scope, Token token) {
        if (!token.scopes().contains(scope)) {
            throw new ProblemException(ProblemDetails.forbidden("this needs the scope " + scope.text()
                    + ", and the token "
                    + token.id() + " has "
                    + String.join(
                            ", ",
                            token.sortedScopes().stream().map(TokenScope::text).toList())));
        }
    }

    private static void limit(RateLimit limit, String client) {
        limit.take(client).ifPresent(after -> {
            throw new ProblemException(ProblemDetails.tooOften(after));
        });
    }
}
