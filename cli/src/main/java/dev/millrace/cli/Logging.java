package dev.millrace.cli;

/** Chooses how much is logged, before the first logger is made: logback reads the property then, and only then. */
final class Logging {

    static final String LEVEL = "millrace.log.level";

    private Logging() {}

    static void configure(boolean debug) {
        if (debug) {
            System.setProperty(LEVEL, "DEBUG");
        }
    }
}
