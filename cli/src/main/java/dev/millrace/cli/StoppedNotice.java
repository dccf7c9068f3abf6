package dev.millrace.cli;

import dev.millrace.cli.output.Console;
import java.util.function.IntSupplier;
import picocli.CommandLine.ParseResult;

/** Prints what was done when the process receives Ctrl-C or SIGTERM. The JVM then ends with 130 or 143. */
final class StoppedNotice {

    private static final String NOTHING_KEPT = "it did not finish; run it again at any time";

    private StoppedNotice() {}

    /** Does the work of a command; if the process is stopped meanwhile, it is said what became of that. */
    static int during(Console console, ParseResult parsed, IntSupplier work) {
        Object command = leaf(parsed).commandSpec().userObject();
        if (command instanceof ServeCommand) {
            return work.getAsInt(); // a stop is how it ends
        }
        String words = command instanceof Stoppable stoppable ? stoppable.whenStopped() : NOTHING_KEPT;
        Thread hook = new Thread(() -> console.say("millrace: stopped; " + words), "stopped-notice");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.getAsInt();
        } finally {
            remove(hook);
        }
    }

    private static ParseResult leaf(ParseResult parsed) {
        ParseResult leaf = parsed;
        while (leaf.subcommand() != null) {
            leaf = leaf.subcommand();
        }
        return leaf;
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is being stopped, and the notice is on its way
        }
    }
}
