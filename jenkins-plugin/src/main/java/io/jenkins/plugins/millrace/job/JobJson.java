package io.jenkins.plugins.millrace.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.pipeline.BeforeAndAfter;
import dev.millrace.metrics.pipeline.PipelineReport;
import dev.millrace.metrics.pipeline.StageFigures;
import dev.millrace.metrics.pipeline.TimedBuild;
import dev.millrace.metrics.pipeline.TimedDeployment;
import dev.millrace.metrics.pipeline.TimedStage;
import dev.millrace.model.Figure;
import io.jenkins.plugins.millrace.agents.AgentReport;
import io.jenkins.plugins.millrace.agents.LoadNow;
import io.jenkins.plugins.millrace.record.RecordJson;
import io.jenkins.plugins.millrace.settings.NamedStream;
import io.jenkins.plugins.millrace.summary.JobSummaries.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page of a job as JSON: durations in milliseconds, instants in ISO 8601 and UTC, {@code null} for what is unknown. */
final class JobJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JobJson() {}

    static byte[] write(Summary summary, @Nullable BeforeAndAfter change) {
        PipelineReport report = summary.report();
        ObjectNode json = JSON.createObjectNode();
        json.put("schema", 1);
        json.put("reading", summary.reading());
        json.put("buildsWithoutRecord", summary.withoutRecord());
        json.put("builds", report.builds().size());
        percentiles(json, "time", report.time());
        percentiles(json, "queue", report.queue());
        percentiles(json, "agent", report.agent());
        json.put("passed", report.passed());
        json.put("unstable", report.unstable());
        json.put("failed", report.failed());
        json.put("others", report.others());
        json.put("criticalPaths", report.paths());
        json.set("constraint", path(report.constraint().map(StageFigures::path).orElse(null)));
        json.set("slowest", path(report.slowest().map(StageFigures::path).orElse(null)));
        json.set(
                "mostVariable",
                path(report.mostVariable().map(StageFigures::path).orElse(null)));
        ArrayNode stages = json.putArray("stages");
        for (StageFigures stage : report.stages()) {
            ObjectNode node = stages.addObject();
            node.set("path", path(stage.path()));
            node.put("runs", stage.runs());
            node.put("failed", stage.failed());
            node.put("onCriticalPath", stage.onPath());
            percentiles(node, "time", stage.time());
            percentiles(node, "ownOnCriticalPath", stage.ownOnPath());
            percentiles(node, "savesAtMost", stage.saves());
        }
        ArrayNode deployments = json.putArray("deployments");
        for (PipelineReport.Deployed deployed : report.deployments()) {
            ObjectNode node = deployments.addObject();
            deployment(node, deployed.latest());
            node.put("build", deployed.build());
            node.put("passed", deployed.passed());
            node.put("attempts", deployed.attempts());
        }
        if (change != null) {
            json.set("beforeAndAfter", change(change));
        }
        ArrayNode builds = json.putArray("latest");
        report.builds().forEach(build -> build(builds.addObject(), build));
        return bytes(json);
    }

    /** The jobs of a folder. */
    static byte[] write(OverviewJobs jobs) {
        ObjectNode json = JSON.createObjectNode();
        json.put("schema", 1);
        NamedStream named = jobs.stream();
        if (named != null) {
            json.put("stream", named.id());
        }
        json.put("beingRead", jobs.unread());
        json.put("withoutBuilds", jobs.withoutBuilds());
        json.put("leftOut", jobs.furtherJobs());
        FolderStream stream = new FolderStream(jobs.known().stream()
                .flatMap(row -> row.glance().parts().stream())
                .toList());
        json.put(
                "constraint",
                stream.constraint().map(passed -> passed.step().name()).orElse(null));
        ArrayNode steps = json.putArray("steps");
        for (FolderStream.Passed passed : stream.steps()) {
            ObjectNode node = steps.addObject();
            node.put("step", passed.step().name());
            node.put("kind", passed.step().kind().text());
            percentiles(node, "time", passed.time());
            node.put("builds", passed.passes());
            millis(node, "total", passed.total());
            node.put("unknown", passed.unknown());
        }
        LoadNow load = jobs.load();
        if (load != null) {
            ObjectNode node = json.putObject("now");
            node.put("running", load.running());
            node.put("inQueue", load.inQueue());
            node.put("waitingForAgents", load.waitingForAgents());
        }
        AgentReport agents = jobs.agents();
        if (agents != null) {
            agents(json.putObject("agents"), agents, jobs);
        }
        ArrayNode rows = json.putArray("jobs");
        for (OverviewJobs.Row row : jobs.known()) {
            ObjectNode node = rows.addObject();
            node.put("job", RecordJson.encodable(row.name()));
            millis(node, "buildTimePerWeek", row.glance().perWeek().orElse(null));
            percentiles(node, "time", row.glance().time());
            percentiles(node, "queue", row.glance().queue());
            node.put("trend", row.glance().trend().name());
            node.put("builds", row.glance().builds());
            node.put("passed", row.glance().passed());
            node.put("failed", row.glance().failed());
            node.set(
                    "constraint",
                    path(
                            row.glance().constraint().isEmpty()
                                    ? null
                                    : row.glance().constraint()));
        }
        return bytes(json);
    }

    private static void agents(ObjectNode json, AgentReport report, OverviewJobs jobs) {
        json.put("from", report.from().toString());
        json.put("to", report.to().toString());
        json.put("furtherLabels", report.furtherLabels());
        ArrayNode labels = json.putArray("labels");
        for (OverviewJobs.AgentRow row : jobs.agentRows()) {
            AgentReport.Label label = row.label();
            AgentReport.Share share = row.share();
            ObjectNode node = labels.addObject();
            node.put("label", RecordJson.encodable(label.name()));
            node.put("uses", share.uses());
            node.put("waited", share.waited());
            node.put("waitedByReplay", share.replayed());
            node.put("waitedWithOneMore", share.withOneMore());
            millis(node, "saved", label.like() == null ? null : share.saved());
            node.put("executors", label.executors());
            millis(node, "idle", label.idle());
            millis(node, "there", label.there());
        }
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain nodes can be written", e);
        }
    }

    private static void build(ObjectNode node, TimedBuild build) {
        node.put("number", build.number());
        node.put("result", build.result());
        instant(node, "scheduledAt", build.scheduledAt());
        instant(node, "startedAt", build.startedAt());
        instant(node, "endedAt", build.endedAt());
        millis(node, "time", build.time());
        millis(node, "queue", build.queue());
        millis(node, "agent", build.agent());
        millis(node, "input", build.input());
        ArrayNode stages = node.putArray("stages");
        for (TimedStage stage : build.stages()) {
            ObjectNode each = stages.addObject();
            each.set("path", path(stage.path()));
            each.put("result", stage.result());
            each.put("runs", stage.runs());
            each.put("failed", stage.failed());
            millis(each, "time", stage.time());
            millis(each, "ownOnCriticalPath", stage.onPath());
            millis(each, "savesAtMost", stage.saves());
        }
        ArrayNode deployments = node.putArray("deployments");
        build.deployments().forEach(each -> deployment(deployments.addObject(), each));
    }

    private static void deployment(ObjectNode node, TimedDeployment deployment) {
        node.put("environment", RecordJson.encodable(deployment.environment()));
        instant(node, "at", deployment.at());
        millis(node, "time", deployment.time());
        node.put("result", deployment.result());
    }

    private static ObjectNode change(BeforeAndAfter change) {
        ObjectNode json = JSON.createObjectNode();
        instant(json, "since", change.since());
        ArrayNode rows = json.putArray("rows");
        for (BeforeAndAfter.Row row : change.rows()) {
            ObjectNode node = rows.addObject();
            node.set("path", path(row.path()));
            percentiles(node, "before", row.before());
            percentiles(node, "after", row.after());
            row.change()
                    .measured()
                    .ifPresentOrElse(
                            found -> node.putObject("change")
                                    .put("value", found.value())
                                    .put("low", found.low())
                                    .put("high", found.high()),
                            () -> node.putNull("change"));
        }
        return json;
    }

    private static com.fasterxml.jackson.databind.JsonNode path(@Nullable List<String> path) {
        if (path == null) {
            return JSON.nullNode();
        }
        ArrayNode array = JSON.createArrayNode();
        path.forEach(name -> array.add(RecordJson.encodable(name)));
        return array;
    }

    private static void percentiles(ObjectNode node, String field, Figure<Percentiles<Duration>> figure) {
        figure.measured()
                .ifPresentOrElse(
                        found -> node.putObject(field)
                                .put("n", found.n())
                                .put("p50", found.p50().toMillis())
                                .put("p85", found.p85().toMillis())
                                .put("p95", found.p95().toMillis()),
                        () -> node.putNull(field));
    }

    private static void millis(ObjectNode node, String field, @Nullable Duration value) {
        if (value == null) {
            node.putNull(field);
        } else {
            node.put(field, value.toMillis());
        }
    }

    private static void instant(ObjectNode node, String field, @Nullable Instant value) {
        node.put(field, value == null ? null : value.toString());
    }
}
