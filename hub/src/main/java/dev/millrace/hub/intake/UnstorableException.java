package dev.millrace.hub.intake;

/** What was posted can never be stored, whoever tries it again: the document is to blame. The message says why. */
public final class UnstorableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what is wrong with the document. */
    public UnstorableException(String message) {
        super(message, null, false, false);
    }
}
