package dev.millrace.cli;

/** What {@code millrace} ends with, so that a script can tell the cases apart. */
final class ExitCode {

    /** Everything was done. */
    static final int OK = 0;
    /** It could not be done: the network, the tool, the disk. */
    static final int FAILED = 1;
    /** The command line or the configuration is wrong; nothing was tried. */
    static final int USAGE = 2;
    /** It was done, but something is missing; what, was said. */
    static final int INCOMPLETE = 3;

    private ExitCode() {}
}
