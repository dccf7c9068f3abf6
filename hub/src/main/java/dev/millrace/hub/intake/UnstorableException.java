package dev.millrace.hub.intake;

/** The posted document can never be stored, also not when it is posted again. The message states why. */
public final class UnstorableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what is wrong with the document. */
    public UnstorableException(String message) {
        super(message, null, false, false);
    }
}
