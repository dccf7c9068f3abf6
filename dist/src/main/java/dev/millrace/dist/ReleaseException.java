package dev.millrace.dist;

/** The artefacts cannot be made as they are; the message says what to do. */
final class ReleaseException extends RuntimeException {

    ReleaseException(String message) {
        super(message);
    }
}
