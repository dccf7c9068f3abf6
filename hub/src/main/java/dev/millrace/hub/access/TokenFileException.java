package dev.millrace.hub.access;

import org.jspecify.annotations.Nullable;

/** The token file cannot be used; the message names it. */
public final class TokenFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TokenFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
