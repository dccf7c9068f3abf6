package dev.millrace.hub.intake;

/**
 * Ends the process when its memory is used up. A hub that has lost a thread to that no longer responds to requests or signals. After it
 * ends, its supervisor restarts it, and what it acknowledged is stored.
 */
public final class OutOfMemory {

    /** What {@code -XX:+ExitOnOutOfMemoryError} exits with too. */
    private static final int EXIT = 3;

    private OutOfMemory() {}

    /** Ends the process at once; needs no memory to do so. */
    @SuppressWarnings("SystemExitOutsideMain") // nothing above can handle it
    public static void exit() {
        Runtime.getRuntime().halt(EXIT);
    }

    /** Ends the process at once if that is what was thrown. */
    public static void exitIf(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                exit();
            }
        }
    }
}
