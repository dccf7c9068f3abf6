package dev.millrace.cli;

/** A command whose work outlasts a stop (Ctrl-C, SIGTERM), and that can say what became of it. */
public interface Stoppable {

    /** What became of the work, and how to go on; a half-sentence behind "stopped; ". */
    String whenStopped();
}
