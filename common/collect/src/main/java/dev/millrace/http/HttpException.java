package dev.millrace.http;

/**
 * A call brought no usable answer. The message is one line for a user: the call (without anything secret), what happened, and
 * what to do.
 */
public abstract sealed class HttpException extends RuntimeException
        permits HttpConnectionException, HttpStatusException, UnusableReplyException, ComeBackLaterException {

    private static final long serialVersionUID = 1L;

    HttpException(String message, Throwable cause) {
        super(message, cause);
    }

    HttpException(String message) {
        super(message);
    }
}
