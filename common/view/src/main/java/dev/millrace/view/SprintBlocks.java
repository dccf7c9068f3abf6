package dev.millrace.view;

import dev.millrace.document.Block;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Formats;
import dev.millrace.metrics.Shares;
import dev.millrace.metrics.load.Sprints;
import dev.millrace.metrics.load.Sprints.Outcome;
import dev.millrace.metrics.load.Sprints.SprintFigures;
import dev.millrace.metrics.load.Sprints.Until;
import dev.millrace.model.Figure;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** What sprints committed to and delivered. */
final class SprintBlocks {

    private static final int MOST = 20;

    private SprintBlocks() {}

    static List<Block> of(Sprints sprints, ZoneId zone) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(summary(sprints)));
        if (!sprints.sprints().isEmpty()) {
            blocks.add(table(sprints.sprints(), zone));
        }
        return blocks;
    }

    private static String summary(Sprints sprints) {
        StringJoiner text = new StringJoiner(" ");
        if (sprints.deliveredShare() instanceof Figure.Measured<Double> share) {
            text.add(Formats.count(sprints.delivered()) + " of " + Formats.items(sprints.committed())
                    + " committed to sprints that ended were delivered (" + Formats.percent(share.value()) + ").");
        } else {
            text.add("No sprint that began in the window and ended had an item committed to it.");
        }
        if (sprints.cut() > 0) {
            text.add("Not shown, because begun before the window: " + Formats.count(sprints.cut()) + ".");
        }
        if (sprints.withoutDates() > 0) {
            text.add("Not shown, because no item tells when it began: " + Formats.count(sprints.withoutDates()) + ".");
        }
        return text.toString();
    }

    private static Table table(List<SprintFigures> sprints, ZoneId zone) {
        int left = Math.max(0, sprints.size() - MOST);
        List<Row> rows = new ArrayList<>();
        for (SprintFigures sprint : sprints.subList(left, sprints.size())) {
            rows.add(row(sprint, zone));
        }
        return new Table(
                "Items in sprints, by the beginning of the sprint"
                        + (left > 0 ? ". " + Formats.count(left) + " earlier ones are not named" : ""),
                List.of(
                        Column.words("Sprint"),
                        Column.words("From, to"),
                        Column.figures("Committed"),
                        Column.words("Delivered of them"),
                        Column.figures("Added"),
                        Column.figures("Delivered of them"),
                        Column.words("Besides")),
                rows);
    }

    private static Row row(SprintFigures sprint, ZoneId zone) {
        Outcome committed = sprint.committed();
        return Row.of(
                Cell.text(sprint.name().isEmpty() ? sprint.id() : Formats.shorten(sprint.name(), Formats.NAME)),
                Cell.text(Formats.date(sprint.start(), zone) + ", " + end(sprint, zone)),
                Cell.text(Formats.count(committed.items())),
                delivered(committed),
                Cell.text(Formats.count(sprint.added().items())),
                Cell.text(Formats.count(sprint.added().delivered())),
                Cell.text(besides(sprint)));
    }

    private static Cell delivered(Outcome outcome) {
        return Shares.of(outcome.delivered(), outcome.items()) instanceof Figure.Measured<Double> share
                ? Cell.bar(
                        Formats.count(outcome.delivered()) + " (" + Formats.percent(share.value()) + ")", share.value())
                : Cell.text("nothing was committed");
    }

    private static String end(SprintFigures sprint, ZoneId zone) {
        String date = Formats.date(sprint.end(), zone);
        return switch (sprint.until()) {
            case COMPLETED -> date;
            case PLANNED_END -> date + " as planned";
            case NOW -> "goes on";
        };
    }

    /** What is not in the columns; nothing is left out of sight. */
    private static String besides(SprintFigures sprint) {
        StringJoiner besides = new StringJoiner(", ");
        boolean ended = sprint.until() != Until.NOW;
        add(besides, sprint.committed().open() + sprint.added().open(), ended ? "not done" : "not done yet");
        add(besides, sprint.committed().removed() + sprint.added().removed(), "removed");
        add(besides, sprint.committed().cancelled() + sprint.added().cancelled(), "cancelled");
        add(besides, sprint.unknown(), "in it since an unknown time");
        add(besides, sprint.incomplete(), "with incomplete history");
        return besides.toString();
    }

    private static void add(StringJoiner besides, long n, String what) {
        if (n > 0) {
            besides.add(Formats.count(n) + " " + what);
        }
    }
}
