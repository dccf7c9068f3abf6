package io.jenkins.plugins.millrace.job;

import dev.millrace.buildcard.CardLabels;
import dev.millrace.document.Block;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Formats;
import io.jenkins.plugins.millrace.agents.AgentReport;
import io.jenkins.plugins.millrace.job.OverviewJobs.AgentRow;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What waiting for agents cost the jobs of a folder, by label, and what one more agent would have saved them. */
final class AgentSection {

    private static final long SECOND = 1_000;

    private final JobTexts texts;
    private final @Nullable AgentReport report;
    private final List<AgentRow> rows;

    AgentSection(JobTexts texts, OverviewJobs jobs) {
        this.texts = texts;
        this.report = jobs.agents();
        this.rows = jobs.agentRows();
    }

    List<Document.Section> sections() {
        if (report == null || rows.isEmpty()) {
            return List.of();
        }
        List<Block> blocks = new ArrayList<>();
        String advice = advice();
        if (advice != null) {
            blocks.add(new Block.Paragraph(advice));
        }
        blocks.add(new Block.Table(
                texts.of(
                        "agents.caption",
                        Formats.minute(report.from(), ZoneOffset.UTC) + " UTC",
                        Formats.minute(report.to(), ZoneOffset.UTC) + " UTC"),
                List.of(
                        Block.Column.words(texts.of("agents.label")),
                        Block.Column.figures(texts.of("agents.uses")),
                        Block.Column.figures(texts.of("agents.waited")),
                        Block.Column.figures(texts.of("agents.executors")),
                        Block.Column.figures(texts.of("agents.idle")),
                        Block.Column.figures(texts.of("agents.saved"))),
                rows.stream().map(this::row).toList()));
        if (report.furtherLabels() > 0) {
            blocks.add(new Block.Paragraph(texts.of("agents.further", Formats.count(report.furtherLabels()))));
        }
        blocks.add(new Block.Paragraph(texts.of("agents.what")));
        return List.of(new Document.Section("agents", texts.of("agents"), "", blocks));
    }

    /** The label whose next agent would have saved most; null if none would have saved a second. */
    private @Nullable String advice() {
        return rows.stream()
                .filter(row -> row.label().like() != null && row.share().saved().toMillis() >= SECOND)
                .max(Comparator.comparing(row -> row.share().saved()))
                .map(row -> texts.of(
                        "agents.advice",
                        name(row.label()),
                        CardLabels.about(Duration.ofMillis(row.share().waited())),
                        CardLabels.about(row.share().saved())))
                .orElse(null);
    }

    private Block.Row row(AgentRow row) {
        AgentReport.Label label = row.label();
        AgentReport.Like like = label.like();
        Duration there = label.there();
        return Block.Row.of(
                Cell.text(name(label)),
                Cell.text(Formats.count(row.share().uses())),
                Cell.text(CardLabels.about(Duration.ofMillis(row.share().waited()))),
                Cell.text(Formats.count(label.executors())),
                Cell.text(
                        there.isZero()
                                ? texts.of("unknown")
                                : texts.of(
                                        "agents.idle.of",
                                        CardLabels.about(label.idle()),
                                        Formats.percent((double) label.idle().toMillis() / there.toMillis()))),
                Cell.text(
                        like == null
                                ? texts.of("agents.none")
                                : texts.of(
                                        "agents.saved.like",
                                        CardLabels.about(row.share().saved()),
                                        like.name().isEmpty()
                                                ? texts.of("agents.built.in")
                                                : Formats.shorten(CardLabels.visible(like.name()), Formats.NAME))));
    }

    private String name(AgentReport.Label label) {
        return label.name().isEmpty()
                ? texts.of("agents.any")
                : Formats.shorten(CardLabels.visible(label.name()), Formats.NAME);
    }
}
