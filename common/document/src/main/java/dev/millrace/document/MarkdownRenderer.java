package dev.millrace.document;

import dev.millrace.document.Block.Chart;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Lines;
import dev.millrace.document.Block.Note;
import dev.millrace.document.Block.Notes;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Document.Card;
import dev.millrace.document.Document.Change;
import dev.millrace.document.Document.Fact;
import dev.millrace.document.Document.Section;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Writes a document as GitHub Flavored Markdown, drawings as Mermaid. */
public final class MarkdownRenderer {

    private static final int MAX_POINTS = 30;

    private final Predicate<? super URI> links;

    /** With all links. */
    public MarkdownRenderer() {
        this(link -> true);
    }

    /** With those links only; the text of the others stays. */
    public MarkdownRenderer(Predicate<? super URI> links) {
        this.links = Objects.requireNonNull(links, "links");
    }

    /** The text, lines ended by a line feed. */
    public String render(Document document) {
        StringBuilder text = new StringBuilder(head(document));
        for (Section section : document.sections()) {
            text.append('\n').append(section(section));
        }
        return text.toString();
    }

    /** What stands above the sections: title, facts and figures. */
    public String head(Document document) {
        List<String> lines = new ArrayList<>();
        lines.add("# " + Escape.markdown(document.title()));
        lines.add("");
        lines.add(Escape.markdown(document.subtitle()));
        lines.add("");
        Headline headline = document.headline();
        if (headline != null) {
            headline(lines, headline);
        }
        figures(lines, document);
        return String.join("\n", lines) + '\n';
    }

    /** Facts and figures of a document behind a title that opens them. */
    public String folded(String title, Document document) {
        List<String> lines = new ArrayList<>();
        figures(lines, document);
        return details(title, lines);
    }

    /** One section behind a title that opens it. */
    public String folded(String title, Section section) {
        List<String> lines = new ArrayList<>();
        content(lines, section);
        return details(title, lines);
    }

    private static String details(String title, List<String> lines) {
        return "<details><summary>" + Escape.html(title) + "</summary>\n\n"
                + String.join("\n", lines).strip() + "\n\n</details>\n";
    }

    private void figures(List<String> lines, Document document) {
        facts(lines, document.facts());
        if (!document.cards().isEmpty()) {
            lines.add("");
            cards(lines, document.cards());
        }
    }

    /** One section under its heading. */
    public String section(Section section) {
        List<String> lines = new ArrayList<>();
        lines.add("## " + Escape.markdown(section.title()));
        content(lines, section);
        return String.join("\n", lines) + '\n';
    }

    private void content(List<String> lines, Section section) {
        definition(lines, section.definition());
        for (Block block : section.blocks()) {
            lines.add("");
            block(lines, block);
        }
    }

    private void headline(List<String> lines, Headline headline) {
        lines.add("**" + Escape.markdown(headline.sentence()) + "**");
        lines.add("");
        for (int i = 0; i < headline.steps().size(); i++) {
            Headline.Step step = headline.steps().get(i);
            String items = step.items().isEmpty()
                    ? ""
                    : ": " + step.items().stream().map(this::cell).collect(Collectors.joining(", "));
            lines.add((i + 1) + ". **" + Escape.markdown(step.what()) + "**" + items + ". "
                    + Escape.markdown(step.evidence() + ". Why: " + step.why()));
        }
        if (!headline.steps().isEmpty()) {
            lines.add("");
        }
        facts(lines, headline.limits().stream().map(Fact::of).toList());
    }

    private void facts(List<String> lines, List<Fact> facts) {
        facts.forEach(fact -> lines.add("- " + Escape.markdown(fact.label()) + ": " + cell(fact.value())));
    }

    private static void cards(List<String> lines, List<Card> cards) {
        lines.add("| Figure | Value | Based on |");
        lines.add("|---|---|---|");
        for (Card card : cards) {
            String more = card.notes().stream().map(Escape::markdown).collect(Collectors.joining("<br>"));
            String caption = card.caption().isEmpty() ? "" : "<br>" + Escape.markdown(card.caption());
            Change change = card.change();
            String changed = change == null ? "" : "<br>" + Escape.markdown(change.words());
            lines.add("| " + Escape.markdown(card.title()) + " | **" + Escape.markdown(card.value()) + "**" + changed
                    + caption
                    + " | " + more + " |");
        }
        lines.add("");
        lines.add("<details><summary>What are these?</summary>");
        lines.add("");
        for (Card card : cards) {
            lines.add("- " + Escape.markdown(card.title()) + ": " + Escape.markdown(card.definition()));
        }
        lines.add("");
        lines.add("</details>");
    }

    private static void definition(List<String> lines, String definition) {
        if (!definition.isEmpty()) {
            lines.add("");
            lines.add("<details><summary>What is this?</summary>");
            lines.add("");
            lines.add(Escape.markdown(definition));
            lines.add("");
            lines.add("</details>");
        }
    }

    private void block(List<String> lines, Block block) {
        if (block instanceof Paragraph paragraph) {
            lines.add(Escape.markdown(paragraph.text()));
        } else if (block instanceof Table table) {
            lines.add(Escape.markdown(table.caption()) + ":");
            lines.add("");
            table(lines, table);
        } else if (block instanceof Chart chart) {
            chart(lines, chart);
        } else if (block instanceof Lines drawn) {
            lines.add(Escape.markdown(drawn.title() + ". " + drawn.summary()) + '.');
            lines.add("");
            table(lines, LineTable.of(drawn, MAX_POINTS));
        } else if (block instanceof Scatter scatter) {
            block(lines, scatter.table());
        } else if (block instanceof Notes notes) {
            notes.notes().forEach(note -> note(lines, note));
        } else if (block instanceof StreamMap map) {
            for (Block part : map.numbers()) {
                block(lines, part);
                lines.add("");
            }
        } else if (block instanceof Timeline timeline) {
            lines.add(Mermaid.gantt(timeline));
        }
    }

    private void chart(List<String> lines, Chart chart) {
        lines.add(Escape.markdown(chart.title() + ". " + chart.summary()) + '.');
        lines.add("");
        if (chart.kind() == Chart.Kind.SHARES) {
            chart.points().stream().filter(point -> point.total() > 0).forEach(point -> {
                lines.add(Mermaid.pie(chart, point));
                lines.add("");
            });
        }
        Chart shown = chart;
        int step = (chart.points().size() + MAX_POINTS - 1) / MAX_POINTS;
        if (step > 1 && chart.kind() == Chart.Kind.AREA) {
            List<Block.Point> points = new ArrayList<>();
            for (int i = (chart.points().size() - 1) % step; i < chart.points().size(); i += step) {
                points.add(chart.points().get(i));
            }
            shown = new Chart(chart.kind(), chart.title(), chart.summary(), chart.series(), points);
            lines.add("One in " + step + " is shown:");
            lines.add("");
        }
        table(lines, HtmlBlocks.asTable(shown));
    }

    private void table(List<String> lines, Table table) {
        StringBuilder titles = new StringBuilder("|");
        StringBuilder rule = new StringBuilder("|");
        for (Column column : table.columns()) {
            titles.append(' ').append(Escape.markdown(column.title())).append(" |");
            rule.append(column.numeric() ? "---:|" : "---|");
        }
        lines.add(titles.toString());
        lines.add(rule.toString());
        for (Row row : table.rows()) {
            StringBuilder line = new StringBuilder(row.detail() ? "| &nbsp;&nbsp;" : "|");
            for (Cell cell : row.cells()) {
                line.append(' ').append(cell(cell)).append(" |");
            }
            lines.add(line.toString());
        }
    }

    private void note(List<String> lines, Note note) {
        StringBuilder text = new StringBuilder("- **" + Escape.markdown(note.what()) + "** ");
        text.append(Escape.markdown(note.detail() + ' ' + note.advice()));
        if (!note.examples().isEmpty()) {
            text.append(" For example: ");
            text.append(note.examples().stream().map(this::cell).collect(Collectors.joining(", ")));
        }
        lines.add(text.toString());
    }

    private String cell(Cell cell) {
        String text = Escape.markdown(cell.text());
        return cell.link() == null || !links.test(cell.link())
                ? text
                : '[' + text + "](<" + Escape.markdownLink(cell.link()) + ">)";
    }
}
