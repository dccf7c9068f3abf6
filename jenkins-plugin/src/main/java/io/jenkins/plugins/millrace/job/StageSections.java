package io.jenkins.plugins.millrace.job;

import dev.millrace.buildcard.CardLabels;
import dev.millrace.document.Block;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Formats;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.pipeline.PipelineReport;
import dev.millrace.metrics.pipeline.StageFigures;
import dev.millrace.model.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Each stage in numbers, and its part in the critical path. */
final class StageSections {

    private static final int MOST = 100;

    private final JobTexts texts;
    private final PipelineReport report;

    StageSections(JobTexts texts, PipelineReport report) {
        this.texts = texts;
        this.report = report;
    }

    List<Document.Section> sections() {
        if (report.stages().isEmpty()) {
            return List.of();
        }
        List<Block.Row> rows = new ArrayList<>();
        double longest = report.stages().stream()
                .mapToDouble(stage -> millis(stage.ownOnPath()))
                .max()
                .orElse(0);
        report.stages().stream().limit(MOST).forEach(stage -> rows.add(row(stage, longest)));
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Table(
                texts.of("stages.caption", Formats.count(report.paths())),
                List.of(
                        Block.Column.words(texts.of("stage")),
                        Block.Column.figures(texts.of("stages.p50")),
                        Block.Column.figures(texts.of("stages.p85")),
                        Block.Column.figures(texts.of("stages.n")),
                        Block.Column.figures(texts.of("stages.failed")),
                        Block.Column.figures(texts.of("stages.on.path")),
                        Block.Column.figures(texts.of("stages.own")),
                        Block.Column.figures(texts.of("stages.saves"))),
                rows));
        if (report.stages().size() > MOST) {
            blocks.add(new Block.Paragraph(
                    texts.of("stages.more", Formats.count(report.stages().size() - (long) MOST))));
        }
        blocks.add(new Block.Paragraph(texts.of("stages.what")));
        return List.of(new Document.Section("stages", texts.of("stages"), "", blocks));
    }

    private Block.Row row(StageFigures stage, double longest) {
        String none = texts.of("unknown");
        List<Cell> cells = List.of(
                Cell.text(Formats.shorten(Names.of(stage.path()), Formats.TITLE)),
                Cell.text(text(stage.time(), Percentiles::p50)),
                Cell.text(text(stage.time(), Percentiles::p85)),
                Cell.text(Formats.count(
                        stage.time().measured().map(Percentiles::n).orElse(0L))),
                Cell.text(Formats.count(stage.failed())),
                Cell.text(report.paths() == 0 ? none : Formats.percent((double) stage.onPath() / report.paths())),
                report.paths() == 0
                        ? Cell.text(none)
                        : Cell.bar(
                                text(stage.ownOnPath(), Percentiles::p50),
                                longest == 0 ? 0 : millis(stage.ownOnPath()) / longest),
                Cell.text(text(stage.saves(), Percentiles::p50)));
        return new Block.Row(cells, stage.path().size() > 1);
    }

    private static double millis(Figure<Percentiles<Duration>> figure) {
        return figure.measured().map(found -> (double) found.p50().toMillis()).orElse(0.0);
    }

    private String text(Figure<Percentiles<Duration>> figure, Function<Percentiles<Duration>, Duration> value) {
        return figure.measured().map(value).map(CardLabels::about).orElseGet(() -> texts.of("unknown"));
    }
}
