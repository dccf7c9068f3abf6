package dev.millrace.hub.intake;

/** The hub cannot take more at the moment; nothing was taken. */
public final class IntakeBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IntakeBusyException() {
        super("more is posted than can be stored at the moment, or the hub is stopping");
    }
}
