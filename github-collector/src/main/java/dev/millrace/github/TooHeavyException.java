package dev.millrace.github;

import org.jspecify.annotations.Nullable;

/** GitHub gave up on a query because it took too long; a smaller page may pass. */
final class TooHeavyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooHeavyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
