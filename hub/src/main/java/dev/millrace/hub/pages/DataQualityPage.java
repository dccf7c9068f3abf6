package dev.millrace.hub.pages;

import dev.millrace.app.doctor.DoctorDocument;
import dev.millrace.app.doctor.Examination;
import dev.millrace.app.status.StatusDocument;
import dev.millrace.app.status.StoreStatus;
import dev.millrace.app.status.ToolFreshness;
import dev.millrace.collect.DoctorFinding.Severity;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.document.Headline;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is known of every source, and what weakens the figures: the status and the doctor's findings. */
public final class DataQualityPage {

    private DataQualityPage() {}

    /**
     * The page in words.
     *
     * @param examination what was found in the store; empty if it is not examined yet
     */
    public static Document of(StoreStatus status, Optional<Examination> examination, ZoneId zone) {
        Document sources = StatusDocument.of(status);
        List<Section> sections = new ArrayList<>();
        sections.add(tools(status));
        sections.addAll(sources.sections());
        examination.ifPresent(found -> DoctorDocument.of(found)
                .sections()
                .forEach(section -> sections.add(new Section(
                        "doctor-" + section.id(), section.title(), section.definition(), section.blocks()))));
        return new Document(
                "Data quality",
                "what is read of each tool, and what weakens the figures",
                new Headline(
                        sentence(status, examination),
                        List.of(),
                        List.of(new Headline.Limit(
                                "As of", Formats.second(status.at(), zone) + " (" + Formats.zoneName(zone) + ")"))),
                // where the store is concerns only who runs it
                sources.facts().stream()
                        .filter(fact -> !fact.label().equals(StatusDocument.STORE))
                        .toList(),
                List.of(),
                sections);
    }

    private static String sentence(StoreStatus status, Optional<Examination> examination) {
        List<ToolFreshness> tools = ToolFreshness.of(status);
        int found = status.attention().size();
        long doubts = examination.stream()
                .flatMap(one -> one.findings().stream())
                .filter(finding -> finding.severity() != Severity.NOTE)
                .count();
        String attention = found == 0
                ? "Nothing needs attention."
                : Formats.count(found, "thing needs", "things need") + " attention.";
        return attention
                + (tools.isEmpty()
                        ? " No tool is read by this hub."
                        : " Sources: " + ToolFreshness.line(tools, status.at()) + '.')
                + (doubts == 0 ? "" : " The doctor has " + Formats.count(doubts, "finding", "findings") + '.')
                + (examination.isEmpty() ? " What is stored is being examined." : "");
    }

    private static Section tools(StoreStatus status) {
        List<Row> rows = ToolFreshness.of(status).stream()
                .map(tool -> Row.of(
                        Cell.text(tool.name()),
                        Cell.text(tool.text(status.at())),
                        Cell.text(tool.needsAttention() ? "yes" : "no"),
                        Cell.text(Formats.count(tool.sources()))))
                .toList();
        return new Section(
                "tools",
                "Tools",
                "A tool is as fresh as its worst source. Reports end where a source was last read completely.",
                rows.isEmpty()
                        ? List.of(new Paragraph("This hub reads no tool, and none has posted events."))
                        : List.of(new Table(
                                "How fresh the data of each tool are",
                                List.of(
                                        Column.words("Tool"),
                                        Column.words("Freshness"),
                                        Column.words("Needs attention"),
                                        Column.figures("Sources")),
                                rows)));
    }
}
