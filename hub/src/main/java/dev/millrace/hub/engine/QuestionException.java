package dev.millrace.hub.engine;

/** A question that cannot be answered as it is; the message is shown to the client. */
public final class QuestionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what is wrong, and what to do. */
    public QuestionException(String message) {
        super(message);
    }
}
