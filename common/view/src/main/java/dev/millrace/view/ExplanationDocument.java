package dev.millrace.view;

import dev.millrace.document.Block;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Document.Fact;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.metrics.Explanation;
import dev.millrace.metrics.Explanation.Exclusion;
import dev.millrace.metrics.Explanation.Value;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.ReportExtras;
import dev.millrace.model.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts an explanation into words. */
final class ExplanationDocument {

    private static final int MOST = 200;

    private final FlowReport report;
    private final ReportExtras extras;
    private final Explanation explanation;

    ExplanationDocument(FlowReport report, ReportExtras extras, Explanation explanation) {
        this.report = report;
        this.extras = extras;
        this.explanation = explanation;
    }

    Document document() {
        Metric metric = explanation.metric();
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("Formula", metric.formula()));
        facts.add(Fact.of("Unit", metric.unit()));
        facts.add(Fact.of("Definition", metric.definition()));
        facts.add(Fact.of("Source", metric.source()));
        facts.addAll(ReportDocument.facts(report));
        explanation.constants().forEach((name, value) -> facts.add(Fact.of(name, text(value))));
        Document whole = ReportDocument.of(report, extras);
        List<Section> sections = new ArrayList<>();
        whole.sections().stream()
                .filter(section -> section.id().equals(ReportSections.section(metric)))
                .map(section -> new Section(section.id(), section.title(), "", section.blocks()))
                .forEach(sections::add);
        sections.add(new Section("rows", "Computed from", "", rows()));
        sections.add(new Section("exclusions", "Left out, and why", "", exclusions()));
        return new Document(
                "Why this number: " + metric.label(),
                whole.subtitle(),
                facts,
                whole.cards().stream()
                        .filter(card -> card.id().equals(metric.id()))
                        .toList(),
                sections);
    }

    private List<Block> rows() {
        if (explanation.rows().isEmpty()) {
            return List.of(new Paragraph("Nothing: the metric has no value."));
        }
        Set<String> names = new LinkedHashSet<>();
        explanation.rows().forEach(row -> names.addAll(row.values().keySet()));
        Set<String> parts = new LinkedHashSet<>();
        explanation.rows().forEach(row -> row.parts().forEach(part -> parts.addAll(part.keySet())));
        List<Column> columns = new ArrayList<>();
        columns.add(Column.words("Item"));
        names.forEach(name -> columns.add(Column.words(name)));
        parts.forEach(name -> columns.add(Column.words(name)));
        List<Row> rows = new ArrayList<>();
        for (Explanation.Row row : explanation.rows()) {
            if (rows.size() >= MOST) {
                break;
            }
            rows.add(new Row(cells(row, names, parts), false));
            row.parts().stream().limit(MOST).forEach(part -> rows.add(new Row(cells(part, names, parts), true)));
        }
        String caption = rows.size() < MOST
                ? "All rows"
                : "The first of " + Formats.count(explanation.rows().size()) + " rows";
        return List.of(new Table(caption + "; --json prints all, with the events behind each", columns, rows));
    }

    private static List<Cell> cells(Explanation.Row row, Set<String> names, Set<String> parts) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.link(
                Formats.shorten(row.subject().key(), Formats.NAME),
                row.subject().url()));
        names.forEach(name -> cells.add(Cell.text(text(row.values().get(name)))));
        parts.forEach(unused -> cells.add(Cell.text("")));
        return cells;
    }

    private static List<Cell> cells(Map<String, Value> part, Set<String> names, Set<String> parts) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.text(""));
        names.forEach(unused -> cells.add(Cell.text("")));
        parts.forEach(name -> cells.add(Cell.text(text(part.get(name)))));
        return cells;
    }

    private List<Block> exclusions() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(OutcomeBlocks.population(report.population()) + '.'));
        if (explanation.exclusions().isEmpty()) {
            return blocks;
        }
        List<Row> rows = new ArrayList<>();
        for (Exclusion exclusion : explanation.exclusions()) {
            if (rows.size() >= MOST) {
                break;
            }
            Reason why = exclusion.why();
            rows.add(Row.of(
                    Cell.link(
                            Formats.shorten(exclusion.subject().key(), Formats.NAME),
                            exclusion.subject().url()),
                    Cell.text(Labels.of(exclusion.state())),
                    Cell.text(why == null ? "" : Formats.shorten(why.detail(), Formats.TITLE))));
        }
        String caption = explanation.exclusions().stream()
                .map(exclusion -> exclusion.why() == null
                        ? Labels.of(exclusion.state())
                        : exclusion.why().code().label())
                .collect(Collectors.groupingBy(label -> label, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> Formats.count(entry.getValue()) + ' ' + entry.getKey())
                .collect(Collectors.joining(", "));
        blocks.add(
                new Table(caption, List.of(Column.words("Item"), Column.words("Value"), Column.words("Reason")), rows));
        return blocks;
    }

    private static String text(@Nullable Value value) {
        if (value instanceof Value.At at) {
            return at.instant() == null ? "-" : at.instant().toString();
        } else if (value instanceof Value.Millis millis) {
            return millis.millis() + " ms (" + Formats.duration(Duration.ofMillis(millis.millis())) + ')';
        } else if (value instanceof Value.Count count) {
            return String.valueOf(count.n());
        } else if (value instanceof Value.Is is) {
            return is.yes() ? "yes" : "no";
        } else if (value instanceof Value.Word word) {
            return word.text() == null ? "-" : Formats.shorten(word.text(), Formats.NAME);
        }
        return "-";
    }
}
