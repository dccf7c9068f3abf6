package dev.millrace.hub.web;

import java.net.BindException;
import org.jspecify.annotations.Nullable;

/** The hub could not start or stop; the message says what to do. */
public final class HubException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HubException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static HubException cannotStart(String host, int port, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new HubException(
                        "cannot listen on " + host + ":" + port + " (" + cause.getMessage()
                                + "): another program uses the port, or the address does not belong to this machine; "
                                + "choose another",
                        e);
            }
        }
        return new HubException("the hub cannot start on " + host + ":" + port + ": " + e.getMessage(), e);
    }
}
