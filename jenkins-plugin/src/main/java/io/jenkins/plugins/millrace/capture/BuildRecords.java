package io.jenkins.plugins.millrace.capture;

import dev.millrace.buildcard.BuildRecord;
import io.jenkins.plugins.millrace.record.JobNow;
import io.jenkins.plugins.millrace.record.RecordFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the record of each build: writes it when the build has ended, and gives it out; for a running build, and for one
 * that ended before Millrace was there, it is read anew and remembered for a while.
 */
final class BuildRecords {

    private static final int REMEMBERED = 200;
    private static final Duration FOR_RUNNING = Duration.ofSeconds(3);
    private static final Duration FOR_FINISHED = Duration.ofMinutes(10);

    private static final String RUNNING = " running";
    private static final String FINISHED = " finished";
    private static final String AFTERWARDS =
            "controller downtime: this build ended while nobody listened, and was recorded afterwards";

    private record Remembered(BuildRecord build, Instant until) {}

    /** Takes the record of a build that has ended to where others want it. */
    interface Destination {
        /** Returns once it cannot get lost any more; throws if it cannot be taken. */
        void take(BuildRecord build, JobNow now);
    }

    private final InstantSource clock;
    private final Executor background;
    private final Destination destination;
    private final Troubles troubles;

    private final Set<String> pending = ConcurrentHashMap.newKeySet();

    /** By the identity of a build and whether it runs. */
    private final Map<String, Remembered> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > REMEMBERED;
        }
    };

    BuildRecords(InstantSource clock, Executor background, Destination destination, Troubles troubles) {
        this.clock = clock;
        this.background = background;
        this.destination = destination;
        this.troubles = troubles;
    }

    /** Has the record written soon, on another thread. Never waits; what goes wrong there is counted. */
    void keep(Build build) {
        String name = build.name();
        String identity = build.identity();
        pending.add(identity);
        try {
            background.execute(() -> {
                try {
                    write(build, name, false);
                } finally {
                    pending.remove(identity);
                }
            });
        } catch (RejectedExecutionException e) {
            pending.remove(identity);
            troubles.add(name, "is left out, because too many builds ended at once", e);
        }
    }

    /** Has the record follow, on another thread, what people changed of a build that has ended: its name, and keys in its description. */
    void follow(Build build, Executor edits) {
        String name = build.name();
        if (pending(build)) {
            return; // it is about to be read as it is now
        }
        try {
            edits.execute(() -> follow(build, name));
        } catch (RejectedExecutionException e) {
            troubles.add(name, "keeps the former description, because too many builds are changed at once", e);
        }
    }

    private void follow(Build build, String name) {
        try {
            BuildRecord kept = kept(build);
            if (kept == null) {
                return; // it is not recorded yet
            }
            BuildRecord read = build.read();
            BuildRecord edited = kept.withTexts(read.displayName(), read.issueKeys());
            if (!edited.equals(kept)) {
                RecordFile.unsent(build.folder());
                RecordFile.replace(build.folder(), edited);
                forget(build);
                send(build, name, edited);
            }
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            troubles.add(name, "keeps the former description", e);
        }
    }

    /** Whether the record of a build is about to be written. */
    boolean pending(Build build) {
        return pending.contains(build.identity());
    }

    /** Writes the record of a build that ended while nobody listened. Returns whether there is one now. */
    boolean recordAfterwards(Build build) {
        return write(build, build.name(), true);
    }

    /** Writes the record of a build from before the installation, and sends it if a hub is configured. Returns whether there is one now. */
    boolean recordHistory(Build build) {
        return write(build, build.name(), false);
    }

    /** Puts the record of a build on its way again. Returns whether it is. */
    boolean send(Build build) {
        BuildRecord record = kept(build);
        return record != null && send(build, build.name(), record);
    }

    private boolean write(Build build, String name, boolean afterwards) {
        BuildRecord record;
        try {
            record = build.read();
            if (afterwards) {
                record = record.withTrouble(AFTERWARDS);
            }
            RecordFile.unsent(build.folder());
            RecordFile.write(build.folder(), record);
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            troubles.add(name, "could not be recorded", e);
            return false;
        }
        send(build, name, record);
        return true;
    }

    private boolean send(Build build, String name, BuildRecord record) {
        try {
            destination.take(record, build.now());
            RecordFile.sent(build.folder());
            return true;
        } catch (IllegalArgumentException e) {
            troubles.add(name, "is larger than a message to the hub may be, and is never sent", e);
            giveUp(build);
            return false;
        } catch (IOException | RuntimeException | LinkageError e) {
            troubles.add(name, "could not be queued for the hub; this is tried again hourly", e);
            return false;
        }
    }

    private void giveUp(Build build) {
        try {
            RecordFile.sent(build.folder());
        } catch (IOException e) {
            troubles.add(build.name(), "is rejected by the outbox; this is tried again later", e);
        }
    }

    /** The record of that build. A file that cannot be read is told in the record's troubles and read anew from Jenkins. */
    BuildRecord of(Build build) {
        boolean running = build.running();
        Instant now = clock.instant();
        String name = build.identity() + (running ? RUNNING : FINISHED);
        synchronized (remembered) {
            Remembered entry = remembered.get(name);
            if (entry != null && now.isBefore(entry.until())) {
                return entry.build();
            }
        }
        BuildRecord kept = running ? null : kept(build);
        BuildRecord record = kept == null ? build.read() : kept;
        synchronized (remembered) {
            remembered.put(name, new Remembered(record, now.plus(running ? FOR_RUNNING : FOR_FINISHED)));
        }
        return record;
    }

    private @Nullable BuildRecord kept(Build build) {
        try {
            BuildRecord record = RecordFile.read(build.folder()).orElse(null);
            if (record == null || build.owns(record)) {
                return record;
            }
            throw new IOException("it is that of #" + record.number() + ", made " + record.scheduledAt());
        } catch (IOException e) {
            troubles.add(build.name(), "has a record that cannot be read", e);
            return null;
        }
    }

    /** Forgets a build, because it was deleted. */
    void forget(Build build) {
        synchronized (remembered) {
            remembered.remove(build.identity() + RUNNING);
            remembered.remove(build.identity() + FINISHED);
        }
    }
}
