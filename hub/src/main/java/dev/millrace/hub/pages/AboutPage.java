package dev.millrace.hub.pages;

import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Document.Fact;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.metrics.report.Metrics;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What this hub is, what its figures mean, and the definition that they follow. */
public final class AboutPage {

    private AboutPage() {}

    /**
     * The page in words.
     *
     * @param version of this program
     * @param definition the value-stream definition in words; empty for a reader who may see only a part of it
     */
    public static Document of(String version, ZoneId zone, Optional<Document> definition) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(
                "figures",
                "What the figures mean",
                "",
                List.of(new Table(
                        "Each figure of a report",
                        List.of(Column.words("Figure"), Column.words("What is counted"), Column.words("Source")),
                        Metrics.ALL.stream()
                                .map(metric -> Row.of(
                                        Cell.text(metric.label()),
                                        Cell.text(metric.definition()),
                                        Cell.text(metric.source())))
                                .toList()))));
        definition.ifPresent(words -> sections.addAll(words.sections()));
        return new Document(
                "About this hub",
                "Millrace measures the flow of work across Jira, GitHub and Jenkins",
                List.of(
                        Fact.of("Version", version),
                        Fact.of("Days and weeks", Formats.zone(zone)),
                        new Fact("For programs", Cell.link("description of the API", URI.create("./openapi.yaml"))),
                        Fact.of(
                                "Value-stream definition",
                                definition.map(Document::subtitle).orElse("this token sees a part of it"))),
                List.of(),
                sections);
    }
}
