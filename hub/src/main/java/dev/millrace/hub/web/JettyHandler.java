package dev.millrace.hub.web;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** Hands Jetty's requests to the {@link Front} and its answers back. */
final class JettyHandler extends Handler.Abstract {

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-store",
            "Content-Security-Policy",
                    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none';"
                            + " base-uri 'none'; form-action 'none'");

    private final Front front;

    JettyHandler(Front front) {
        this.front = front;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Answer answer;
        try {
            answer = front.answer(new JettyRequest(request, query(request)));
        } catch (ProblemException e) {
            answer = e.problem().answer();
        }
        write(request, response, callback, answer);
        return true;
    }

    private static void write(Request request, Response response, Callback callback, Answer answer) {
        response.setStatus(answer.status());
        ALWAYS.forEach(response.getHeaders()::put);
        answer.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        boolean head = request.getMethod().equals("HEAD");
        response.write(true, head ? ByteBuffer.allocate(0) : ByteBuffer.wrap(body), callback);
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
            throw new ProblemException(Problem.badRequest("the query is not well-formed"));
        }
    }

    /** What Jetty itself refuses before there is a request to speak of, such as a path with tricks. */
    static Answer refused(int status, String reason) {
        return new Problem(status, HttpStatus.getMessage(status), reason, Map.of()).answer();
    }

    private record JettyRequest(Request request, Map<String, List<String>> query) implements Front.Raw {

        @Override
        public String method() {
            return request.getMethod();
        }

        @Override
        public String path() {
            return request.getHttpURI().getDecodedPath();
        }

        @Override
        public Ask.Headers headers() {
            return name -> Optional.ofNullable(request.getHeaders().get(name));
        }

        @Override
        public InputStream body() {
            return Request.asInputStream(request);
        }

        @Override
        public String address() {
            return Request.getRemoteAddr(request);
        }
    }
}
