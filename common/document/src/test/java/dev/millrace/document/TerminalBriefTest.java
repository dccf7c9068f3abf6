package dev.millrace.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.document.Document.Card;
import dev.millrace.document.Document.Change;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Headline.Limit;
import dev.millrace.document.Headline.Step;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TerminalBriefTest {

    private static final Headline HEADLINE = new Headline(
            "Review holds the stream up.",
            List.of(new Step("late", "Finish first", "2 of 9", List.of(Cell.text("T-1")), "s", "w")),
            List.of(new Limit("Data", "complete")));

    @Test
    void what_to_know_first_stands_last() {
        List<String> lines = render(List.of());

        assertThat(lines.get(0)).isEqualTo("Flow report: this week");
        assertThat(lines).endsWith("Data: complete", "1. Finish first: T-1", "", "Review holds the stream up.");
    }

    @Test
    void a_figure_takes_one_line_and_its_trend_goes_if_there_is_no_room_for_it() {
        Trend trend = new Trend(
                "by week", IntStream.range(0, 26).mapToObj(OptionalDouble::of).toList());
        Card card = new Card("c", "Flow time", "6 d", "median; 85th percentile 9 d", List.of("n = 9"), "");
        List<String> lines = render(List.of(
                card.with(null, trend), card.with(new Change(Change.Verdict.WORSE, "x".repeat(30)), trend)));

        assertThat(lines.get(2)).contains("6 d", "▁", "█", "median; p85 9 d").doesNotContain("n = 9");
        assertThat(lines.get(3)).endsWith(" " + "x".repeat(30)).doesNotContain("▁");
        assertThat(lines).allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(80));
    }

    @Test
    void a_value_that_is_longer_than_its_column_is_not_cut() {
        assertThat(render(List.of(new Card("c", "Flow efficiency", "9% (only 1 of 5 items done)", "", List.of(), "")))
                        .get(2))
                .contains("9% (only 1 of 5 items done)");
    }

    private static List<String> render(List<Card> cards) {
        Document document = new Document("Flow report", "this week", HEADLINE, List.of(), cards, List.<Section>of());
        return new TerminalBrief(new TerminalStyle(80, false))
                .render(document)
                .lines()
                .toList();
    }
}
