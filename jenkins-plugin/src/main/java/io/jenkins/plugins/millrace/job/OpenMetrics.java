package io.jenkins.plugins.millrace.job;

import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.pipeline.PipelineReport;
import dev.millrace.metrics.pipeline.StageFigures;
import dev.millrace.model.Figure;
import io.jenkins.plugins.millrace.agents.AgentReport;
import io.jenkins.plugins.millrace.job.OverviewJobs.AgentRow;
import io.jenkins.plugins.millrace.record.RecordJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Figures in the text format of OpenMetrics 1.0, which Prometheus reads: durations in seconds, as summaries over the last builds. Labels
 * are bounded: a job and its stages, at most {@value OverviewJobs#MOST} jobs, the {@value #STAGES} stages that ran most often, and the labels of agents that the report has. What is unknown has no line.
 */
final class OpenMetrics {

    /** The content type of the format. */
    static final String TYPE = "application/openmetrics-text; version=1.0.0";

    static final int STAGES = 50;

    private static final double MILLIS = 1000;

    private final StringBuilder text = new StringBuilder();

    private OpenMetrics() {}

    /** The jobs of a folder. */
    static byte[] of(OverviewJobs jobs) {
        OpenMetrics out = new OpenMetrics();
        List<OverviewJobs.Row> rows = jobs.known();
        out.family(
                "millrace_build_duration_seconds",
                "summary",
                "Time of builds that passed, of the last builds of a job");
        rows.forEach(row -> out.summary(
                "millrace_build_duration_seconds",
                label("job", row.name()),
                row.glance().time()));
        out.family(
                "millrace_queue_duration_seconds",
                "summary",
                "Time of builds in the queue, of the last builds of a job");
        rows.forEach(row -> out.summary(
                "millrace_queue_duration_seconds",
                label("job", row.name()),
                row.glance().queue()));
        out.family("millrace_recent_builds", "gauge", "The last builds of a job, at most 100, by result");
        for (OverviewJobs.Row row : rows) {
            long others =
                    row.glance().builds() - row.glance().passed() - row.glance().failed();
            out.results(
                    label("job", row.name()),
                    row.glance().passed(),
                    row.glance().failed(),
                    others);
        }
        out.family("millrace_jobs", "gauge", "Jobs by whether their figures are here");
        out.line("millrace_jobs", "state=\"known\"", rows.size());
        out.line("millrace_jobs", "state=\"being_read\"", jobs.unread());
        out.line("millrace_jobs", "state=\"without_builds\"", jobs.withoutBuilds());
        out.line("millrace_jobs", "state=\"left_out\"", jobs.furtherJobs());
        AgentReport report = jobs.agents();
        if (report != null) {
            out.agents(jobs.agentRows(), report.furtherLabels());
        }
        return out.done();
    }

    /** Agents by label over the last days; the report has few labels, and counts the others. */
    private void agents(List<AgentRow> rows, int leftOut) {
        gauge(
                "millrace_agent_label_tasks",
                "Tasks that asked for a label in the last days",
                rows,
                row -> row.share().uses());
        gauge(
                "millrace_agent_label_wait_seconds",
                "How long these tasks waited for an executor",
                rows,
                row -> row.share().waited() / MILLIS);
        gauge(
                "millrace_agent_label_saved_seconds",
                "How much less they would have waited with one more such agent",
                rows,
                row -> row.label().like() == null ? null : seconds(row.share().saved()));
        gauge(
                "millrace_agent_label_executors",
                "Executors that fit a label now",
                rows,
                row -> row.label().executors());
        gauge(
                "millrace_agent_label_idle_seconds",
                "How long executors that fit had nothing to do",
                rows,
                row -> seconds(row.label().idle()));
        gauge(
                "millrace_agent_label_present_seconds",
                "How long executors that fit were there",
                rows,
                row -> seconds(row.label().there()));
        family("millrace_agent_labels", "gauge", "Labels by whether their figures are here");
        line("millrace_agent_labels", "state=\"known\"", rows.size());
        line("millrace_agent_labels", "state=\"left_out\"", leftOut);
    }

    private void gauge(String name, String help, List<AgentRow> rows, Function<AgentRow, @Nullable Number> value) {
        family(name, "gauge", help);
        for (AgentRow row : rows) {
            Number found = value.apply(row);
            if (found != null) {
                text.append(name)
                        .append('{')
                        .append(label("label", row.label().name()))
                        .append("} ")
                        .append(found)
                        .append('\n');
            }
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS;
    }

    /**
     * One job with its stages.
     *
     * @param job its full name
     */
    static byte[] of(String job, PipelineReport report) {
        OpenMetrics out = new OpenMetrics();
        String name = label("job", job);
        out.family(
                "millrace_build_duration_seconds",
                "summary",
                "Time of builds that passed, of the last builds of a job");
        out.summary("millrace_build_duration_seconds", name, report.time());
        out.family(
                "millrace_queue_duration_seconds",
                "summary",
                "Time of builds in the queue, of the last builds of a job");
        out.summary("millrace_queue_duration_seconds", name, report.queue());
        out.family("millrace_agent_wait_seconds", "summary", "Time in which builds that passed waited for an agent");
        out.summary("millrace_agent_wait_seconds", name, report.agent());
        out.family("millrace_recent_builds", "gauge", "The last builds of a job, at most 100, by result");
        out.results(name, report.passed(), report.failed(), report.others());
        List<StageFigures> stages = report.stages().stream()
                .sorted(Comparator.comparing(StageFigures::runs).reversed())
                .limit(STAGES)
                .toList();
        out.family("millrace_stage_duration_seconds", "summary", "Time of a stage in the builds in which it passed");
        for (StageFigures stage : stages) {
            out.summary(
                    "millrace_stage_duration_seconds",
                    name + ',' + label("stage", String.join(" / ", stage.path())),
                    stage.time());
        }
        out.family("millrace_stages", "gauge", "Stages by whether their figures are here");
        out.line("millrace_stages", name + ",state=\"known\"", stages.size());
        out.line(
                "millrace_stages", name + ",state=\"left_out\"", report.stages().size() - stages.size());
        return out.done();
    }

    private void family(String name, String type, String help) {
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        if (name.endsWith("_seconds")) {
            text.append("# UNIT ").append(name).append(" seconds\n");
        }
        text.append("# HELP ").append(name).append(' ').append(help).append(".\n");
    }

    private void summary(String name, String labels, Figure<Percentiles<Duration>> figure) {
        figure.measured().ifPresent(found -> {
            quantile(name, labels, "0.5", found.p50());
            quantile(name, labels, "0.85", found.p85());
            quantile(name, labels, "0.95", found.p95());
            line(name + "_count", labels, found.n());
        });
    }

    private void quantile(String name, String labels, String quantile, Duration value) {
        text.append(name)
                .append('{')
                .append(labels)
                .append(",quantile=\"")
                .append(quantile)
                .append("\"} ");
        text.append(seconds(value)).append('\n');
    }

    private void results(String labels, long passed, long failed, long others) {
        line("millrace_recent_builds", labels + ",result=\"passed\"", passed);
        line("millrace_recent_builds", labels + ",result=\"failed\"", failed);
        line("millrace_recent_builds", labels + ",result=\"other\"", others);
    }

    private void line(String name, String labels, long value) {
        text.append(name).append('{').append(labels).append("} ").append(value).append('\n');
    }

    /** Backslash, quote and line feed are escaped, as the format says. */
    private static String label(String name, String value) {
        return name + "=\""
                + RecordJson.encodable(value)
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                + '"';
    }

    private byte[] done() {
        return text.append("# EOF\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
