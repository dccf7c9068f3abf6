package dev.millrace.view;

import dev.millrace.document.Block.Note;
import dev.millrace.document.Formats;
import dev.millrace.model.Coverage.Behind;
import dev.millrace.model.LedgerEntry;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** States how much of an item was captured, according to its sources. */
public final class CaptureText {

    private static final int NAMED = 5;

    private final Capture capture;
    private final ZoneId zone;

    public CaptureText(Capture capture, ZoneId zone) {
        this.capture = capture;
        this.zone = zone;
    }

    public static Note note(LedgerEntry gap) {
        String expected = gap.expected() == null ? "an unknown number" : Formats.count(gap.expected());
        return new Note(
                "Incomplete: " + Formats.count(gap.captured()) + " of " + expected + ' '
                        + Formats.shorten(gap.measure(), Formats.NAME) + " captured",
                gap.note() == null
                        ? "The source has more history than was captured; the times above may be wrong."
                        : Formats.shorten(gap.note(), Formats.TITLE),
                "Run millrace sync again.",
                List.of());
    }

    /** What is missing besides what was said of the item itself. */
    public List<Note> notes(List<LedgerEntry> said) {
        List<Note> notes = new ArrayList<>();
        for (LedgerEntry gap : capture.gaps()) {
            if (!said.contains(gap)) {
                Note note = note(gap);
                notes.add(new Note(
                        note.what() + ", of " + Formats.shorten(gap.scope(), Formats.TITLE),
                        note.detail(),
                        note.advice(),
                        List.of()));
            }
        }
        for (Behind source : capture.behind().stream().limit(NAMED).toList()) {
            notes.add(new Note(
                    "Not read completely: " + Formats.shorten(source.source(), Formats.TITLE),
                    source.until() == null
                            ? "It was never read completely, so what belongs to this item there is unknown."
                            : "It was last read completely until " + Formats.second(source.until(), zone)
                                    + ". What happened there since is unknown.",
                    "millrace status shows the reason; run millrace sync again.",
                    List.of()));
        }
        return notes;
    }

    /**
     * The sentence below; empty if what is above says it all.
     *
     * @param gaps whether something of the item itself is missing
     */
    public Optional<String> sentence(boolean gaps) {
        if (capture.others() > 0) {
            return Optional.of(
                    (capture.others() == 1 ? "One other source was" : capture.others() + " other sources were")
                            + " not read completely, and may contain data of this item; millrace status names "
                            + (capture.others() == 1 ? "it." : "them."));
        } else if (gaps || !capture.whole()) {
            return Optional.empty();
        }
        String whole = "According to the source, all of its history was captured";
        return Optional.of(
                switch (capture.of()) {
                    case COLLECTED_STORE ->
                        whole
                                + (capture.until() == null
                                        ? "."
                                        : " until " + Formats.second(capture.until(), zone) + '.');
                    case STORE -> whole + "; it is unknown until when it was read.";
                });
    }
}
