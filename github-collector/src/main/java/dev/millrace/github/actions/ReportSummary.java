package dev.millrace.github.actions;

import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Headline;
import dev.millrace.document.MarkdownRenderer;
import dev.millrace.metrics.load.InProgressAccumulator;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.model.ArtifactKind;
import dev.millrace.view.ReportView;
import java.util.ArrayList;
import java.util.List;

/**
 * The step summary of a repository: what holds it up, the key figures and what is in progress, worst first; everything else folded.
 * Everybody who may see the repository sees it: it has titles of the repository's own pull requests only, and no address elsewhere.
 */
public final class ReportSummary {

    private ReportSummary() {}

    /**
     * What of a report may be shown in the repository.
     *
     * @param repository its full name, {@code owner/name}
     */
    public static FlowReport shown(FlowReport report, String repository) {
        return report.with(
                InProgressAccumulator.METRIC,
                report.inProgress()
                        .titled(item -> item.artifact().kind() == ArtifactKind.PULL_REQUEST
                                && item.key().startsWith(repository + '#')));
    }

    /**
     * The sections, the most important first.
     *
     * @param repository its full name, {@code owner/name}; links lead nowhere else
     */
    public static List<StepSummary.Section> sections(ReportView report, String repository) {
        MarkdownRenderer markdown = new MarkdownRenderer(link -> !repository.isEmpty()
                && link.getPath() != null
                && link.getPath().startsWith('/' + repository + '/'));
        Document document = report.document();
        List<StepSummary.Section> sections = new ArrayList<>();
        sections.add(new StepSummary.Section("Overview", markdown.head(overview(document))));
        sections.add(new StepSummary.Section("Key figures", markdown.section(keyFigures(document))));
        report.brief().document().sections().stream()
                .filter(section -> section.id().equals(InProgressAccumulator.METRIC.id()))
                .forEach(section ->
                        sections.add(new StepSummary.Section("What is in progress", markdown.section(section))));
        sections.add(
                new StepSummary.Section("All key figures", markdown.folded("Key figures with their basis", document)));
        for (Document.Section section : document.sections()) {
            sections.add(new StepSummary.Section(section.title(), markdown.folded(section.title(), section)));
        }
        return sections;
    }

    /** What to know and what to do; until when the data reach is among the folded facts, unless the sentence says it. */
    private static Document overview(Document document) {
        Headline headline = document.headline();
        return new Document(
                document.title(),
                document.subtitle(),
                headline == null
                        ? null
                        : new Headline(headline.caution(), headline.sentence(), headline.steps(), List.of()),
                List.of(),
                List.of(),
                List.of());
    }

    private static Document.Section keyFigures(Document document) {
        List<Row> rows = document.cards().stream()
                .map(card -> Row.of(
                        Cell.text(card.title()),
                        Cell.text(card.value()),
                        Cell.text(card.caption()),
                        Cell.text(card.change() == null ? "" : card.change().text())))
                .toList();
        Table table = new Table(
                document.subtitle(),
                List.of(
                        Column.words("Figure"),
                        Column.figures("Value"),
                        Column.words("Spread"),
                        Column.words("Change")),
                rows);
        return new Document.Section("key-figures", "Key figures", "", List.of(table));
    }
}
