package io.jenkins.plugins.millrace.capture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Counts the builds that ended while nobody listened, by job, and tells the log. */
final class MissedCount {

    private static final Logger LOG = Logger.getLogger(MissedCount.class.getName());
    private static final int JOBS_KEPT = 1_000;
    private static final int JOBS_NAMED = 5;

    private record Of(int recorded, int unreadable) {}

    private final Map<String, Of> jobs = new LinkedHashMap<>();
    private int recorded;
    private int unreadable;

    /** Adds what was found of a job; nothing if nothing was. */
    void add(String job, int recordedNow, int cannotBeRead) {
        if (recordedNow + cannotBeRead == 0) {
            return;
        }
        String sentence;
        synchronized (this) {
            recorded += recordedNow;
            unreadable += cannotBeRead;
            if (jobs.containsKey(job) || jobs.size() < JOBS_KEPT) {
                jobs.merge(
                        job,
                        new Of(recordedNow, cannotBeRead),
                        (a, b) -> new Of(a.recorded + b.recorded, a.unreadable + b.unreadable));
            }
            sentence = sentence(job, new Of(recordedNow, cannotBeRead));
        }
        LOG.log(Level.WARNING, () -> "Millrace: " + sentence);
    }

    /** A job whose builds could not be looked for. */
    void failed(String job, Throwable why) {
        LOG.log(Level.WARNING, why, () -> "Millrace: builds of " + job + " that were missed could not be looked for");
    }

    /** How many there are, recorded or not. */
    synchronized int count() {
        return recorded + unreadable;
    }

    /** The jobs with the most recent ones first; empty if there is none. Hostile text. */
    synchronized String text() {
        List<String> sentences = new ArrayList<>();
        jobs.forEach((job, of) -> sentences.add(0, sentence(job, of)));
        int more = sentences.size() - JOBS_NAMED;
        return String.join(" ", sentences.subList(0, Math.min(JOBS_NAMED, sentences.size())))
                + (more > 0
                        ? " And of " + more + " more jobs; together " + recorded + " recorded now, and " + unreadable
                                + " that cannot be read."
                        : "");
    }

    private static String sentence(String job, Of of) {
        String missed = of.recorded == 1 ? "1 build of " : of.recorded + " builds of ";
        String lost = of.unreadable == 1 ? "1 build of " : of.unreadable + " builds of ";
        return (of.recorded == 0
                        ? ""
                        : missed + job + (of.recorded == 1 ? " was" : " were")
                                + " missed while Jenkins was stopping or down; recorded now.")
                + (of.recorded > 0 && of.unreadable > 0 ? " " : "")
                + (of.unreadable == 0 ? "" : lost + job + " cannot be read: not recorded.");
    }
}
