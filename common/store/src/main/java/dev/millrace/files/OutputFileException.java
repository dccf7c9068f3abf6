package dev.millrace.files;

import org.jspecify.annotations.Nullable;

/** A file could not be written. The message names it and says what to do. */
public final class OutputFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean wrongName;

    private OutputFileException(String message, @Nullable Throwable cause, boolean wrongName) {
        super(message, cause);
        this.wrongName = wrongName;
    }

    static OutputFileException wrongName(String message) {
        return new OutputFileException(message, null, true);
    }

    static OutputFileException failed(String message, Throwable cause) {
        return new OutputFileException(message, cause, false);
    }

    /** Whether no file can be at that place, so that nothing was tried; else the disk or a permission stood against it. */
    public boolean wrongName() {
        return wrongName;
    }
}
