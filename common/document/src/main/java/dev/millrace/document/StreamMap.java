package dev.millrace.document;

import dev.millrace.document.Block.Paragraph;
import dev.millrace.model.SegmentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A value stream map: the stages in order with what passes through them, and below the ladder of active and waiting time. Where it
 * cannot be drawn, its tables stand for it.
 *
 * @param title what it shows
 * @param summary what a person who cannot see it should know
 * @param boxes the stages, in the order of the value stream
 * @param rungs where the time of the done items went, in the same order; empty if no item was done
 * @param totals what the rungs add up to, in words: waiting, active, efficiency; as empty as the rungs
 * @param tables the same as numbers
 * @param legend what the numbers mean; empty where there is no room for it
 */
public record StreamMap(
        String title,
        String summary,
        List<Box> boxes,
        List<Rung> rungs,
        List<String> totals,
        List<Block.Table> tables,
        String legend)
        implements Block {

    /**
     * One stage.
     *
     * @param name what it is called
     * @param kind what time in it counts as
     * @param value how long a visit takes, or another number that says most
     * @param lines more of it, each a few words
     * @param back what goes back from it; empty if nothing does
     * @param mark why it is marked, such as that it is the constraint; empty if it is not
     */
    public record Box(String name, SegmentKind kind, String value, List<String> lines, String back, String mark) {
        /** Copies the list. */
        public Box {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(back, "back");
            Objects.requireNonNull(mark, "mark");
            lines = List.copyOf(lines);
        }
    }

    /**
     * A part of the time.
     *
     * @param name the stage
     * @param kind ACTIVE is drawn below, everything else above
     * @param share its part of all rungs, from 0 to 1
     * @param text how long it is
     */
    public record Rung(String name, SegmentKind kind, double share, String text) {
        /** Validates the share. */
        public Rung {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(kind, "kind");
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("a share is from 0 to 1, not " + share);
            }
        }
    }

    /** The tables, and below them what their numbers mean. */
    List<Block> numbers() {
        List<Block> numbers = new ArrayList<>(tables);
        if (!legend.isEmpty()) {
            numbers.add(new Paragraph(legend));
        }
        return numbers;
    }

    /** Copies the lists. */
    public StreamMap {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(summary, "summary");
        boxes = List.copyOf(boxes);
        rungs = List.copyOf(rungs);
        totals = List.copyOf(totals);
        tables = List.copyOf(tables);
        Objects.requireNonNull(legend, "legend");
    }
}
