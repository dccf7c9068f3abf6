package io.jenkins.plugins.millrace.summary;

import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.Samples;
import dev.millrace.metrics.outlook.Comparison.Change;
import dev.millrace.metrics.outlook.MedianChange;
import dev.millrace.metrics.pipeline.PipelineReport;
import dev.millrace.metrics.pipeline.StageFigures;
import dev.millrace.metrics.pipeline.TimedBuild;
import dev.millrace.model.Figure;
import io.jenkins.plugins.millrace.summary.JobSummaries.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A few figures of each of many jobs, for lists of jobs. Who asks never waits for a file: it gets what is known, and what is older than
 * a minute is read again behind it.
 */
public final class JobGlances {

    private static final Logger LOG = Logger.getLogger(JobGlances.class.getName());
    private static final int JOBS = 5_000;
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final int NEWEST = 20;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    /** Whether builds became faster. */
    public enum Trend {
        /** The median of the newest builds is lower than that of those before, by more than chance. */
        FASTER,
        /** It is higher, by more than chance. */
        SLOWER,
        /** Neither is shown. */
        NO_CHANGE_SHOWN,
        /** There are too few builds. */
        UNKNOWN
    }

    /**
     * The figures of a job.
     *
     * @param time from start to end of the builds that passed
     * @param queue time in the queue
     * @param trend the newest 20 builds that passed against those before, with 90% confidence
     * @param builds how many builds the figures are of
     * @param passed how many of these passed
     * @param failed how many failed
     * @param perWeek how long builds run in a week; empty if the first and the last are less than a day apart
     * @param constraint the stage that takes most of the critical path itself; empty if none is shown
     * @param parts where the time of each of the builds went
     */
    public record Glance(
            Figure<Percentiles<Duration>> time,
            Figure<Percentiles<Duration>> queue,
            Trend trend,
            long builds,
            long passed,
            long failed,
            Optional<Duration> perWeek,
            List<String> constraint,
            List<BuildParts> parts) {
        /** Copies the lists. */
        public Glance {
            constraint = List.copyOf(constraint);
            parts = List.copyOf(parts);
        }
    }

    private static final class Entry {
        private @Nullable Glance glance;
        private Instant read = Instant.MIN;
        private boolean pending;
    }

    private final JobSummaries summaries;
    private final Executor background;
    private final InstantSource clock;

    /** By the job's folder. Guarded by itself. */
    private final Map<Path, Entry> jobs = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, JobGlances.Entry> eldest) {
            return size() > JOBS;
        }
    };

    /** With a thread that reads. */
    public JobGlances(JobSummaries summaries, Executor background, InstantSource clock) {
        this.summaries = summaries;
        this.background = background;
        this.clock = clock;
    }

    /** What is known of that job; empty until it was read for the first time. */
    public Optional<Glance> of(Folders job) {
        synchronized (jobs) {
            Entry entry = jobs.computeIfAbsent(job.job(), folder -> new Entry());
            if (!entry.pending && entry.read.isBefore(clock.instant().minus(FRESH))) {
                entry.pending = true;
                try {
                    background.execute(() -> read(job, entry));
                } catch (RejectedExecutionException e) {
                    entry.pending = false; // the next who asks tries again
                }
            }
            return Optional.ofNullable(entry.glance);
        }
    }

    private void read(Folders job, Entry entry) {
        Glance glance = null;
        try {
            glance = glance(summaries.of(job).report());
        } catch (IOException | RuntimeException | StackOverflowError e) {
            LOG.log(Level.FINE, e, () -> "Millrace: the summary of " + job.job() + " cannot be read");
        }
        synchronized (jobs) {
            entry.glance = glance;
            entry.read = clock.instant();
            entry.pending = false;
        }
    }

    static Glance glance(PipelineReport report) {
        Samples before = new Samples();
        Samples newest = new Samples();
        for (TimedBuild build : report.builds()) {
            Duration time = build.passed() ? build.time() : null;
            if (time != null) {
                (newest.size() < NEWEST ? newest : before).addWhole(time.toMillis());
            }
        }
        Change change = MedianChange.of(before, newest, PipelineReport.ENOUGH)
                .measured()
                .orElse(null);
        Trend trend = change == null
                ? Trend.UNKNOWN
                : change.high() < 0 ? Trend.FASTER : change.low() > 0 ? Trend.SLOWER : Trend.NO_CHANGE_SHOWN;
        return new Glance(
                report.time(),
                report.queue(),
                trend,
                report.builds().size(),
                report.passed(),
                report.failed(),
                perWeek(report.builds()),
                report.constraint().map(StageFigures::path).orElse(List.of()),
                report.builds().stream().map(BuildParts::of).toList());
    }

    private static Optional<Duration> perWeek(List<TimedBuild> builds) {
        if (builds.isEmpty()) {
            return Optional.empty();
        }
        Duration total = Duration.ZERO;
        for (TimedBuild build : builds) {
            Duration time = build.time();
            total = time == null ? total : total.plus(time);
        }
        Duration span = Duration.between(
                builds.get(builds.size() - 1).scheduledAt(), builds.get(0).scheduledAt());
        return span.compareTo(DAY) < 0
                ? Optional.empty()
                : Optional.of(
                        Duration.ofMillis((long) ((double) total.toMillis() * WEEK.toMillis() / span.toMillis())));
    }
}
