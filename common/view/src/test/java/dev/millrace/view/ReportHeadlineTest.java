package dev.millrace.view;

import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static dev.millrace.valuestream.DefaultStages.IN_REVIEW;
import static dev.millrace.valuestream.DefaultStages.WAITING_FOR_TEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.document.Cell;
import dev.millrace.document.Headline;
import dev.millrace.document.Headline.Step;
import dev.millrace.document.HtmlRenderer;
import dev.millrace.document.MarkdownRenderer;
import dev.millrace.document.Page;
import dev.millrace.document.TerminalRenderer;
import dev.millrace.document.TerminalStyle;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.Freshness;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.report.FlowAccumulator;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.Reports;
import dev.millrace.model.Coverage;
import dev.millrace.model.Knowledge;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.DefaultValueStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportHeadlineTest {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final Instant END = Instant.parse("2026-04-06T00:00:00Z");

    @Test
    void the_stage_that_holds_the_stream_up_is_named_with_its_share_and_since_when_it_got_worse() {
        List<Flows> items = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Instant begin = START.plus(Duration.ofDays(i));
            Instant reviewed = begin.plus(Duration.ofHours(i < 20 ? 30 : 60));
            items.add(Flows.item("T-" + i)
                    .in(IN_PROGRESS, begin)
                    .in(IN_REVIEW, begin.plus(Duration.ofHours(10)))
                    .in(WAITING_FOR_TEST, reviewed)
                    .in(DONE, reviewed.plus(Duration.ofHours(5))));
        }

        assertThat(headline(items).sentence())
                .isEqualTo("In review holds the stream up: 88% of the waiting is there. The median visit takes 2 d 2 h "
                        + "since 2026-01-25, and took 20 h before. No item is in progress.");
    }

    @Test
    void a_lead_that_may_be_an_accident_names_no_stage() {
        List<Flows> items = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Instant tested = START.plus(Duration.ofHours(10 + 24L * (i % 2)));
            items.add(Flows.item("T-" + i)
                    .in(IN_REVIEW, START)
                    .in(WAITING_FOR_TEST, tested)
                    .in(DONE, START.plus(Duration.ofHours(40))));
        }

        assertThat(headline(items).sentence())
                .startsWith(
                        "No single stage holds the stream up: In review has 55% of the waiting and Waiting for test "
                                + "45%, too close to tell.");
    }

    @Test
    void without_waiting_nothing_is_said_to_hold_the_stream_up() {
        Headline headline =
                headline(List.of(Flows.item("T-1").in(IN_PROGRESS, START).in(DONE, START.plus(Duration.ofHours(3)))));

        assertThat(headline.sentence()).startsWith("Nothing shows what holds the stream up: no waiting was seen");
    }

    @Test
    void what_is_late_comes_first_with_its_limit_and_the_items() {
        List<Flows> items = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            items.add(Flows.item("T-" + i)
                    .in(IN_REVIEW, START)
                    .in(DONE, START.plus(Duration.ofDays(2)).plusSeconds(i)));
        }
        items.add(Flows.item("T-90").in(IN_REVIEW, END.minus(Duration.ofDays(9))));
        items.add(Flows.item("T-91").in(IN_REVIEW, END.minus(Duration.ofDays(5))));
        items.add(Flows.item("T-92").in(IN_PROGRESS, END.minus(Duration.ofDays(1))));
        Headline headline = headline(items);

        assertThat(headline.sentence()).endsWith("2 of 3 items in progress are late.");
        Step late = headline.steps().get(0);
        assertThat(late.rule()).isEqualTo("late");
        assertThat(late.items()).extracting(Cell::text).containsExactly("T-90", "T-91");
        assertThat(late.evidence())
                .isEqualTo("2 of 3 items in progress are older than 2 d, the 85th percentile of 20 done");
        assertThat(late.why()).isEqualTo("millrace report --why in-progress");
    }

    @Test
    void a_stage_that_sends_much_back_is_looked_at() {
        List<Flows> items = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Flows item = Flows.item("T-" + i).in(IN_PROGRESS, START).in(IN_REVIEW, hour(5));
            items.add(
                    i % 2 == 0
                            ? item.in(IN_PROGRESS, hour(9))
                                    .in(IN_REVIEW, hour(12))
                                    .in(DONE, hour(13))
                            : item.in(DONE, hour(9)));
        }

        assertThat(headline(items).steps())
                .filteredOn(step -> step.rule().equals("sent-back"))
                .singleElement()
                .satisfies(step -> assertThat(step.evidence()).isEqualTo("33% of 30 visits ended in an earlier stage"));
    }

    @Test
    void old_data_are_said_to_be_old_before_anything_else() {
        Coverage coverage = new Coverage(END.minus(Duration.ofDays(20)), 2, List.of(), List.of(), List.of());
        Headline headline = headline(report(
                List.of(Flows.item("T-1").in(IN_REVIEW, START).in(DONE, hour(5))),
                new Freshness(new Window(START, END), END, coverage, null, List.of())));

        assertThat(headline.sentence())
                .startsWith("These data are old: they end at 2026-03-17 00:00, 20 d before the window does. ");
        assertThat(headline.steps().get(0).rule()).isEqualTo("stale");
        assertThat(headline.steps().get(0).what()).contains("millrace sync");
    }

    @Test
    void a_store_without_items_says_so_and_what_to_do() {
        Headline headline = headline(List.of());

        assertThat(headline.sentence())
                .isEqualTo("There is nothing to report: no item was open or done in this window.");
        assertThat(headline.steps()).extracting(Step::rule).containsExactly("empty");
        assertThat(headline.steps().get(0).what()).contains("millrace sync");
    }

    @Test
    void terminal_page_markdown_and_json_say_the_same_sentences_steps_and_figures_in_one_order() throws Exception {
        ReportView view = ReportView.of(Samples.report(), Reports.NO_EXTRAS);
        Headline headline = view.document().headline();
        List<String> words = new ArrayList<>(List.of(headline.sentence()));
        headline.steps().forEach(step -> {
            words.add(step.what());
            words.add(step.evidence());
        });
        assertThat(headline.steps()).isNotEmpty();
        assertThat(view.document().cards()).hasSizeGreaterThan(4);
        view.document().cards().forEach(card -> words.addAll(List.of(card.title(), card.value())));

        assertThat(new TerminalRenderer(new TerminalStyle(160, false))
                        .render(view.document())
                        .replaceAll("\\s+", " "))
                .containsSubsequence(words);
        assertThat(new MarkdownRenderer().render(view.document()).replace("\\", ""))
                .containsSubsequence(words);
        assertThat(Page.parse(new HtmlRenderer().render(view.document())).text().replaceAll("\\s+", " "))
                .containsSubsequence(words);
        JsonNode summary = new ObjectMapper().readTree(ReportJson.render(view)).path("summary");
        List<String> inJson = new ArrayList<>(List.of(summary.path("sentence").asText()));
        summary.path("next").forEach(step -> {
            inJson.add(step.path("what").asText());
            inJson.add(step.path("evidence").asText());
        });
        summary.path("cards").forEach(card -> {
            inJson.add(card.path("title").asText());
            inJson.add(card.path("value").asText());
        });
        assertThat(inJson).isEqualTo(words);
    }

    private static Headline headline(List<Flows> items) {
        return headline(report(items, Freshness.notNoted(new Window(START, END), END)));
    }

    private static Headline headline(FlowReport report) {
        return new ReportHeadline(report, Reports.NO_EXTRAS).headline();
    }

    private static FlowReport report(List<Flows> items, Freshness freshness) {
        ReportRequest request = ReportRequest.of(ZoneOffset.UTC, new Knowledge(END, END), ItemFilter.all(), freshness);
        FlowAccumulator aggregate = new FlowAccumulator(request, DefaultValueStream.create(), StateCatalogue.empty());
        items.forEach(item -> aggregate.add(item.asOf(request.knowledge().asOf())));
        return aggregate.result();
    }

    private static Instant hour(int hours) {
        return START.plus(Duration.ofHours(hours));
    }
}
