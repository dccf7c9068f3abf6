package dev.millrace.store;

/** The store could not do what it was asked; nothing of it was done. The message says what a user can do. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a message for the user. */
    public StoreException(String message) {
        super(message);
    }

    /** With a message for the user and what led to it. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
