package dev.millrace.hub.web;

import dev.millrace.hub.intake.IntakeListener;
import dev.millrace.hub.webhook.Hints;
import dev.millrace.store.CommitResult;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** How the hub itself is doing, as OpenMetrics. Names no client, item or person. */
public final class HubMetrics implements IntakeListener {

    private static final double NANOS = 1e9;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter requests = Counter.builder()
            .name("millrace_hub_requests")
            .help("Requests by route and status.")
            .labelNames("route", "status")
            .register(registry);
    private final Histogram seconds = Histogram.builder()
            .name("millrace_hub_request_seconds")
            .help("How long requests took, by route.")
            .classicOnly()
            .labelNames("route")
            .register(registry);
    private final Counter posts = Counter.builder()
            .name("millrace_hub_posts_stored")
            .help("Posts that were stored and acknowledged.")
            .register(registry);
    private final Counter events = Counter.builder()
            .name("millrace_hub_events_stored")
            .help("Events that were new to the store.")
            .register(registry);
    private final Counter failures = Counter.builder()
            .name("millrace_hub_posts_failed")
            .help("Posts that the store failed to store.")
            .register(registry);
    private final Histogram commits = Histogram.builder()
            .name("millrace_hub_commit_seconds")
            .help("How long commits took.")
            .classicOnly()
            .register(registry);
    private final Histogram reports = Histogram.builder()
            .name("millrace_hub_report_seconds")
            .help("How long the computation of a report took.")
            .classicOnly()
            .register(registry);
    private final Histogram webhooks = Histogram.builder()
            .name("millrace_hub_webhook_seconds")
            .help("From the arrival of a webhook until what it named was read and published.")
            .classicOnly()
            .classicUpperBounds(1, 2, 5, 10, 20, 30, 60, 120, 300)
            .register(registry);
    private final Gauge jobs = Gauge.builder()
            .name("millrace_hub_job_last_success_timestamp_seconds")
            .help("When a scheduled job last succeeded, by job; absent if it never did.")
            .labelNames("job")
            .register(registry);
    private final Counter jobFailures = Counter.builder()
            .name("millrace_hub_job_failures")
            .help("Runs of scheduled jobs that failed, by job.")
            .labelNames("job")
            .register(registry);

    /** Reports how many posts wait, from the given supplier. */
    void watch(IntSupplier waiting) {
        GaugeWithCallback.builder()
                .name("millrace_hub_posts_waiting")
                .help("Posts that wait for the writer.")
                .callback(callback -> callback.call(waiting.getAsInt()))
                .register(registry);
    }

    /** Says how many bytes of bodies are in the hub. */
    void watch(LongSupplier bytes) {
        GaugeWithCallback.builder()
                .name("millrace_hub_body_bytes")
                .help("Bytes of posted bodies that are being read or wait to be stored, after decompression.")
                .callback(callback -> callback.call((double) bytes.getAsLong()))
                .register(registry);
    }

    /** Reports how much of what webhooks named waits to be read, and how much found no room. */
    void watch(Hints hints) {
        GaugeWithCallback.builder()
                .name("millrace_hub_webhook_hints_waiting")
                .help("Things that webhooks named, such as issues and pull requests, and that were not read since.")
                .callback(callback -> callback.call(hints.waiting()))
                .register(registry);
        CounterWithCallback.builder()
                .name("millrace_hub_webhook_hints_dropped")
                .help("Things that webhooks named when too many waited; the next sync finds them.")
                .callback(callback -> callback.call((double) hints.dropped()))
                .register(registry);
    }

    /** What a webhook named was read and published. */
    public void webhookDone(Duration sinceArrival) {
        webhooks.observe(sinceArrival.toNanos() / NANOS);
    }

    void request(String route, int status, long nanos) {
        requests.labelValues(route, Integer.toString(status)).inc();
        seconds.labelValues(route).observe(nanos / NANOS);
    }

    @Override
    public void stored(int count, CommitResult result, long nanos) {
        posts.inc(count);
        events.inc(result.newEvents());
        commits.observe(nanos / NANOS);
    }

    @Override
    public void failed() {
        failures.inc();
    }

    void reportComputed(long nanos) {
        reports.observe(nanos / NANOS);
    }

    /** A scheduled job ended well. */
    public void jobDone(String job, Instant at) {
        jobs.labelValues(job).set(at.toEpochMilli() / 1e3);
    }

    /** A scheduled job failed. */
    public void jobFailed(String job) {
        jobFailures.labelValues(job).inc();
    }

    /** All metrics, with those more. */
    String text(List<MetricSnapshot> more) throws IOException {
        List<MetricSnapshot> all = new ArrayList<>(more);
        registry.scrape().forEach(all::add);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new OpenMetricsTextFormatWriter(false, true).write(out, new MetricSnapshots(all));
        return out.toString(StandardCharsets.UTF_8);
    }
}
