package dev.millrace.document;

import dev.millrace.document.Document.Card;
import dev.millrace.document.Document.Change;
import dev.millrace.document.Document.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what stands above the sections for a terminal: headline, facts and key figures, with their labels in one column. */
final class TerminalHead {

    private static final int LEAST = 18;
    private static final int MOST = 24;
    private static final String INDENT = "  ";
    private static final String STEP = "     ";

    private final TerminalStyle style;
    private final Document document;
    private final int label;
    private final List<String> lines = new ArrayList<>();

    TerminalHead(TerminalStyle style, Document document) {
        this.style = style;
        this.document = document;
        this.label = Math.min(
                MOST,
                Stream.concat(
                                document.facts().stream().map(Fact::label),
                                document.cards().stream().map(Card::title))
                        .mapToInt(text -> DisplayWidth.of(Escape.terminal(text)) + 1)
                        .reduce(LEAST, Math::max));
    }

    List<String> lines() {
        if (document.headline() != null) {
            headline(document.headline());
        }
        facts(document.facts());
        for (Card card : document.cards()) {
            lines.add("");
            card(card);
        }
        return lines;
    }

    private void headline(Headline headline) {
        DisplayWidth.wrap(headline.sentence(), style.width()).forEach(line -> lines.add(style.bold(line)));
        lines.add("");
        steps(headline.steps());
        facts(headline.limits().stream().map(Fact::of).toList());
    }

    private void steps(List<Headline.Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            Headline.Step step = steps.get(i);
            String items = step.items().isEmpty()
                    ? ""
                    : ": " + step.items().stream().map(Cell::text).collect(Collectors.joining(", "));
            List<String> what = DisplayWidth.wrap(step.what() + items + '.', style.width() - STEP.length());
            for (int j = 0; j < what.size(); j++) {
                String number = j == 0 ? INDENT + (i + 1) + ". " : STEP;
                lines.add(number + style.bold(what.get(j)));
            }
            DisplayWidth.wrap(step.evidence() + ". Why: " + step.why(), style.width() - STEP.length())
                    .forEach(line -> lines.add(STEP + line));
        }
        if (!steps.isEmpty()) {
            lines.add("");
        }
    }

    private void facts(List<Fact> facts) {
        for (Fact fact : facts) {
            labelled(fact.label(), DisplayWidth.wrap(fact.value().text(), style.width() - label - 2));
        }
    }

    private void card(Card card) {
        List<String> values = DisplayWidth.wrap(card.value(), style.width() - label - 2);
        values.replaceAll(style::bold);
        labelled(card.title(), values);
        List<String> more = new ArrayList<>();
        Change change = card.change();
        if (change != null) {
            more.addAll(DisplayWidth.wrap(change.words(), style.width() - label - 2));
        }
        Trend trend = card.trend();
        if (trend != null && trend.drawable()) {
            String signs = trend.signs() + "  " + trend.span();
            more.add(DisplayWidth.fit(signs, style.width() - label - 2));
        }
        more.addAll(DisplayWidth.wrap(card.caption(), style.width() - label - 2));
        for (String note : card.notes()) {
            DisplayWidth.wrap(note, style.width() - label - 2).forEach(line -> more.add(style.dim(line)));
        }
        more.stream().filter(line -> !line.isEmpty()).forEach(line -> lines.add(" ".repeat(label + 2) + line));
    }

    private void labelled(String title, List<String> values) {
        String name = DisplayWidth.fit(Escape.terminal(title), label);
        String first = INDENT + name + " ".repeat(Math.max(0, label - DisplayWidth.of(name)));
        for (int i = 0; i < values.size(); i++) {
            lines.add((i == 0 ? first : " ".repeat(label + 2)) + values.get(i));
        }
    }
}
