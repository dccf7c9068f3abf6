package dev.millrace.cli;

import dev.millrace.app.Completeness;

/** The exit codes of {@code millrace}, for scripts. */
public final class ExitCode {

    /** Everything was done. */
    public static final int OK = 0;
    /** It could not be done: the network, the tool, the disk. */
    public static final int FAILED = 1;
    /** The command line or the configuration is wrong; nothing was tried. */
    public static final int USAGE = 2;
    /** It was done, but something is missing; what, was said. */
    public static final int INCOMPLETE = 3;

    private ExitCode() {}

    /** What a command ends with that did so much of its work. */
    static int of(Completeness completeness) {
        return switch (completeness) {
            case COMPLETE -> OK;
            case INCOMPLETE -> INCOMPLETE;
            case FAILED -> FAILED;
        };
    }
}
