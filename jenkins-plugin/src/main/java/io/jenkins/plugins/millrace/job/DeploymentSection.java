package io.jenkins.plugins.millrace.job;

import dev.millrace.buildcard.CardLabels;
import dev.millrace.document.Block;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Formats;
import dev.millrace.metrics.pipeline.PipelineReport;
import dev.millrace.metrics.pipeline.TimedDeployment;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** The latest deployment to each environment. */
final class DeploymentSection {

    private static final int MOST = 20;

    private final JobTexts texts;
    private final PipelineReport report;
    private final String toBuilds;

    DeploymentSection(JobTexts texts, PipelineReport report, String toBuilds) {
        this.texts = texts;
        this.report = report;
        this.toBuilds = toBuilds;
    }

    List<Document.Section> sections() {
        if (report.deployments().isEmpty()) {
            return List.of();
        }
        Block table = new Block.Table(
                texts.of("deployments.caption"),
                List.of(
                        Block.Column.words(texts.of("environment")),
                        Block.Column.words(texts.of("build")),
                        Block.Column.words(texts.of("deployments.at")),
                        Block.Column.figures(texts.of("deployments.time")),
                        Block.Column.words(texts.of("result")),
                        Block.Column.figures(texts.of("deployments.passed"))),
                report.deployments().stream().limit(MOST).map(this::row).toList());
        return List.of(new Document.Section(
                "deployments",
                texts.of("deployments"),
                "",
                List.of(table, new Block.Paragraph(texts.of("deployments.what")))));
    }

    private Block.Row row(PipelineReport.Deployed deployed) {
        TimedDeployment latest = deployed.latest();
        Duration time = latest.time();
        String result = latest.result();
        return Block.Row.of(
                Cell.text(Formats.shorten(latest.environment(), Formats.NAME)),
                Cell.link("#" + deployed.build(), URI.create(toBuilds + deployed.build() + "/")),
                Cell.text(Formats.minute(latest.at(), ZoneOffset.UTC) + " UTC"),
                Cell.text(time == null || time.isNegative() ? texts.of("unknown") : CardLabels.about(time)),
                Cell.text(result == null ? texts.of("unknown") : result.toLowerCase(Locale.ROOT)),
                Cell.text(texts.of(
                        "deployments.of", Formats.count(deployed.passed()), Formats.count(deployed.attempts()))));
    }
}
