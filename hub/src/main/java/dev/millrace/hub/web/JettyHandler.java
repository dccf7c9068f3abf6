package dev.millrace.hub.web;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** Hands Jetty's requests to the {@link Dispatcher} and its answers back. */
final class JettyHandler extends Handler.Abstract {

    private static final int MAX_ADDRESS = 64;
    private static final SlowReaders SLOW = new SlowReaders(16 << 10); // an answer of 2 MB within 3 minutes
    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-store",
            "Content-Security-Policy",
                    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");

    /** A year, for this host only: what others under its name do is not the hub's to say. */
    private static final String TRANSPORT_SECURITY = "max-age=31536000";

    private final Dispatcher dispatcher;
    private final boolean behindProxy;
    private final boolean https;

    JettyHandler(Dispatcher dispatcher, HubSettings settings) {
        this.dispatcher = dispatcher;
        this.behindProxy = settings.behindProxy();
        this.https = settings.tls().isPresent() || behindProxy;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        CompletionStage<HubResponse> answer;
        try {
            answer = dispatcher.answer(new JettyRequest(request, query(request), behindProxy));
        } catch (ProblemException e) {
            answer = CompletableFuture.completedFuture(ProblemPage.of(e.problem(), headers(request)));
        }
        CompletionStage<Void> unused = answer.thenAccept(done -> write(request, response, callback, done))
                .exceptionally(failed -> {
                    callback.failed(failed);
                    return null;
                });
        return true;
    }

    /** Responds to requests that Jetty itself rejects before a handler runs, such as an ambiguous path. */
    boolean refuse(Request request, Response response, Callback callback) {
        int status = Math.max(HttpStatus.BAD_REQUEST_400, response.getStatus());
        String reason = switch (status) {
            case HttpStatus.BAD_REQUEST_400 ->
                "this is not a well-formed HTTP request, or its path is ambiguous, such as with an " + "encoded slash";
            case HttpStatus.URI_TOO_LONG_414 -> "the address is too long";
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> "the headers together are too large";
            case HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505, HttpStatus.UPGRADE_REQUIRED_426 -> "use HTTP/1.1";
            default -> "the request was rejected before it was read";
        };
        write(
                request,
                response,
                callback,
                ProblemPage.of(
                        new ProblemDetails(status, HttpStatus.getMessage(status), reason, Map.of()), headers(request)));
        return true;
    }

    private void write(Request request, Response response, Callback callback, HubResponse made) {
        HubResponse answer = negotiated(made, headers(request));
        response.setStatus(answer.status());
        ALWAYS.forEach(response.getHeaders()::put);
        if (https) {
            response.getHeaders().put(HttpHeader.STRICT_TRANSPORT_SECURITY, TRANSPORT_SECURITY);
        }
        answer.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        ByteBuffer body = answer.body();
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.remaining());
        if ("CONNECT".equals(request.getMethod())) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close"); // Jetty would wait for a tunnel
        }
        if ("HEAD".equals(request.getMethod())) {
            response.write(true, ByteBuffer.allocate(0), callback);
        } else {
            response.write(true, body, SLOW.sending(request, body.remaining(), callback));
        }
    }

    /** What the client has not yet, in a form that it accepts. */
    private static HubResponse negotiated(HubResponse made, HubRequest.Headers headers) {
        if (headers.get("If-None-Match").filter(made::isKnownAs).isPresent()) {
            return made.notModified();
        }
        boolean gzip = headers.get("Accept-Encoding")
                .filter(accepted -> accepted.toLowerCase(Locale.ROOT).contains("gzip"))
                .isPresent();
        return gzip ? made : made.plain();
    }

    private static HubRequest.Headers headers(Request request) {
        return name -> Optional.ofNullable(request.getHeaders().get(name));
    }

    private static Map<String, List<String>> query(Request request) {
        try {
            Map<String, List<String>> query = new LinkedHashMap<>();
            for (Fields.Field field : Request.extractQueryParameters(request, StandardCharsets.UTF_8)) {
                query.computeIfAbsent(field.getName(), name -> new ArrayList<>())
                        .addAll(field.getValues());
            }
            return query;
        } catch (IllegalArgumentException | HttpException.RuntimeException e) {
            throw new ProblemException(ProblemDetails.badRequest("the query is not well-formed"));
        }
    }

    private record JettyRequest(Request request, Map<String, List<String>> query, boolean behindProxy)
            implements Dispatcher.Raw {

        @Override
        public String method() {
            return request.getMethod();
        }

        @Override
        public String path() {
            // CONNECT has none
            return Objects.requireNonNullElse(request.getHttpURI().getDecodedPath(), "");
        }

        @Override
        public String target() {
            return Objects.requireNonNullElse(request.getHttpURI().getPathQuery(), "");
        }

        @Override
        public HubRequest.Headers headers() {
            return JettyHandler.headers(request);
        }

        @Override
        public InputStream body() {
            return Request.asInputStream(request);
        }

        @Override
        public String address() {
            return (behindProxy ? forwarded() : Optional.<String>empty())
                    .orElseGet(() -> Request.getRemoteAddr(request));
        }

        /** Who the proxy says it is. Proxies append, so all but the last could be the client's own invention. */
        private Optional<String> forwarded() {
            List<String> values = request.getHeaders().getValuesList("X-Forwarded-For");
            if (values.isEmpty()) {
                return Optional.empty();
            }
            String all = values.get(values.size() - 1);
            String last = all.substring(all.lastIndexOf(',') + 1).strip();
            return last.isEmpty() || last.length() > MAX_ADDRESS ? Optional.empty() : Optional.of(last);
        }
    }
}
