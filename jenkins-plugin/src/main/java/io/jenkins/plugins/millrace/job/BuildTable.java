package io.jenkins.plugins.millrace.job;

import dev.millrace.buildcard.CardLabels;
import dev.millrace.document.Block;
import dev.millrace.document.Cell;
import dev.millrace.document.Formats;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.pipeline.PipelineReport;
import dev.millrace.metrics.pipeline.StageFigures;
import dev.millrace.metrics.pipeline.TimedBuild;
import dev.millrace.metrics.pipeline.TimedStage;
import dev.millrace.model.Figure;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The latest builds as a table: a row a build, a column a stage, and the percentiles below. */
final class BuildTable {

    private static final int COLUMNS = 10;
    private static final int HEAD = 40;

    private static final String NONE = "–";
    private static final String LATE = " ▲";
    private static final String FAILED = " ✗";

    private final JobTexts texts;
    private final PipelineReport report;
    private final String toBuilds;
    private final List<StageFigures> columns;

    BuildTable(JobTexts texts, PipelineReport report, String toBuilds) {
        this.texts = texts;
        this.report = report;
        this.toBuilds = toBuilds;
        List<StageFigures> all = report.stages();
        List<StageFigures> shown = all.size() <= COLUMNS
                ? all
                : all.stream().filter(stage -> stage.path().size() == 1).toList();
        this.columns = shown.subList(0, Math.min(COLUMNS, shown.size()));
    }

    /** The table with what must be known of it. */
    List<Block> blocks(int most, List<String> notes) {
        List<Block> blocks = new ArrayList<>();
        notes.forEach(note -> blocks.add(new Block.Paragraph(note)));
        if (!report.builds().isEmpty()) {
            blocks.add(table(most));
            blocks.add(new Block.Paragraph(texts.of("table.signs")));
            int more = report.stages().size() - columns.size();
            if (more > 0) {
                blocks.add(new Block.Paragraph(texts.of("table.more.stages", Formats.count(more))));
            }
        }
        return blocks;
    }

    private Block.Table table(int most) {
        List<Block.Column> heads = new ArrayList<>();
        heads.add(Block.Column.words(texts.of("build")));
        heads.add(Block.Column.words(texts.of("result")));
        heads.add(Block.Column.figures(texts.of("whole")));
        heads.add(Block.Column.figures(texts.of("queue")));
        heads.add(Block.Column.figures(texts.of("agent.short")));
        columns.forEach(stage -> heads.add(Block.Column.figures(Formats.shorten(head(stage), HEAD))));
        List<Block.Row> rows = new ArrayList<>();
        rows.add(usual(texts.of("stages.p50"), Percentiles::p50));
        rows.add(usual(texts.of("stages.p85"), Percentiles::p85));
        report.builds().stream().limit(most).forEach(build -> rows.add(row(build)));
        return new Block.Table(
                texts.of(
                        "table.caption",
                        Formats.count(Math.min(most, report.builds().size())),
                        Formats.count(report.builds().size())),
                heads,
                rows);
    }

    /** Its own name if no other column has it. */
    private String head(StageFigures stage) {
        boolean alone = columns.stream()
                        .filter(other -> other.name().equals(stage.name()))
                        .count()
                == 1;
        return alone ? Names.of(stage.name()) : Names.of(stage.path());
    }

    private Block.Row usual(String name, Function<Percentiles<Duration>, Duration> value) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.text(name));
        cells.add(Cell.text(""));
        cells.add(usual(report.time(), value));
        cells.add(usual(report.queue(), value));
        cells.add(usual(report.agent(), value));
        columns.forEach(stage -> cells.add(usual(stage.time(), value)));
        return new Block.Row(cells, false);
    }

    private static Cell usual(Figure<Percentiles<Duration>> figure, Function<Percentiles<Duration>, Duration> value) {
        return Cell.text(figure.measured().map(value).map(CardLabels::about).orElse(NONE));
    }

    private Block.Row row(TimedBuild build) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.link("#" + build.number(), URI.create(toBuilds + build.number() + "/")));
        cells.add(Cell.text(result(build.result())));
        cells.add(Cell.text(time(build.time(), build.passed() ? report.time() : null)));
        cells.add(Cell.text(time(build.queue(), report.queue())));
        cells.add(Cell.text(time(build.agent(), report.agent())));
        columns.forEach(column -> cells.add(Cell.text(stage(build, column))));
        return new Block.Row(cells, false);
    }

    private String stage(TimedBuild build, StageFigures column) {
        TimedStage stage = build.stages().stream()
                .filter(one -> one.path().equals(column.path()))
                .findFirst()
                .orElse(null);
        if (stage == null || stage.runs() == 0) {
            return NONE;
        }
        String time = time(stage.time(), stage.passed() ? column.time() : null);
        if (stage.time() == null) {
            time = texts.of("unknown");
        }
        String runs = stage.runs() == 1 ? "" : " " + texts.of("runs", Formats.count(stage.runs()));
        return time + (stage.failed() > 0 ? FAILED : "") + runs;
    }

    /** With a sign if it is longer than what 85 of 100 are at most. */
    private static String time(@Nullable Duration time, @Nullable Figure<Percentiles<Duration>> usual) {
        if (time == null) {
            return NONE;
        }
        boolean late = usual != null
                && usual.measured()
                        .filter(found -> found.n() >= PipelineReport.ENOUGH)
                        .filter(found -> time.compareTo(found.p85()) > 0)
                        .isPresent();
        return CardLabels.about(time) + (late ? LATE : "");
    }

    private static String result(String result) {
        return result.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
