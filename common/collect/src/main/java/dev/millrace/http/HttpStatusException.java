package dev.millrace.http;

import java.time.Instant;
import java.util.Optional;

/** The server answered with a status that is no success. */
public final class HttpStatusException extends HttpException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Optional<Instant> serverTime;

    /** For that answer; the advice says what to do about its status. */
    public HttpStatusException(HttpCall call, HttpReply reply, StatusAdvice advice) {
        super(message(call, reply, advice));
        this.status = reply.status();
        this.serverTime = reply.serverTime();
    }

    /** The status code. */
    public int status() {
        return status;
    }

    /** The server's clock when it answered; empty if it did not say. */
    public Optional<Instant> serverTime() {
        return serverTime;
    }

    private static String message(HttpCall call, HttpReply reply, StatusAdvice advice) {
        StringBuilder message = new StringBuilder(call + ": HTTP " + reply.status());
        if (!HostAddress.same(call.uri(), reply.uri())) {
            message.append(" from ")
                    .append(SafeUrl.of(reply.uri()))
                    .append(
                            ", to which the server redirected; credentials are not sent on to another host, scheme or port");
        }
        String said = ErrorText.of(call, reply);
        if (!said.isEmpty()) {
            message.append(": \"").append(said).append('"');
        }
        String todo = advice.whatToDo(reply, call.authorization());
        return todo.isEmpty()
                ? message.toString()
                : message.append(". ").append(todo).toString();
    }
}
