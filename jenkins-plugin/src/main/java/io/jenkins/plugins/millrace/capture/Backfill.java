package io.jenkins.plugins.millrace.capture;

import io.jenkins.plugins.millrace.record.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Finds builds that ended while nobody listened, records them and puts them on their way to the hub, with those whose record was
 * written and got no further. What lies in the build folders is all that it needs to know, so that it can be stopped anywhere.
 * For one thread.
 */
final class Backfill {

    /** So long a build that ended under our eyes may take until its record is written. */
    static final Duration GRACE = Duration.ofMinutes(10);

    private final BuildRecords records;
    private final MissedCount missed;
    private final InstantSource clock;
    private final Instant installed;
    private final Instant alive;
    private final int most;

    private record Settled(FileTime made, int number) {}

    /** By the job's folder, with when that was made: builds up to that number need no look any more. */
    private final Map<Path, Settled> settled = new HashMap<>();

    private final Set<Path> unreadable = new HashSet<>();

    /**
     * One that has looked at nothing yet.
     *
     * @param installed when Millrace came to this controller: builds made before are read when somebody looks at them
     * @param alive since when somebody listens
     * @param most how many builds it reads in one look
     */
    Backfill(
            BuildRecords records, MissedCount missed, InstantSource clock, Instant installed, Instant alive, int most) {
        this.records = records;
        this.missed = missed;
        this.clock = clock;
        this.installed = installed;
        this.alive = alive;
        this.most = most;
    }

    /**
     * Looks at all jobs.
     *
     * @param stopped whether Jenkins stops: then the rest is found at its next start
     * @return what it did, in a sentence
     */
    String look(Iterable<? extends JobBuilds> jobs, BooleanSupplier stopped) {
        Tally all = new Tally();
        for (JobBuilds job : jobs) {
            if (stopped.getAsBoolean()) {
                break;
            }
            Tally tally = new Tally();
            tally.left = most - all.read();
            try {
                look(job, tally, stopped);
            } catch (IOException | RuntimeException | LinkageError e) {
                missed.failed(job.name(), e);
            }
            missed.add(job.name(), tally.recorded, tally.unreadable);
            all.add(tally);
        }
        settled.keySet().removeIf(folder -> !Files.isDirectory(folder));
        unreadable.removeIf(folder -> !Files.isDirectory(folder));
        return all.sentence();
    }

    private void look(JobBuilds job, Tally tally, BooleanSupplier stopped) throws IOException {
        int againBelow = job.tellAgainBelow();
        tally.left = againBelow > 0 ? most : tally.left; // as many of its builds in one look, the newest first
        FileTime made =
                Files.readAttributes(job.folder(), BasicFileAttributes.class).creationTime();
        int known = againBelow > 0 ? 0 : settled(job.folder(), made);
        List<Integer> numbers = job.numbers().stream()
                .filter(number -> number > known)
                .sorted(Comparator.reverseOrder())
                .toList();
        int open = Integer.MAX_VALUE;
        boolean written = false;
        for (int number : numbers) {
            if (stopped.getAsBoolean()) {
                return;
            }
            if (tally.left <= 0) {
                told(job, againBelow, written, number + 1);
                return;
            }
            tally.looked++;
            boolean again = number < againBelow;
            Path folder = job.folder(number);
            boolean recorded = RecordFile.exists(folder);
            if (recorded && !again && !RecordFile.isUnsent(folder)) {
                tally.there++;
                continue;
            }
            if (unreadable.contains(folder)) {
                continue;
            }
            Optional<Build> found = job.build(number);
            if (found.isEmpty()) {
                tally.unreadable += cannotBeRead(folder);
                continue;
            }
            Build build = found.get();
            if (!recorded && build.scheduledAt().isBefore(installed)) {
                break; // this one and all below are from before the installation
            }
            if (records.pending(build)) {
                written = true; // perhaps under the name that the job had until now
                open = number;
                continue;
            }
            if (build.running() || (!recorded && justEnded(build))) {
                open = number;
                continue;
            }
            tally.left--;
            if (recorded) {
                RecordFile.unsent(folder);
                tally.sent += records.send(build) ? 1 : 0;
            } else if (records.recordAfterwards(build)) {
                tally.recorded++;
            } else {
                tally.unreadable += cannotBeRead(folder);
            }
            if (RecordFile.isUnsent(folder) && !unreadable.contains(folder)) {
                open = number; // its outbox took nothing: the next look tries again
            }
        }
        told(job, againBelow, written, 0);
        int last = numbers.isEmpty() ? known : numbers.get(0);
        settled.put(job.folder(), new Settled(made, Math.min(open - 1, last)));
    }

    /** Not if one of them is being written, perhaps under the former name: then all are told again by the next look. */
    private static void told(JobBuilds job, int againBelow, boolean written, int from) {
        if (againBelow > 0 && !written) {
            job.toldFrom(Math.min(from, againBelow));
        }
    }

    /** Nothing is settled of a job that was made anew in the folder of another one. */
    private int settled(Path folder, FileTime made) {
        Settled known = settled.get(folder);
        if (known == null || known.made().equals(made)) {
            return known == null ? 0 : known.number();
        }
        unreadable.clear();
        return 0;
    }

    /**
     * 1 if that was not known yet, also not before the last start, else 0. A build that is deleted while it is looked at is none
     * that cannot be read; a folder from before the installation is not our concern.
     */
    private int cannotBeRead(Path folder) throws IOException {
        if (!Files.isDirectory(folder) || !unreadable.add(folder)) {
            return 0;
        }
        boolean ours = !Files.getLastModifiedTime(folder).toInstant().isBefore(installed);
        return ours && RecordFile.unreadable(folder) ? 1 : 0;
    }

    private boolean justEnded(Build build) {
        Instant end = build.endedAt();
        return end != null && end.isAfter(alive) && end.isAfter(clock.instant().minus(GRACE));
    }

    /** What one look came to. */
    private static final class Tally {
        private int looked;
        private int there;
        private int recorded;
        private int sent;
        private int unreadable;
        private int left;

        private int read() {
            return recorded + sent + unreadable;
        }

        private void add(Tally other) {
            looked += other.looked;
            there += other.there;
            recorded += other.recorded;
            sent += other.sent;
            unreadable += other.unreadable;
        }

        private String sentence() {
            return looked + " builds checked: " + there + " already recorded, " + recorded + " recorded now, " + sent
                    + " sent again, " + unreadable + " cannot be read";
        }
    }
}
