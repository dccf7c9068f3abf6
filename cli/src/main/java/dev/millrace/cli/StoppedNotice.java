package dev.millrace.cli;

import java.util.function.Supplier;

/** Lets a process that is told to stop (Ctrl-C, SIGTERM) say what became of its work. */
final class StoppedNotice {

    private StoppedNotice() {}

    /** Does the work; the message is said if the process is stopped meanwhile. */
    static <T> T during(Console console, String message, Supplier<T> work) {
        Thread hook = new Thread(() -> console.say(message), "stopped-notice");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.get();
        } finally {
            remove(hook);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is being stopped, and the notice is on its way
        }
    }
}
