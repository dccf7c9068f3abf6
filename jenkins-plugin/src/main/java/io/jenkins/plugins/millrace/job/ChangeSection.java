package io.jenkins.plugins.millrace.job;

import dev.millrace.buildcard.CardLabels;
import dev.millrace.document.Block;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Formats;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.outlook.Comparison.Change;
import dev.millrace.metrics.pipeline.BeforeAndAfter;
import dev.millrace.metrics.pipeline.PipelineReport;
import dev.millrace.model.Figure;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/** Whether a change of the pipeline helped: before and after a day. */
final class ChangeSection {

    private static final int MOST = 30;

    private final JobTexts texts;
    private final BeforeAndAfter change;

    ChangeSection(JobTexts texts, BeforeAndAfter change) {
        this.texts = texts;
        this.change = change;
    }

    Document.Section section() {
        Block table = new Block.Table(
                texts.of("change.caption", Formats.minute(change.since(), ZoneOffset.UTC) + " UTC"),
                List.of(
                        Block.Column.words(texts.of("stage")),
                        Block.Column.figures(texts.of("change.before")),
                        Block.Column.figures(texts.of("change.after")),
                        Block.Column.figures(texts.of("change.change")),
                        Block.Column.words(texts.of("change.verdict"))),
                change.rows().stream().limit(MOST).map(this::row).toList());
        return new Document.Section(
                "change",
                texts.of("change"),
                "",
                List.of(table, new Block.Paragraph(texts.of("change.what", PipelineReport.ENOUGH))));
    }

    private Block.Row row(BeforeAndAfter.Row row) {
        Change found = row.change().measured().orElse(null);
        return Block.Row.of(
                Cell.text(
                        row.path().isEmpty() ? texts.of("whole") : Formats.shorten(Names.of(row.path()), Formats.NAME)),
                Cell.text(median(row.before())),
                Cell.text(median(row.after())),
                Cell.text(
                        found == null
                                ? texts.of("unknown")
                                : texts.of(
                                        "change.interval",
                                        signed(found.value()),
                                        signed(found.low()),
                                        signed(found.high()))),
                Cell.text(verdict(found)));
    }

    private String verdict(@org.jspecify.annotations.Nullable Change found) {
        if (found == null) {
            return texts.of("change.too.few");
        }
        return texts.of(found.high() < 0 ? "change.faster" : found.low() > 0 ? "change.slower" : "change.none");
    }

    private String median(Figure<Percentiles<Duration>> figure) {
        return figure.measured()
                .map(found -> texts.of("change.median", CardLabels.about(found.p50()), Formats.count(found.n())))
                .orElseGet(() -> texts.of("unknown"));
    }

    private static String signed(double millis) {
        Duration duration = Duration.ofMillis((long) millis);
        return (millis > 0 ? "+" : "") + CardLabels.about(duration);
    }
}
