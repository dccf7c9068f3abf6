package dev.millrace.hub;

import dev.millrace.hub.web.HubMetrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the hub does at its times, one after the other: two jobs never run at once, and a job that takes longer than its
 * interval is not started twice. A job that fails is tried again at its next time.
 */
public final class Jobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    /** A job, which may fail. */
    public interface Job {
        /** Does it; an interrupt means that the hub stops. */
        void run() throws Exception;
    }

    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "millrace-jobs"));
    private final HubMetrics metrics;
    private final InstantSource clock;

    /** No jobs yet. */
    public Jobs(HubMetrics metrics, InstantSource clock) {
        this.metrics = Objects.requireNonNull(metrics, "metrics");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Runs the job again and again.
     *
     * @param name in logs and metrics
     * @param first how long after now for the first time
     * @param pause how long after the end of one run for the next
     */
    public void every(String name, Duration first, Duration pause, Job job) {
        // nothing to wait for: run() reports every failure itself
        ScheduledFuture<?> unused = executor.scheduleWithFixedDelay(
                () -> run(name, job), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run(String name, Job job) {
        try {
            job.run();
            metrics.jobDone(name, clock.instant());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            metrics.jobFailed(name);
            LOG.warn("the job {} failed and runs again at its next scheduled time: {}", name, e.toString());
        }
    }

    /** Starts nothing more and waits for the job under way, which is interrupted. */
    @Override
    public void close() {
        executor.shutdownNow();
        await(executor);
    }

    private static void await(ExecutorService executor) {
        try {
            if (!executor.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.warn("a job does not end; the hub stops without it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
