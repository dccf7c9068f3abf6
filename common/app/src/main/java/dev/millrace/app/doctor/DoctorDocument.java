package dev.millrace.app.doctor;

import dev.millrace.collect.DoctorFinding;
import dev.millrace.collect.DoctorFinding.Severity;
import dev.millrace.document.Block;
import dev.millrace.document.Block.Note;
import dev.millrace.document.Block.Notes;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Document;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An examination in words: what is wrong, why that matters, what to do. */
public final class DoctorDocument {

    private static final int LONGEST_TEXT = 1_000;

    private DoctorDocument() {}

    /** The examination in words. */
    public static Document of(Examination examination) {
        List<Section> sections = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            List<DoctorFinding> found = examination.findings().stream()
                    .filter(finding -> finding.severity() == severity)
                    .toList();
            if (!found.isEmpty()) {
                sections.add(section(severity, found));
            }
        }
        list(sections, "sound", "Passed", examination.sound());
        list(sections, "skipped", "Not checked", examination.skipped());
        return new Document("Millrace doctor", summary(examination), List.of(), List.of(), sections);
    }

    private static String summary(Examination examination) {
        if (examination.findings().isEmpty()) {
            return "no problems found";
        }
        List<String> counts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long count = examination.findings().stream()
                    .filter(finding -> finding.severity() == severity)
                    .count();
            if (count > 0) {
                counts.add(count + " " + severity.name().toLowerCase(Locale.ROOT) + (count == 1 ? "" : "s"));
            }
        }
        return String.join(", ", counts);
    }

    private static Section section(Severity severity, List<DoctorFinding> found) {
        String title = switch (severity) {
            case ERROR -> "Errors: something does not work, or figures are missing";
            case WARNING -> "Warnings: please check";
            case NOTE -> "Notes";
        };
        List<Note> notes = found.stream()
                .map(finding -> new Note(
                        shown(finding.about() + ": " + finding.what()),
                        shown(finding.why()),
                        shown(finding.action().isEmpty() ? "" : "→ " + finding.action()),
                        List.of()))
                .toList();
        return new Section(severity.name().toLowerCase(Locale.ROOT), title, "", List.of(new Notes(notes)));
    }

    private static void list(List<Section> sections, String id, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            sections.add(new Section(
                    id,
                    title,
                    "",
                    lines.stream()
                            .map(line -> (Block) new Paragraph(shown("- " + line)))
                            .toList()));
        }
    }

    private static String shown(String text) {
        return Formats.shorten(text, LONGEST_TEXT);
    }
}
