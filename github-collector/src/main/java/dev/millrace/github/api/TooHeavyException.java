package dev.millrace.github.api;

import org.jspecify.annotations.Nullable;

/** GitHub gave up on a query because it took too long; a smaller page may pass. */
public final class TooHeavyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooHeavyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
