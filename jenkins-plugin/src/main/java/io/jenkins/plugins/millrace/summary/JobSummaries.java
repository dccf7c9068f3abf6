package io.jenkins.plugins.millrace.summary;

import dev.millrace.buildcard.BuildRecord;
import dev.millrace.metrics.pipeline.PipelineReport;
import dev.millrace.metrics.pipeline.TimedBuild;
import io.jenkins.plugins.millrace.record.BuildFolders;
import io.jenkins.plugins.millrace.record.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The summaries of jobs. Each is brought up to date when somebody asks for it: what is missing is made of the records in the build
 * folders, at once if that is little, else on another thread. No build of Jenkins is loaded.
 */
public final class JobSummaries {

    /** So many of a job's newest builds are in its summary. */
    public static final int BUILDS = 500;

    /** So many of these make the figures. */
    public static final int COUNTED = 100;

    private static final Logger LOG = Logger.getLogger(JobSummaries.class.getName());
    private static final int JOBS = 32;
    private static final int AT_ONCE = 20;
    private static final long BYTES_AT_ONCE = 1L << 20;
    private static final int CHUNK = 50;
    private static final long LARGE = 4L << 20;
    private static final int LOOKED_FOR = 50;

    private final Executor background;

    /** By the job's folder. Guarded by itself. */
    private final Map<Path, Entry> cache = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, JobSummaries.Entry> eldest) {
            return size() > JOBS;
        }
    };

    private final Set<Path> beingRead = ConcurrentHashMap.newKeySet();
    private final Set<Path> unreadable = ConcurrentHashMap.newKeySet();

    /**
     * Where a job lies.
     *
     * @param job the folder of the job
     * @param builds the folder of its builds, which Jenkins may have elsewhere
     */
    public record Folders(Path job, Path builds) {}

    /**
     * What is known of a job.
     *
     * @param builds its newest builds that ended, at most {@value #BUILDS}
     * @param report of the newest {@value #COUNTED} of these
     * @param reading whether records are being read on another thread, so that there will be more
     * @param withoutRecord how many of its newest {@value #BUILDS} builds have no record: they run, or ended before the
     *     installation
     */
    public record Summary(List<TimedBuild> builds, PipelineReport report, boolean reading, int withoutRecord) {}

    private record Stamp(FileTime builds, FileTime file, long size) {}

    private record Entry(Stamp stamp, Summary summary, List<Path> awaited) {}

    /** With a thread for what would keep somebody waiting. */
    public JobSummaries(Executor background) {
        this.background = background;
    }

    /**
     * The summary of that job.
     *
     * @throws IOException if its folders cannot be read
     */
    public Summary of(Folders job) throws IOException {
        Stamp stamp = stamp(job);
        synchronized (cache) {
            Entry entry = cache.get(job.job());
            if (entry != null
                    && entry.stamp().equals(stamp)
                    && entry.awaited().stream().noneMatch(RecordFile::exists)) {
                return entry.summary();
            }
        }
        return load(job, stamp);
    }

    /** The stamp is from before reading, so that what is written meanwhile is seen by the next who asks. */
    private Summary load(Folders job, Stamp stamp) throws IOException {
        List<Integer> numbers = newest(job);
        SummaryFile.Content file = SummaryFile.read(job.job());
        SortedMap<Integer, TimedBuild> known = file.builds();
        known.keySet().retainAll(new HashSet<>(numbers));
        List<Path> missing = new ArrayList<>();
        List<Path> without = new ArrayList<>();
        for (int number : numbers) {
            Path folder = job.builds().resolve(Integer.toString(number));
            if (number >= file.from() && !known.containsKey(number) && !unreadable.contains(folder)) {
                (RecordFile.exists(folder) ? missing : without).add(folder);
            }
        }
        boolean later = missing.size() > AT_ONCE || size(missing) > BYTES_AT_ONCE;
        if (later) {
            readInBackground(job, missing);
        } else if (!missing.isEmpty()) {
            readNow(job, missing).forEach(build -> known.put(build.number(), build));
        }
        List<TimedBuild> builds = List.copyOf(known.values());
        Summary summary = new Summary(builds, PipelineReport.of(builds, COUNTED), later, without.size());
        synchronized (cache) {
            cache.put(
                    job.job(),
                    new Entry(stamp, summary, without.stream().limit(LOOKED_FOR).toList()));
        }
        return summary;
    }

    private static List<Integer> newest(Folders job) throws IOException {
        return BuildFolders.numbers(job.builds()).stream()
                .sorted(Comparator.reverseOrder())
                .limit(BUILDS)
                .toList();
    }

    private void readInBackground(Folders job, List<Path> missing) {
        if (!beingRead.add(job.job())) {
            return;
        }
        try {
            background.execute(() -> {
                try {
                    for (int i = 0; i < missing.size(); i += CHUNK) {
                        readNow(job, missing.subList(i, Math.min(missing.size(), i + CHUNK)));
                    }
                } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
                    LOG.log(Level.WARNING, e, () -> "Millrace: the summary of " + job.job() + " cannot be written");
                } finally {
                    beingRead.remove(job.job());
                    synchronized (cache) {
                        cache.remove(job.job());
                    }
                }
            });
        } catch (RejectedExecutionException e) {
            beingRead.remove(job.job()); // the next who asks tries again
        }
    }

    /** Reads records and adds them to the summary's file. */
    private List<TimedBuild> readNow(Folders job, List<Path> folders) throws IOException {
        List<TimedBuild> builds = new ArrayList<>();
        for (Path folder : folders) {
            try {
                RecordFile.read(folder).map(JobSummaries::timed).ifPresent(builds::add);
            } catch (IOException | RuntimeException | StackOverflowError e) {
                // the build's own page reads it anew from Jenkins; here one build more or less changes no figure by
                // much
                unreadable.add(folder);
                LOG.log(Level.WARNING, e, () -> "Millrace: the record in " + folder + " is not in the summary");
            }
        }
        synchronized (this) {
            SummaryFile.Content file = SummaryFile.read(job.job());
            if (file.builds().isEmpty() || SummaryFile.size(job.job()) > LARGE) {
                builds.forEach(build -> file.builds().put(build.number(), build));
                file.builds().keySet().retainAll(new HashSet<>(newest(job)));
                List<TimedBuild> newest = newestThatFit(file.builds());
                boolean all = newest.size() == file.builds().size();
                SummaryFile.replace(job.job(), all ? file.from() : newest.get(0).number(), newest);
            } else {
                SummaryFile.append(job.job(), builds);
            }
        }
        return builds;
    }

    /** Of a file that is too large even without the builds that are gone, half stays. */
    private static List<TimedBuild> newestThatFit(SortedMap<Integer, TimedBuild> builds) {
        Deque<TimedBuild> newest = new ArrayDeque<>();
        List<TimedBuild> all = new ArrayList<>(builds.values());
        long size = 0;
        for (int i = all.size() - 1; i >= 0 && size < LARGE / 2; i--) {
            size += SummaryJson.write(all.get(i)).length();
            newest.addFirst(all.get(i));
        }
        return List.copyOf(newest);
    }

    private static TimedBuild timed(BuildRecord record) {
        return TimedBuilds.of(record)
                .orElseThrow(() -> new IllegalStateException("a record is written when its build has ended"));
    }

    private static long size(List<Path> folders) throws IOException {
        long size = 0;
        for (Path folder : folders) {
            size += RecordFile.size(folder);
        }
        return size;
    }

    private static Stamp stamp(Folders job) throws IOException {
        Path file = job.job().resolve(SummaryFile.NAME);
        return new Stamp(modified(job.builds()), modified(file), SummaryFile.size(job.job()));
    }

    private static FileTime modified(Path path) throws IOException {
        try {
            return Files.getLastModifiedTime(path);
        } catch (NoSuchFileException e) {
            return FileTime.fromMillis(0);
        }
    }
}
