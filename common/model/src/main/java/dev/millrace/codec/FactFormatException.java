package dev.millrace.codec;

import java.io.IOException;

/** A line of an events file cannot be read. The message names the file, the line, and what is wrong there. */
public final class FactFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    /** With where and what. */
    FactFormatException(String source, long line, String message) {
        super(source + ":" + line + ": " + message);
    }
}
