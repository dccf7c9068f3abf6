package dev.millrace.hub.intake;

/** The hub cannot take more at the moment; nothing was taken. */
public final class IntakeBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IntakeBusyException() {
        super("the hub cannot store more posts at the moment, or it is stopping");
    }
}
