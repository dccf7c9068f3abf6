package dev.millrace.view;

import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static dev.millrace.valuestream.DefaultStages.IN_REVIEW;
import static dev.millrace.valuestream.DefaultStages.IN_TEST;
import static dev.millrace.valuestream.DefaultStages.TO_DO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.document.Block;
import dev.millrace.document.Document;
import dev.millrace.document.Document.Card;
import dev.millrace.document.HtmlRenderer;
import dev.millrace.document.MarkdownRenderer;
import dev.millrace.document.Page;
import dev.millrace.document.TerminalRenderer;
import dev.millrace.document.TerminalStyle;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.report.Reports;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportViewTest {

    @Test
    void every_output_says_the_same_in_the_same_order() {
        ReportView view = ReportView.of(Samples.report(), Reports.NO_EXTRAS);
        List<String> head = List.of("In review holds the stream up: ", "Data", "Coverage", "Window");
        List<String> figures =
                List.of("Flow time", "22 d 10 h", "Flow efficiency", "40%", "Flow velocity", "Flow load", "Lead time");
        List<String> map = List.of("Value stream map", "In progress", "In review", "Waiting for test", "In test");
        List<String> expected =
                Stream.of(head, figures, map).flatMap(List::stream).toList();
        assertThat(new TerminalRenderer(TerminalStyle.plain()).render(view.document()))
                .containsSubsequence(expected);
        assertThat(new MarkdownRenderer().render(view.document())).containsSubsequence(expected);
        assertThat(Page.parse(new HtmlRenderer().render(view.document())).text())
                .as("a page has room for the map on its first screen, above the figures")
                .containsSubsequence(
                        Stream.of(head, map, figures).flatMap(List::stream).toList());
    }

    @Test
    void the_head_names_everything_the_figures_depend_on() {
        assertThat(ReportView.of(Samples.report(), Reports.NO_EXTRAS).document().facts())
                .extracting(fact -> fact.label() + ": " + fact.value().text())
                .contains(
                        "Window: 2026-08-26 to 2026-11-22, counted up to the as-of below",
                        "Filter: none: all projects, all types",
                        "Value stream: Default value stream, version default-5",
                        "As of: 2026-11-20 11:15:00",
                        "Known at: 2026-11-20 11:20:30",
                        "Time zone: Europe/Berlin, calendar time (24 hours a day, 7 days a week)");
    }

    @Test
    void without_items_no_figure_is_zero_that_nobody_measured() {
        List<Card> cards = ReportView.of(Samples.report(List.of()), Reports.NO_EXTRAS)
                .document()
                .cards();
        assertThat(cards)
                .extracting(Card::value)
                .containsExactly("unknown", "unknown", "0 a week", "0 items", "unknown");
    }

    @Test
    void a_card_says_how_many_items_it_could_not_use_and_why() {
        Card card = ReportView.of(
                        Samples.report(List.of(
                                Flows.item("TEST-1").in(TO_DO, at(1)).in(DONE, at(2)),
                                Flows.item("TEST-2").in(IN_PROGRESS, at(1)).in(DONE, at(3)))),
                        Reports.NO_EXTRAS)
                .document()
                .cards()
                .get(0);
        assertThat(card.value()).isEqualTo("2 d");
        assertThat(card.notes())
                .containsExactly(
                        "n = 1 of 2 items that stopped in the window",
                        "95th percentile 2 d",
                        "1 unknown: never started: no visit to an active or waiting stage",
                        "few values: the 95th percentile is the largest one");
    }

    @Test
    void never_started_items_show_the_way_they_went() {
        String text = new TerminalRenderer(TerminalStyle.plain())
                .render(ReportView.of(
                                Samples.report(List.of(Flows.item("TEST-1")
                                        .in(TO_DO, "Open", at(1))
                                        .in(DONE, "Closed", at(2)))),
                                Reports.NO_EXTRAS)
                        .document());
        assertThat(text).contains("1 of 1 item done (100%) were in no active or waiting stage.", "Open → Closed");
    }

    @Test
    void a_bottleneck_is_named_with_its_evidence_or_not_at_all() {
        assertThat(text(ReportView.of(Samples.report(), Reports.NO_EXTRAS)))
                .contains("In review is the bottleneck: it has 71% of the waiting visit-time, ")
                .contains(" points more than the second stage (90% confidence interval ");
        assertThat(text(ReportView.of(
                        Samples.report(List.of(Flows.item("TEST-1").in(IN_REVIEW, at(1)))), Reports.NO_EXTRAS)))
                .contains("No bottleneck: only In review had waiting");
        assertThat(text(ReportView.of(Samples.report(List.of()), Reports.NO_EXTRAS)))
                .contains("No bottleneck: no waiting was seen inside the window.");
    }

    @Test
    void a_state_called_like_its_stage_is_not_repeated_below_it() {
        Document document = ReportView.of(
                        Samples.report(List.of(Flows.item("TEST-1")
                                .in(IN_PROGRESS, at(1))
                                .in(IN_REVIEW, "Patch available", at(2))
                                .in(IN_TEST, at(3)))),
                        Reports.NO_EXTRAS)
                .document();
        Block.Table stages = (Block.Table) document.sections().stream()
                .filter(section -> section.id().equals("stage-time"))
                .findFirst()
                .orElseThrow()
                .blocks()
                .get(0);
        assertThat(stages.rows())
                .extracting(row -> row.cells().get(0).text())
                .containsExactly("In progress", "In review", "Patch available", "In test");
    }

    private static String text(ReportView view) {
        return new TerminalRenderer(new TerminalStyle(160, false)).render(view.document());
    }

    private static Instant at(int day) {
        return Instant.parse("2026-09-0" + day + "T00:00:00Z");
    }
}
