package dev.millrace.outbox;

/** The outbox is full and was told to refuse what is new. Nothing was stored; nothing that was there is gone. */
public final class OutboxFullException extends OutboxException {

    private static final long serialVersionUID = 1L;

    OutboxFullException(String message) {
        super(message, null);
    }
}
