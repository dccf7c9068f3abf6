package io.jenkins.plugins.millrace.capture;

import io.jenkins.plugins.millrace.record.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Records the builds from before the installation, the newest of all jobs first. A build with a record is done, so that it goes on after
 * any stop where it was. For one thread; {@link #progress} is for all.
 */
final class HistoryReader {

    private static final int CHUNK = 20;
    private static final int LISTED = 100;

    /** Lets builds have the controller between two records. */
    interface Rest {
        /** Returns when the next may be read. */
        void after(long nanosOfTheLast) throws InterruptedException;
    }

    /**
     * How far it is.
     *
     * @param recorded records written since it was started
     * @param there builds that had one
     * @param unreadable builds that cannot be read
     * @param listed the first of these by name; hostile text
     */
    record Progress(int recorded, int there, int unreadable, List<String> listed) {
        /** Copies the list. */
        Progress {
            listed = List.copyOf(listed);
        }
    }

    private final BuildRecords records;
    private final Rest rest;

    /** By the job's folder: builds from that number on were looked at. */
    private final Map<Path, Integer> reached = new HashMap<>();

    private final Set<Path> finished = new HashSet<>();
    private int recorded;
    private int there;
    private int unreadable;
    private final List<String> listed = new ArrayList<>();

    HistoryReader(BuildRecords records, Rest rest) {
        this.records = records;
        this.rest = rest;
    }

    synchronized Progress progress() {
        return new Progress(recorded, there, unreadable, listed);
    }

    /**
     * Goes on until all builds of all jobs have a record, or until it is stopped.
     *
     * @return whether nothing is left
     */
    boolean read(Iterable<? extends JobBuilds> jobs, BooleanSupplier stopped) throws InterruptedException {
        boolean more = true;
        while (more) {
            more = false;
            for (JobBuilds job : jobs) {
                if (!finished.contains(job.folder())) {
                    more |= chunk(job, stopped);
                }
                if (stopped.getAsBoolean()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The next builds of a job, newest first; returns whether there may be more. */
    private boolean chunk(JobBuilds job, BooleanSupplier stopped) throws InterruptedException {
        int below = reached.getOrDefault(job.folder(), Integer.MAX_VALUE);
        List<Integer> next;
        try {
            next = job.numbers().stream()
                    .filter(number -> number < below)
                    .sorted(Comparator.reverseOrder())
                    .limit(CHUNK)
                    .toList();
        } catch (IOException | RuntimeException e) {
            cannotBeRead(job.name());
            next = List.of();
        }
        for (int number : next) {
            if (stopped.getAsBoolean()) {
                return true;
            }
            reached.put(job.folder(), number);
            Path folder = job.folder(number);
            if (RecordFile.exists(folder)) {
                count(true);
            } else {
                long from = System.nanoTime();
                record(job, number, folder);
                rest.after(System.nanoTime() - from);
            }
        }
        if (next.size() < CHUNK) {
            finished.add(job.folder());
            return false;
        }
        return true;
    }

    private void record(JobBuilds job, int number, Path folder) {
        try {
            Optional<Build> build = job.build(number);
            if (build.isPresent() && (build.get().running() || records.pending(build.get()))) {
                return; // has a record when it ends
            }
            if (build.isPresent() && records.recordHistory(build.get())) {
                count(false);
            } else if (Files.isDirectory(folder)) {
                cannotBeRead(job.name() + " #" + number);
            }
        } catch (RuntimeException | LinkageError e) {
            cannotBeRead(job.name() + " #" + number);
        }
    }

    private synchronized void count(boolean before) {
        there += before ? 1 : 0;
        recorded += before ? 0 : 1;
    }

    private synchronized void cannotBeRead(String name) {
        unreadable++;
        if (listed.size() < LISTED) {
            listed.add(name);
        }
    }
}
