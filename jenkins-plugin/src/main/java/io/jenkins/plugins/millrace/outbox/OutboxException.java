package io.jenkins.plugins.millrace.outbox;

import org.jspecify.annotations.Nullable;

/** The outbox could not do what it was asked; the message names the file and says what to do. */
public final class OutboxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutboxException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
