package io.jenkins.plugins.millrace.job;

import dev.millrace.buildcard.CardLabels;
import dev.millrace.document.Block;
import dev.millrace.document.Document;
import dev.millrace.document.Formats;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.pipeline.BeforeAndAfter;
import dev.millrace.metrics.pipeline.PipelineReport;
import dev.millrace.metrics.pipeline.StageFigures;
import dev.millrace.model.Figure;
import io.jenkins.plugins.millrace.summary.JobSummaries.Summary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a job's page says, from its summary. Texts are plain: the renderer escapes them. */
final class JobDocument {

    /** Builds on the job's main page. */
    static final int BUILDS_ON_CARD = 10;

    /** Builds on the job's own page. */
    static final int BUILDS_ON_PAGE = 30;

    private final JobTexts texts;
    private final Summary summary;
    private final PipelineReport report;
    private final String toBuilds;

    /**
     * Of that job.
     *
     * @param toBuilds where the builds are found, relative to the page; ends with a slash
     */
    JobDocument(JobTexts texts, Summary summary, String toBuilds) {
        this.texts = texts;
        this.summary = summary;
        this.report = summary.report();
        this.toBuilds = toBuilds;
    }

    /** What stands on the job's main page: the headline and the latest builds. */
    Document card() {
        return new Document(headline(), "", List.of(), List.of(), List.of(latest(BUILDS_ON_CARD)));
    }

    /**
     * All of it.
     *
     * @param missing what was asked to compare from and is not known; empty if it is
     */
    Document page(@Nullable BeforeAndAfter change, String missing) {
        List<Document.Section> sections = new ArrayList<>();
        sections.add(latest(BUILDS_ON_PAGE));
        if (report.builds().isEmpty()) {
            return new Document(headline(), "", List.of(), List.of(), sections);
        }
        sections.addAll(new StageSections(texts, report).sections());
        sections.addAll(new TrendSections(texts, report).sections());
        sections.addAll(new DeploymentSection(texts, report, toBuilds).sections());
        if (change != null) {
            sections.add(new ChangeSection(texts, change).section());
        }
        if (!missing.isEmpty()) {
            sections.add(new Document.Section(
                    "change",
                    texts.of("change"),
                    "",
                    List.of(new Block.Paragraph(
                            texts.of("change.missing", Formats.shorten(CardLabels.visible(missing), Formats.NAME))))));
        }
        return new Document(headline(), "", List.of(basis()), cards(), sections);
    }

    private Document.Section latest(int most) {
        return new Document.Section(
                "builds", texts.of("latest"), "", new BuildTable(texts, report, toBuilds).blocks(most, notes()));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (summary.reading()) {
            notes.add(texts.of("reading"));
        }
        if (summary.withoutRecord() > 0) {
            notes.add(texts.of("without.record", Formats.count(summary.withoutRecord())));
        }
        return notes;
    }

    /** One sentence: what a build spends its time on. */
    String headline() {
        if (report.builds().isEmpty()) {
            return texts.of("headline.none");
        }
        Percentiles<Duration> time = report.time().measured().orElse(null);
        StageFigures constraint = report.constraint().orElse(null);
        if (time == null) {
            return texts.of(
                    "headline.none.passed", Formats.count(report.builds().size()));
        }
        if (constraint == null) {
            return texts.of(
                    "headline.time",
                    CardLabels.about(time.p50()),
                    CardLabels.about(time.p85()),
                    Formats.count(time.n()));
        }
        StageFigures better = report.savesMost()
                .filter(stage -> !stage.path().equals(constraint.path()))
                .orElse(null);
        return better == null
                ? texts.of(
                        "headline.constraint",
                        name(constraint),
                        Formats.percent((double) constraint.onPath() / report.paths()),
                        median(constraint.saves()),
                        CardLabels.about(time.p50()))
                : texts.of(
                        "headline.saves",
                        name(constraint),
                        median(constraint.ownOnPath()),
                        CardLabels.about(time.p50()),
                        name(better),
                        median(better.saves()));
    }

    private static String name(StageFigures stage) {
        return Formats.shorten(Names.of(stage.path()), Formats.NAME);
    }

    private static String median(Figure<Percentiles<Duration>> figure) {
        return figure.measured().map(Percentiles::p50).map(CardLabels::about).orElse("");
    }

    private Document.Fact basis() {
        int newest = report.builds().get(0).number();
        int oldest = report.builds().get(report.builds().size() - 1).number();
        return Document.Fact.of(
                texts.of("basis"),
                texts.of("basis.builds", Formats.count(report.builds().size()), "#" + oldest, "#" + newest));
    }

    private List<Document.Card> cards() {
        List<Document.Card> cards = new ArrayList<>();
        cards.add(times("time", report.time()));
        cards.add(times("queue", report.queue()));
        if (report.agent().measured().isPresent()) {
            cards.add(times("agent", report.agent()));
        }
        long rated = report.passed() + report.failed();
        cards.add(new Document.Card(
                "passed",
                texts.of("passed"),
                rated == 0 ? texts.of("unknown") : Formats.percent((double) report.passed() / rated),
                texts.of(
                        "passed.caption",
                        Formats.count(report.passed()),
                        Formats.count(report.unstable()),
                        Formats.count(report.failed())),
                report.others() == 0 ? List.of() : List.of(texts.of("passed.others", Formats.count(report.others()))),
                texts.of("passed.what")));
        report.slowest().ifPresent(stage -> cards.add(stageCard("slowest", stage)));
        report.mostVariable().ifPresent(stage -> cards.add(stageCard("variable", stage)));
        return cards;
    }

    private Document.Card stageCard(String id, StageFigures stage) {
        Percentiles<Duration> time = stage.time().measured().orElseThrow();
        return new Document.Card(
                id,
                texts.of(id),
                Formats.shorten(Names.of(stage.path()), Formats.NAME),
                texts.of(
                        "percentiles",
                        CardLabels.about(time.p50()),
                        CardLabels.about(time.p85()),
                        Formats.count(time.n())),
                List.of(),
                texts.of(id + ".what"));
    }

    private Document.Card times(String id, Figure<Percentiles<Duration>> figure) {
        Percentiles<Duration> found = figure.measured().orElse(null);
        return new Document.Card(
                id,
                texts.of(id),
                found == null ? texts.of("unknown") : CardLabels.about(found.p50()),
                found == null
                        ? texts.of("unknown." + id)
                        : texts.of("median", CardLabels.about(found.p85()), Formats.count(found.n())),
                List.of(),
                texts.of(id + ".what"));
    }
}
