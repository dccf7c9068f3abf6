package dev.millrace.view;

import dev.millrace.document.Block;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Formats;
import dev.millrace.metrics.time.Bottleneck;
import dev.millrace.metrics.time.Bottleneck.Candidate;
import dev.millrace.metrics.time.Bottleneck.Lead;
import dev.millrace.model.SegmentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says which stage holds up the stream, or that none is shown to, with the evidence. */
final class BottleneckBlocks {

    private static final int HUNDRED = 100;

    private BottleneckBlocks() {}

    static List<Block> of(Bottleneck bottleneck) {
        if (bottleneck.candidates().isEmpty()) {
            return List.of(new Paragraph("No bottleneck: no waiting was seen inside the window."));
        }
        List<Row> rows = new ArrayList<>();
        for (Candidate candidate : bottleneck.candidates()) {
            rows.add(Row.of(
                    Cell.text(name(candidate)),
                    Cell.text(Formats.count(candidate.visits())),
                    Cell.text(Formats.count(candidate.arrivals())),
                    Cell.text(Formats.count(candidate.departures())),
                    Cell.text(String.format(Locale.ROOT, "%+,d", candidate.growth())),
                    Cell.text(Formats.count(candidate.repeats())),
                    Cell.text(candidate
                            .completed()
                            .measured()
                            .map(p -> Formats.duration(p.p85()))
                            .orElse("-")),
                    Cell.bar(Formats.percent(candidate.share()), candidate.share(), SegmentKind.WAITING)));
        }
        return List.of(
                new Paragraph(sentence(bottleneck)),
                new Table(
                        "Waiting visit-time inside the window. Each visit counts once, however many items it "
                                + "holds",
                        List.of(
                                Column.words("Stage"),
                                Column.figures("Visits"),
                                Column.figures("In"),
                                Column.figures("Out"),
                                Column.figures("Net inflow"),
                                Column.figures("Re-visits"),
                                Column.figures("p85"),
                                Column.words("Share")),
                        rows));
    }

    private static String sentence(Bottleneck bottleneck) {
        Candidate first = bottleneck.candidates().get(0);
        Lead lead = bottleneck.lead();
        if (lead == null) {
            return "No bottleneck: only " + name(first) + " had waiting, so there is nothing to compare it with.";
        }
        String interval = "90% confidence interval " + points(lead.low()) + " to " + points(lead.high()) + " points";
        return lead.shown()
                ? name(first) + " is the bottleneck: it has " + Formats.percent(first.share())
                        + " of the waiting visit-time, "
                        + points(lead.value()) + " points more than the second stage (" + interval + "), based on "
                        + Formats.count(bottleneck.items(), "item", "items") + " that waited."
                : "No bottleneck: " + name(first) + " leads by " + points(lead.value())
                        + " points of the waiting visit-time, which is not statistically significant: the " + interval
                        + " includes 0.";
    }

    private static String name(Candidate candidate) {
        return Formats.shorten(candidate.stage().name(), Formats.NAME);
    }

    private static String points(double share) {
        return String.valueOf(Math.round(share * HUNDRED));
    }
}
