package dev.millrace.document;

import dev.millrace.document.Document.Card;
import dev.millrace.document.Document.Change;
import dev.millrace.document.Document.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a document for a terminal in as few lines as it can: one for each key figure and each thing to do, the tables without their
 * captions, and what to know first last, where a reader of a terminal looks.
 */
public final class TerminalBrief {

    private static final int TITLE = 21;
    private static final int VALUE = 11;
    private static final String GAP = "  ";

    private final TerminalStyle style;
    private final List<String> lines = new ArrayList<>();

    /** A renderer for that terminal. */
    public TerminalBrief(TerminalStyle style) {
        this.style = style;
    }

    /** The text, lines ended by a line feed. */
    public String render(Document document) {
        lines.clear();
        add(document.title() + ": " + document.subtitle());
        lines.add("");
        document.cards().forEach(this::card);
        for (Section section : document.sections()) {
            lines.add("");
            section.blocks().forEach(this::block);
        }
        Headline headline = document.headline();
        if (headline != null) {
            headline(headline);
        }
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    }

    /** The line of a trend goes where the words need the room. */
    private void card(Card card) {
        Change change = card.change();
        Trend trend = card.trend();
        String head = column(card.title(), TITLE) + column(card.value(), VALUE);
        String words = change == null ? card.caption().replace("85th percentile", "p85") : change.words();
        String line = trend == null || !trend.drawable() ? "" : trend.signs() + GAP;
        boolean room = DisplayWidth.of(head + line + words) <= style.width();
        add(head + (room ? line : "") + words);
    }

    private void block(Block block) {
        if (block instanceof Block.Table table) {
            lines.addAll(new TerminalTable(style).lines(table));
        } else if (block instanceof StreamMap map) {
            map.tables().forEach(this::block);
        } else if (block instanceof Block.Paragraph paragraph) {
            add(paragraph.text());
        }
    }

    private void headline(Headline headline) {
        lines.add("");
        headline.limits().forEach(limit -> add(limit.label() + ": " + limit.text()));
        for (int i = 0; i < headline.steps().size(); i++) {
            Headline.Step step = headline.steps().get(i);
            String items = step.items().stream().map(Cell::text).collect(Collectors.joining(", "));
            add((i + 1) + ". " + step.what() + (items.isEmpty() ? "" : ": " + items));
        }
        lines.add("");
        DisplayWidth.wrap(headline.sentence(), style.width()).forEach(line -> lines.add(style.bold(line)));
    }

    /** One line, cut where the terminal ends. */
    private void add(String text) {
        lines.add(DisplayWidth.fit(Escape.terminal(text), style.width()));
    }

    /** A value that is longer takes the room that it needs: what limits it may not be cut off. */
    private static String column(String text, int width) {
        String clean = Escape.terminal(text);
        return clean + " ".repeat(Math.max(0, width - DisplayWidth.of(clean))) + ' ';
    }
}
