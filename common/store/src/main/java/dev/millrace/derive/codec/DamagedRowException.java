package dev.millrace.derive.codec;

/** A derived row that no version like this one wrote. Everything must be derived again. */
public final class DamagedRowException extends RuntimeException {

    /** With a message that says what was found. */
    public DamagedRowException(String message) {
        super(message);
    }

    /** The same with what noticed it. */
    DamagedRowException(String message, Throwable cause) {
        super(message, cause);
    }
}
