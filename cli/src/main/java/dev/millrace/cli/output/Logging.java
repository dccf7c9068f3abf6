package dev.millrace.cli.output;

/** Chooses how much is logged, before the first logger is made: logback reads the property then, and only then. */
public final class Logging {

    static final String LEVEL = "millrace.log.level";

    private Logging() {}

    /** Logs details if that is wanted, else only what is wrong. */
    public static void configure(boolean debug) {
        if (debug) {
            System.setProperty(LEVEL, "DEBUG");
        }
    }
}
