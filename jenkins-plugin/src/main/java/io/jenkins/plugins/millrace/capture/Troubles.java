package io.jenkins.plugins.millrace.capture;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Counts the builds whose record could not be kept, and tells the log. */
final class Troubles {

    private static final Logger LOG = Logger.getLogger(Troubles.class.getName());

    private int count;
    private String last = "";

    void add(String build, String what, Throwable why) {
        synchronized (this) {
            count++;
            last = build + " " + what + ": " + why;
        }
        LOG.log(Level.WARNING, why, () -> "Millrace: " + build + " " + what);
    }

    synchronized int count() {
        return count;
    }

    /** The latest, in a sentence; empty if there was none. */
    synchronized String last() {
        return last;
    }
}
